package ai.fluxion.crons.delivery;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Takes one check-in to Sentry and tells what became of it. The dispatcher decides what is sent and when; a sender never
 * retries and never reorders.
 *
 * @since 0.1.0
 */
public interface CheckInSender {

    /** How many check-ins it takes at once, at least 1. */
    int window();

    /** Whether, and if not why not, anything sent now could reach Sentry. */
    DeliveryStatistics.Destination destination();

    /**
     * Begins to send. Returns without waiting for the network; may throw, which counts as {@link SendResult#lost}.
     *
     * @param message what to send; with its config only if that is to ride
     * @param result told what became of it, by any thread, at most once
     * @return to be called if no answer came in its time: what carried it may be stuck for good, and is to carry no more
     */
    Runnable send(CheckInMessage message, Consumer<SendResult> result);

    /**
     * Waits for what else goes the same way: the process is about to end.
     *
     * @param atMost how long the calling thread may wait
     */
    default void drain(Duration atMost) {}

    /** Ends it without waiting for anything. */
    default void close() {}
}
