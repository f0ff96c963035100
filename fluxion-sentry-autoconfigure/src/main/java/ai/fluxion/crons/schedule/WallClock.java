package ai.fluxion.crons.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Fires at every instant at which the clock on the wall shows a match: never in a gap, twice in an overlap. It is what
 * Spring means to do.
 */
final class WallClock {

    private final CronFields fields;

    private final ZoneRules rules;

    WallClock(CronFields fields, ZoneRules rules) {
        this.fields = fields;
        this.rules = rules;
    }

    /** The first such instant strictly after another. */
    @Nullable Instant next(Instant reference) {
        Instant start = reference.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        while (true) {
            ZoneOffset offset = this.rules.getOffset(start);
            LocalDateTime match = this.fields.nextOrSame(LocalDateTime.ofInstant(start, offset));
            if (match == null) {
                return null;
            }
            Instant candidate = match.toInstant(offset);
            ZoneOffsetTransition change = this.rules.nextTransition(start);
            if (change == null || candidate.isBefore(change.getInstant())) {
                return candidate;
            }
            start = later(change.getInstant(), candidate.minus(2, ChronoUnit.DAYS));
        }
    }

    /** The last such instant strictly before another. */
    @Nullable Instant previous(Instant before) {
        Instant end = before.minusNanos(1).truncatedTo(ChronoUnit.SECONDS);
        while (true) {
            ZoneOffset offset = this.rules.getOffset(end);
            LocalDateTime match = this.fields.previousOrSame(LocalDateTime.ofInstant(end, offset));
            if (match == null) {
                return null;
            }
            Instant candidate = match.toInstant(offset);
            ZoneOffsetTransition change = this.rules.previousTransition(end.plusSeconds(1));
            if (change == null || !candidate.isBefore(change.getInstant())) {
                return candidate;
            }
            end = earlier(change.getInstant().minusSeconds(1), candidate.plus(2, ChronoUnit.DAYS));
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
