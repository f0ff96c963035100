package ai.fluxion.crons.engine;

import ai.fluxion.crons.store.SharedMonitorStore;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a store forget what is older than it is to keep, every hour. For one thread. */
final class StorePruning {

    private static final Logger logger = LoggerFactory.getLogger(StorePruning.class);

    private static final Duration FIRST = Duration.ofMinutes(10);

    private static final Duration PERIOD = Duration.ofHours(1);

    private final SharedMonitorStore store;

    private final String environment;

    private final Clock clock;

    private final Duration retention;

    private final StoreAvailability availability;

    private final LongSupplier nanoTime;

    private long next;

    private boolean refused;

    StorePruning(
            SharedMonitorStore store,
            String environment,
            Clock clock,
            Duration retention,
            StoreAvailability availability,
            LongSupplier nanoTime) {
        this.store = store;
        this.environment = environment;
        this.clock = clock;
        this.retention = retention;
        this.availability = availability;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong() + FIRST.toNanos();
    }

    /**
     * Prunes if it is time to. What is not forgotten takes room, and no more: a store that refuses is there all the same.
     *
     * @param probe shows whether a store that failed is away
     */
    void keepUp(Runnable probe) {
        long now = this.nanoTime.getAsLong();
        if (now - this.next >= 0) {
            this.availability.attempt(
                    () -> this.store.prune(
                            this.environment, this.clock.instant().minus(this.retention)),
                    probe,
                    1,
                    this::refused);
            this.next = now + PERIOD.toNanos();
        }
    }

    private void refused(Throwable ex) {
        if (!this.refused) {
            logger.warn("The monitor store refuses to forget what is older than {}", this.retention, ex);
        }
        this.refused = true;
    }
}
