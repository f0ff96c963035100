package ai.fluxion.crons.delivery;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fates of check-ins, counted. */
final class Tally {

    private final Map<Fate, Long> counts = new EnumMap<>(Fate.class);

    private long made;

    private @Nullable Instant lastSuccess;

    void made() {
        this.made++;
    }

    /** How many were made. */
    long all() {
        return this.made;
    }

    void count(Fate fate) {
        this.counts.merge(fate, 1L, Long::sum);
    }

    void delivered(Instant at) {
        count(Fate.DELIVERED);
        this.lastSuccess = at;
    }

    long of(Fate fate) {
        return this.counts.getOrDefault(fate, 0L);
    }

    DeliveryStatistics statistics(DeliveryStatistics.Destination destination, long pending) {
        return new DeliveryStatistics(
                destination,
                this.made,
                of(Fate.DELIVERED),
                of(Fate.SUPERSEDED),
                of(Fate.THINNED),
                of(Fate.EXPIRED),
                of(Fate.FAILED),
                of(Fate.DROPPED),
                pending,
                this.lastSuccess);
    }

    /** What can become of a check-in. */
    enum Fate {
        DELIVERED,
        SUPERSEDED,
        THINNED,
        EXPIRED,
        FAILED,
        DROPPED
    }
}
