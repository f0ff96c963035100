package ai.fluxion.crons.engine;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the shared store answers. One line in the log when it ceases to, and one when it does again. */
final class StoreAvailability {

    private static final Logger logger = LoggerFactory.getLogger(StoreAvailability.class);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final Duration SLOW = Duration.ofSeconds(1);

    private final PendingChanges pending;

    private final LongSupplier nanoTime;

    private volatile boolean down;

    private int failures;

    private volatile long upSince;

    StoreAvailability(PendingChanges pending, LongSupplier nanoTime) {
        this.pending = pending;
        this.nanoTime = nanoTime;
        this.upSince = nanoTime.getAsLong() - Duration.ofDays(1).toNanos();
    }

    boolean isDown() {
        return this.down;
    }

    /** Whether it was not away for so long: then everybody's news are in it. */
    boolean isUpFor(Duration time) {
        return !this.down && this.nanoTime.getAsLong() - this.upSince >= time.toNanos();
    }

    /**
     * Does something with the store. A connection that broke is no outage: what fails soon is done a second time.
     *
     * @return whether the store did it
     */
    synchronized boolean attempt(Runnable call) {
        for (int attempt = this.down ? 2 : 1; ; attempt++) {
            long began = this.nanoTime.getAsLong();
            try {
                call.run();
                succeeded();
                return true;
            } catch (Throwable ex) {
                // Checked ones too, which Kotlin does not declare. A thread that they end would leave everything
                // unwritten, and this process for dead.
                if (attempt == 2 || isSlow(began)) {
                    failed(ex);
                    return false;
                }
            }
        }
    }

    private boolean isSlow(long began) {
        return this.nanoTime.getAsLong() - began >= SLOW.toNanos();
    }

    /**
     * Does something with the store that may fail by itself.
     *
     * @param probe fails if the store is away
     * @param attempts how often it is to fail, while the store answers otherwise, until it is refused
     * @param refused takes the last failure
     */
    synchronized Outcome attempt(Runnable call, Runnable probe, int attempts, Consumer<Throwable> refused) {
        for (int attempt = 1; ; attempt++) {
            long began = this.nanoTime.getAsLong();
            try {
                call.run();
                succeeded();
                return Outcome.DONE;
            } catch (Throwable ex) {
                // What waited for a lock in vain would keep the others waiting, too.
                boolean slow = isSlow(began);
                if (!answers(probe, ex)) {
                    return Outcome.AWAY;
                }
                if (attempt >= attempts || slow) {
                    refused.accept(ex);
                    return Outcome.REFUSED;
                }
            }
        }
    }

    private boolean answers(Runnable probe, Throwable failure) {
        try {
            probe.run();
        } catch (Throwable ex) {
            // A pool may have one exception for all, and none suppresses itself.
            if (ex != failure) {
                failure.addSuppressed(ex);
            }
            failed(failure);
            return false;
        }
        succeeded();
        return true;
    }

    private void failed(Throwable ex) {
        this.failures++;
        if (this.down) {
            logger.debug("The monitor store still fails", ex);
            return;
        }
        this.down = true;
        logger.warn(
                "The monitor store fails; jobs and monitoring go on in memory, and it is told when it answers again",
                ex);
    }

    private void succeeded() {
        this.failures = 0;
        if (this.down) {
            this.down = false;
            this.upSince = this.nanoTime.getAsLong();
            logger.info(
                    "The monitor store answers again; {} changes wait for it and {} were dropped",
                    this.pending.size(),
                    this.pending.takeDropped());
        }
    }

    /** How long to wait before the next attempt. */
    synchronized Duration pause() {
        Duration pause = Duration.ofSeconds(1L << Math.min(this.failures, 5));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** What became of something that was done with the store. */
    enum Outcome {
        DONE,
        /** The store answers, and does not do this. */
        REFUSED,
        AWAY
    }
}
