package ai.fluxion.crons.schedule;

import java.time.Duration;

/** Durations as Sentry's intervals. */
final class SentryIntervals {

    private static final long HOUR = 60;

    private static final long DAY = 24 * HOUR;

    private SentryIntervals() {}

    /** The shortest interval of whole minutes that is not shorter than a duration, in the largest unit that fits. */
    static SentryInterval atLeast(Duration duration) {
        long minutes = Math.max(1, duration.plusMinutes(1).minusNanos(1).toMinutes());
        if (minutes % DAY == 0) {
            return SentryInterval.of(minutes / DAY, SentryInterval.Unit.DAY);
        }
        if (minutes % HOUR == 0) {
            return SentryInterval.of(minutes / HOUR, SentryInterval.Unit.HOUR);
        }
        return SentryInterval.of(minutes, SentryInterval.Unit.MINUTE);
    }
}
