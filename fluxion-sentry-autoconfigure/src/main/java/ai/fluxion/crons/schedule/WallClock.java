package ai.fluxion.crons.schedule;

import java.time.Duration;
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

    /** Far enough for any change of a clock. */
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private final CronFields fields;

    private final ZoneRules rules;

    WallClock(CronFields fields, ZoneRules rules) {
        this.fields = fields;
        this.rules = rules;
    }

    /** The first such instant strictly after another. */
    @Nullable Instant next(Instant reference) {
        Instant start = reference.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        for (int tries = 0; tries < Calendar.ENDLESS; tries++) {
            ZoneOffset offset = this.rules.getOffset(start);
            LocalDateTime local = LocalDateTime.ofInstant(start, offset);
            LocalDateTime match = this.fields.nextOrSame(local);
            if (match == null) {
                return null;
            }
            Instant candidate = match.toInstant(offset);
            ZoneOffsetTransition change = this.rules.nextTransition(start);
            if (change == null || candidate.isBefore(change.getInstant())) {
                return candidate;
            }
            // What no reading of the clock has matched so far, an overlap repeats in vain; unless it began before.
            boolean again = change.getDateTimeAfter().isBefore(local);
            start = again ? change.getInstant() : later(change.getInstant(), candidate.minus(TWO_DAYS));
        }
        return null;
    }

    /** The last such instant strictly before another. */
    @Nullable Instant previous(Instant before) {
        Instant end = before.minusNanos(1).truncatedTo(ChronoUnit.SECONDS);
        for (int tries = 0; tries < Calendar.ENDLESS; tries++) {
            ZoneOffset offset = this.rules.getOffset(end);
            LocalDateTime local = LocalDateTime.ofInstant(end, offset);
            LocalDateTime match = this.fields.previousOrSame(local);
            if (match == null) {
                return null;
            }
            Instant candidate = match.toInstant(offset);
            ZoneOffsetTransition change = this.rules.previousTransition(end.plusSeconds(1));
            if (change == null || !candidate.isBefore(change.getInstant())) {
                return candidate;
            }
            Instant last = change.getInstant().minusSeconds(1);
            boolean again = change.getDateTimeBefore().isAfter(local);
            end = again ? last : earlier(last, candidate.plus(TWO_DAYS));
        }
        return null;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
