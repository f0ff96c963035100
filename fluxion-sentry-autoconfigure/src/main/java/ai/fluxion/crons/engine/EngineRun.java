package ai.fluxion.crons.engine;

import ai.fluxion.crons.MonitorRun;
import ai.fluxion.crons.MonitorRunHolder;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.RunReport;
import ai.fluxion.crons.telemetry.RunScope;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A run that has begun: what it is told goes into its report and, guarded, to its scope. */
final class EngineRun implements ActiveRun {

    /** Callers give what an exception says of itself, which may be nothing: an error all the same. */
    private static final String NO_REASON = "failed, no reason was given";

    private final JobMonitor job;

    private final MonitorDefinition opened;

    private final UUID id;

    private final Instant startedAt;

    private final long startedNanos = System.nanoTime();

    private final ProcessRunEngine engine;

    private final GuardedScope scope;

    private final RunNotes notes = new RunNotes();

    private final RunProgress progress;

    private final Thread opener = Thread.currentThread();

    private boolean ended;

    private final AtomicBoolean detached = new AtomicBoolean();

    private @Nullable MonitorRun before;

    private volatile boolean succeeded;

    private volatile boolean cancelled;

    private volatile @Nullable String failedBecause;

    private volatile @Nullable Throwable failedWith;

    /**
     * @param job the monitor that it is a run of
     * @param opened the monitor's definition when it was opened
     */
    EngineRun(
            JobMonitor job,
            MonitorDefinition opened,
            UUID id,
            Instant startedAt,
            RunScope scope,
            ProcessRunEngine engine) {
        this.job = job;
        this.opened = opened;
        this.id = id;
        this.startedAt = startedAt;
        this.progress = new RunProgress(startedAt);
        this.scope = new GuardedScope(scope);
        this.engine = engine;
    }

    void begin() {
        this.before = MonitorRunHolder.exchange(this);
    }

    UUID id() {
        return this.id;
    }

    /** As it is now: the job may have been rescheduled meanwhile, by the run itself even. What was opened is closed. */
    MonitorDefinition monitor() {
        if (!this.opened.enabled()) {
            return this.opened;
        }
        MonitorDefinition current = this.job.definition(this.opened.key());
        boolean same = current.enabled()
                && current.sent() == this.opened.sent()
                && current.slug().equals(this.opened.slug());
        return same ? current : this.opened;
    }

    Instant startedAt() {
        return this.startedAt;
    }

    Duration elapsed() {
        return Duration.of((System.nanoTime() - this.startedNanos) / 1_000, ChronoUnit.MICROS);
    }

    /** How far it is. */
    RunProgress progress() {
        return this.progress;
    }

    @Nullable String traceId() {
        return this.scope.traceId();
    }

    RunReport report(@Nullable String trace) {
        return this.notes.report(message(), trace);
    }

    private @Nullable String message() {
        String because = this.failedBecause;
        Throwable failure = this.failedWith;
        return because != null || failure == null ? because : RunWords.of(failure);
    }

    @Override
    public String name() {
        return this.opened.name();
    }

    @Override
    public @Nullable String key() {
        return this.opened.key();
    }

    @Override
    public MonitorRun tag(String name, @Nullable Object value) {
        if (name != null && value != null) {
            String text = RunWords.of(value);
            this.notes.tag(name, text);
            this.scope.tag(name, text);
        }
        return this;
    }

    @Override
    public MonitorRun context(String name, @Nullable Object value) {
        if (name != null && value != null) {
            this.scope.context(name, RunWords.fact(value));
        }
        return this;
    }

    @Override
    public MonitorRun metric(String name, Number value) {
        Number plain = name == null || value == null ? null : RunWords.of(value);
        if (plain != null) {
            this.notes.metric(name, plain);
            this.scope.metric(name, plain);
        }
        return this;
    }

    @Override
    public Step step(String name) {
        String text = RunWords.of((Object) name);
        return new EngineStep(text, this.notes, this.scope.step(text));
    }

    @Override
    public void progress(long done) {
        this.progress.to(done);
    }

    @Override
    public void fail(String reason) {
        this.failedBecause = reason == null ? NO_REASON : RunWords.of((Object) reason);
    }

    @Override
    public void fail(Throwable failure) {
        if (failure == null) {
            this.failedBecause = NO_REASON;
        } else {
            this.failedWith = failure;
        }
    }

    @Override
    public void ok() {
        this.succeeded = true;
        end(null);
    }

    @Override
    public void close() {
        if (!this.succeeded && this.failedBecause == null && this.failedWith == null) {
            this.failedBecause = "closed without ok()";
        }
        end(null);
    }

    @Override
    public void detach() {
        if (this.detached.compareAndSet(false, true)) {
            if (MonitorRun.current() == this) {
                MonitorRun outer = this.before;
                // Those in between may have been closed before it.
                while (outer instanceof EngineRun run && run.detached.get()) {
                    outer = run.before;
                }
                MonitorRunHolder.exchange(outer);
            }
            this.scope.detach();
        }
    }

    @Override
    public Runnable attach() {
        MonitorRun outer = MonitorRunHolder.exchange(this);
        Runnable inner = this.scope.attach();
        return () -> {
            inner.run();
            MonitorRunHolder.exchange(outer);
        };
    }

    @Override
    public void end(@Nullable Throwable failure) {
        if (isFirstEnd()) {
            if (failure != null) {
                this.failedWith = failure;
            }
            report();
        }
        if (Thread.currentThread() == this.opener) {
            // Also if somebody else ended it: nothing of it stays on the thread.
            detach();
        }
    }

    @Override
    public void cancel() {
        if (this.failedBecause == null && this.failedWith == null) {
            this.failedBecause = "cancelled";
            this.cancelled = true;
        }
        end(null);
    }

    /** Ends it as an error, unless it has ended: the process ends before it. */
    void interrupt(String reason) {
        if (isFirstEnd()) {
            this.failedBecause = reason;
            report();
        }
    }

    /**
     * Ends it without a check-in: the process ends, and its next run is to settle it.
     *
     * @return whether it had not ended
     */
    boolean abandon() {
        boolean abandoned = isFirstEnd();
        if (abandoned) {
            this.engine.gone(this);
        }
        return abandoned;
    }

    /** Does something for a run that goes on: its end waits for that, so that nothing of it comes after its end. */
    synchronized void whileOpen(Runnable work) {
        if (!this.ended) {
            work.run();
        }
    }

    private synchronized boolean isFirstEnd() {
        boolean first = !this.ended;
        this.ended = true;
        return first;
    }

    private void report() {
        Throwable thrown = this.failedWith;
        if ((this.cancelled || thrown != null) && this.engine.leaves(this, thrown)) {
            this.engine.gone(this);
            return;
        }
        boolean failed = this.failedWith != null || this.failedBecause != null;
        CheckInStatus status = failed ? CheckInStatus.ERROR : CheckInStatus.OK;
        try {
            this.engine.closed(this, status);
            this.scope.close(status, this.failedWith, this.failedBecause);
        } finally {
            // Not before all is handed over: who waits for open runs sends what there is, and ends.
            this.engine.gone(this);
        }
    }
}
