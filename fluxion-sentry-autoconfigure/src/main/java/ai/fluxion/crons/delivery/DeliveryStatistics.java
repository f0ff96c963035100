package ai.fluxion.crons.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of the check-ins that were handed over:
 * {@code made = delivered + superseded + thinned + expired + failed + dropped + pending}.
 *
 * @param destination where they go
 * @param made handed over
 * @param delivered accepted by Sentry's ingest
 * @param superseded replaced by a newer one of the same run before they left
 * @param thinned held back, as more than Sentry accepts a minute
 * @param expired no longer true when they could have left
 * @param failed refused for good
 * @param dropped lost to a full buffer or to the end of the process
 * @param pending still here
 * @param lastSuccess when the last one was delivered, or {@code null}
 * @since 0.1.0
 */
public record DeliveryStatistics(
        Destination destination,
        long made,
        long delivered,
        long superseded,
        long thinned,
        long expired,
        long failed,
        long dropped,
        long pending,
        @Nullable Instant lastSuccess) {

    /** Where check-ins go. */
    public enum Destination {
        /** To Sentry. */
        ENABLED("enabled"),
        /** Nowhere: there is no SDK, or it is off. */
        DISABLED("disabled"),
        /** Nowhere: nobody said where Sentry is. */
        NO_DSN("no-dsn");

        private final String value;

        Destination(String value) {
            this.value = value;
        }

        /** The name as the endpoint writes it. */
        public String value() {
            return this.value;
        }
    }

    /** Of a delivery that takes nothing. */
    public static DeliveryStatistics none(Destination destination) {
        return new DeliveryStatistics(destination, 0, 0, 0, 0, 0, 0, 0, 0, null);
    }
}
