package ai.fluxion.crons.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fires at most once for a time of the day: never in a gap, and in an overlap in one of the two passes.
 */
final class OnceClock {

    private final CronFields fields;

    private final ZoneRules rules;

    private final boolean firstPass;

    OnceClock(CronFields fields, ZoneRules rules, boolean firstPass) {
        this.fields = fields;
        this.rules = rules;
        this.firstPass = firstPass;
    }

    @Nullable Instant next(Instant reference) {
        LocalDateTime match = this.fields.nextOrSame(local(reference).truncatedTo(ChronoUnit.SECONDS));
        for (int tries = 0; match != null && tries < Calendar.ENDLESS; tries++) {
            Instant instant = instant(match);
            if (instant != null && instant.isAfter(reference)) {
                return instant;
            }
            match = this.fields.nextOrSame(instant == null ? gap(match).getDateTimeAfter() : match.plusSeconds(1));
        }
        return null;
    }

    @Nullable Instant previous(Instant before) {
        LocalDateTime match = this.fields.previousOrSame(local(before));
        for (int tries = 0; match != null && tries < Calendar.ENDLESS; tries++) {
            Instant instant = instant(match);
            if (instant != null && instant.isBefore(before)) {
                return instant;
            }
            LocalDateTime later = instant == null ? gap(match).getDateTimeBefore() : match;
            match = this.fields.previousOrSame(later.minusSeconds(1));
        }
        return null;
    }

    /** The reading of the clock; in the pass of an overlap that is not served, where the served one begins or ended. */
    private LocalDateTime local(Instant instant) {
        ZoneOffset offset = this.rules.getOffset(instant);
        LocalDateTime local = LocalDateTime.ofInstant(instant, offset);
        ZoneOffsetTransition change = this.rules.getTransition(local);
        boolean inFirst = change != null && offset.equals(change.getOffsetBefore());
        if (change == null || inFirst == this.firstPass) {
            return local;
        }
        return inFirst ? change.getDateTimeAfter() : change.getDateTimeBefore();
    }

    private ZoneOffsetTransition gap(LocalDateTime local) {
        return this.rules.getTransition(local);
    }

    private @Nullable Instant instant(LocalDateTime local) {
        List<ZoneOffset> offsets = this.rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            return null;
        }
        return local.toInstant(offsets.get(this.firstPass ? 0 : offsets.size() - 1));
    }
}
