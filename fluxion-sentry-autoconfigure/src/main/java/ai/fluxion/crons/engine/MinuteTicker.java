package ai.fluxion.crons.engine;

import ai.fluxion.crons.delivery.DaemonThreads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls every minute of the clock, on a private thread. After the clock jumped ahead (it was set, or the machine slept)
 * it waits for one minute more: schedulers get time to run what is overdue before it counts as missed.
 */
final class MinuteTicker {

    private static final Logger logger = LoggerFactory.getLogger(MinuteTicker.class);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** What an overloaded machine may be late is no jump. */
    private static final Duration JUMP = Duration.ofSeconds(30);

    private final Clock clock;

    private final Consumer<Instant> action;

    private @Nullable ScheduledExecutorService thread;

    private @Nullable Instant lastInstant;

    private long lastNanos;

    MinuteTicker(Clock clock, Consumer<Instant> action) {
        this.clock = clock;
        this.action = action;
    }

    /** Calls at once, and then every minute. */
    synchronized void start() {
        if (this.thread == null) {
            ScheduledThreadPoolExecutor created = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("tick"));
            created.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
            this.thread = created;
            created.execute(() -> run(created));
        }
    }

    /**
     * Calls no more. Returns when a call that goes on has ended, or after a while; it is not interrupted: H2 closes a
     * database in a file, which is the application's too, when a thread in it is.
     */
    synchronized void stop(Duration timeout) {
        if (this.thread != null) {
            this.thread.shutdown();
            try {
                this.thread.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
            this.thread = null;
            this.lastInstant = null;
        }
    }

    private void run(@Nullable ScheduledExecutorService thread) {
        try {
            tick(this.clock.instant(), System.nanoTime());
        } catch (Throwable ex) {
            logger.warn("A minute could not be evaluated; the next one will be", ex);
        }
        try {
            if (thread != null) {
                thread.schedule(() -> run(thread), untilNext(this.clock.instant()), TimeUnit.MILLISECONDS);
            }
        } catch (RejectedExecutionException ex) {
            logger.debug("Stopped", ex);
        }
    }

    /** One minute, at an instant of the clock and of the machine's own, which nobody sets and which sleep stops. */
    void tick(Instant now, long nanos) {
        Instant last = this.lastInstant;
        Duration real = Duration.ofNanos(nanos - this.lastNanos);
        this.lastInstant = now;
        this.lastNanos = nanos;
        if (last != null && Duration.between(last, now).minus(real).compareTo(JUMP) > 0) {
            logger.info("The clock jumped ahead from {} to {}: what is due by now is evaluated in a minute", last, now);
            return;
        }
        this.action.accept(now);
    }

    /** Just after the minute, so that the clock shows it. */
    private static long untilNext(Instant now) {
        return MINUTE.toMillis() - Math.floorMod(now.toEpochMilli(), MINUTE.toMillis()) + 50;
    }
}
