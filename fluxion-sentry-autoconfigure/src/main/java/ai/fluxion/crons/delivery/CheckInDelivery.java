package ai.fluxion.crons.delivery;

/**
 * Takes check-ins from the threads of jobs. {@link #submit} neither blocks on I/O nor throws, whatever happens to what
 * it was given; the fate of each is in {@link #statistics()}.
 *
 * @since 0.1.0
 */
public interface CheckInDelivery {

    /** Hands over a check-in. Safe for concurrent use. */
    void submit(CheckInMessage message);

    /** What became of all that was handed over. */
    DeliveryStatistics statistics();
}
