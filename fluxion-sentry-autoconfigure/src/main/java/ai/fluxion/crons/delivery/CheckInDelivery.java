package ai.fluxion.crons.delivery;

import java.time.Duration;

/**
 * Takes check-ins from the threads of jobs. {@link #submit} neither blocks on I/O nor throws, whatever happens to what
 * it was given; the fate of each is in {@link #statistics()}.
 *
 * @since 0.1.0
 */
public interface CheckInDelivery {

    /** Hands over a check-in. Safe for concurrent use. */
    void submit(CheckInMessage message);

    /**
     * Sends what waits, and then lets what else goes to Sentry go: errors, transactions. Returns early if all is gone or
     * nothing more can leave in time.
     *
     * @param atMost how long the calling thread may wait
     */
    default void flush(Duration atMost) {}

    /** What became of all that was handed over. */
    DeliveryStatistics statistics();
}
