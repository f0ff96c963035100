package ai.fluxion.crons.engine;

import ai.fluxion.crons.delivery.DaemonThreads;
import ai.fluxion.crons.delivery.HeartbeatPolicy;
import ai.fluxion.crons.monitor.MonitorDefinition;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of runs that go on that they are alive, where that is due, and lets go of those that Sentry has given up. Looks
 * every few seconds, since with the smallest margin there is half a minute between a slot and its miss.
 */
final class Heartbeats {

    private static final Logger logger = LoggerFactory.getLogger(Heartbeats.class);

    private static final long LOOK_SECONDS = 5;

    private final HeartbeatPolicy policy;

    private final ProcessRunEngine runs;

    private final Clock clock;

    private @Nullable ScheduledExecutorService thread;

    Heartbeats(HeartbeatPolicy policy, ProcessRunEngine runs, Clock clock) {
        this.policy = policy;
        this.runs = runs;
        this.clock = clock;
    }

    synchronized void start() {
        if (this.thread == null) {
            this.thread = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("heartbeat"));
            this.thread.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        }
    }

    synchronized void stop() {
        if (this.thread != null) {
            this.thread.shutdownNow();
            this.thread = null;
        }
    }

    private void look() {
        try {
            beat(this.clock.instant());
        } catch (Throwable ex) {
            // The executor would never call again, and every long run would be missed.
            logger.warn("Heartbeats failed; the next ones follow", ex);
        }
    }

    void beat(Instant now) {
        for (EngineRun run : this.runs.openRuns()) {
            if (!run.startedAt().plus(HeartbeatPolicy.LONGEST_RUN).isAfter(now)) {
                // Nobody may be left who could end it. Whoever is, still can.
                this.runs.gone(run);
            } else if (isDue(run, now)) {
                this.runs.alive(run, now);
            }
        }
    }

    private boolean isDue(EngineRun run, Instant now) {
        MonitorDefinition monitor = run.monitor();
        Instant due = this.policy.nextDue(
                run.startedAt(), run.progress().lastSaid(), monitor.recurrence(), monitor.settings());
        return due != null
                && !due.isAfter(now)
                && (!this.policy.needsProgress() || run.progress().isFurther());
    }
}
