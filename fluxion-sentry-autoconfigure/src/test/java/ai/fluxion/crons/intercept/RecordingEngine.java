package ai.fluxion.crons.intercept;

import ai.fluxion.crons.MonitorRun;
import ai.fluxion.crons.MonitorRunHolder;
import ai.fluxion.crons.engine.ActiveRun;
import ai.fluxion.crons.engine.DiscoveredJob;
import ai.fluxion.crons.engine.JobMonitor;
import ai.fluxion.crons.engine.MonitorDeclaration;
import ai.fluxion.crons.engine.MonitorRegistry;
import ai.fluxion.crons.engine.RunEngine;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorSettings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An engine that only remembers: what interception tells it is what its tests are about. */
public class RecordingEngine implements MonitorRegistry, RunEngine {

    public final List<DiscoveredJob> jobs = new CopyOnWriteArrayList<>();

    public final List<Run> runs = new CopyOnWriteArrayList<>();

    public final List<Skip> skips = new CopyOnWriteArrayList<>();

    public volatile Predicate<DiscoveredJob> active = job -> true;

    public volatile boolean refuse;

    public volatile Runnable registering = () -> {};

    @Override
    public JobMonitor register(DiscoveredJob job) {
        this.registering.run();
        if (this.refuse) {
            throw new IllegalStateException("refused");
        }
        this.jobs.add(job);
        return new Monitor(job, this);
    }

    @Override
    public @Nullable JobMonitor registerIfDeclared(DiscoveredJob job) {
        return job.declaration() == null ? null : register(job);
    }

    @Override
    public void retire(DiscoveredJob job) {}

    @Override
    public JobMonitor named(String name) {
        return register(new DiscoveredJob(name, null, null, null, null, false, null));
    }

    @Override
    public Collection<MonitorDefinition> definitions() {
        return List.of();
    }

    @Override
    public @Nullable MonitorDefinition find(String slug) {
        return null;
    }

    @Override
    public @Nullable MonitorDefinition adopt(String slug, @Nullable String key) {
        return find(slug);
    }

    @Override
    public ActiveRun open(JobMonitor monitor, @Nullable String key) {
        Run run = new Run(((Monitor) monitor).job, key);
        this.runs.add(run);
        run.before = MonitorRunHolder.exchange(run);
        return run;
    }

    @Override
    public void skipped(JobMonitor monitor, @Nullable String key, String reason) {
        this.skips.add(new Skip(((Monitor) monitor).job, key, reason));
    }

    /** The job whose method has this name. */
    public DiscoveredJob job(String method) {
        return this.jobs.stream()
                .filter(job -> job.job().endsWith("." + method))
                .reduce((first, second) -> {
                    throw new IllegalStateException("Two jobs of " + method);
                })
                .orElseThrow(() -> new IllegalStateException("No job of " + method + " in " + this.jobs));
    }

    public List<Run> runsOf(String method) {
        return this.runs.stream()
                .filter(run -> run.job.job().endsWith("." + method))
                .toList();
    }

    public List<Run> endedRunsOf(String method) {
        return runsOf(method).stream().filter(run -> run.ended).toList();
    }

    private record Monitor(DiscoveredJob job, RecordingEngine engine) implements JobMonitor {
        @Override
        public boolean isActive() {
            return this.engine.active.test(this.job);
        }

        @Override
        public MonitorDefinition definition(@Nullable String key) {
            String name =
                    this.job.declaration() != null && this.job.declaration().name() != null
                            ? this.job.declaration().name()
                            : this.job.job();
            return new MonitorDefinition(
                    name,
                    name,
                    key,
                    null,
                    this.job.job(),
                    this.job.schedule(),
                    null,
                    MonitorSettings.DEFAULTS,
                    MonitorDefinition.Origin.DISCOVERED,
                    true,
                    true);
        }
    }

    public record Skip(DiscoveredJob job, @Nullable String key, String reason) {}

    /** A run, as it was told. */
    public static final class Run implements ActiveRun {

        public final DiscoveredJob job;

        public final @Nullable String key;

        public final Thread openedBy = Thread.currentThread();

        public final Map<String, Object> facts = new ConcurrentHashMap<>();

        public volatile boolean ended;

        public volatile int ends;

        public volatile @Nullable Throwable failure;

        public volatile @Nullable String failed;

        public volatile boolean detached;

        public volatile Runnable onEnd = () -> {};

        private @Nullable MonitorRun before;

        Run(DiscoveredJob job, @Nullable String key) {
            this.job = job;
            this.key = key;
        }

        /** {@code ok}, {@code open} or why not. */
        public String outcome() {
            if (!this.ended) {
                return "open";
            }
            return this.failure != null ? this.failure.toString() : this.failed != null ? this.failed : "ok";
        }

        @Override
        public void detach() {
            if (!this.detached && Thread.currentThread() == this.openedBy) {
                this.detached = true;
                MonitorRunHolder.exchange(this.before);
            }
        }

        @Override
        public Runnable attach() {
            MonitorRun previous = MonitorRunHolder.exchange(this);
            return () -> MonitorRunHolder.exchange(previous);
        }

        @Override
        public void cancel() {
            fail("cancelled");
            end(null);
        }

        @Override
        public synchronized void end(@Nullable Throwable thrown) {
            this.ends++;
            detach();
            if (!this.ended) {
                this.failure = thrown;
                this.ended = true;
                this.onEnd.run();
            }
        }

        @Override
        public String name() {
            MonitorDeclaration declared = this.job.declaration();
            return declared != null && declared.name() != null ? declared.name() : this.job.job();
        }

        @Override
        public @Nullable String key() {
            return this.key;
        }

        @Override
        public MonitorRun tag(String name, @Nullable Object value) {
            if (value != null) {
                this.facts.put(name, value);
            }
            return this;
        }

        @Override
        public MonitorRun context(String name, @Nullable Object value) {
            return tag(name, value);
        }

        @Override
        public MonitorRun metric(String name, Number value) {
            return tag(name, value);
        }

        @Override
        public Step step(String name) {
            return MonitorRun.current().step(name);
        }

        @Override
        public void progress(long done) {}

        @Override
        public void fail(String reason) {
            if (this.failed == null) {
                this.failed = reason;
            }
        }

        @Override
        public void fail(Throwable thrown) {
            this.failed = thrown.toString();
        }

        @Override
        public void ok() {
            end(null);
        }

        @Override
        public void close() {
            end(null);
        }

        @Override
        public String toString() {
            return this.job.job() + ": " + outcome();
        }
    }
}
