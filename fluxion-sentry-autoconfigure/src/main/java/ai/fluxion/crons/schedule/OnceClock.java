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
        LocalDateTime local = local(reference).truncatedTo(ChronoUnit.SECONDS);
        ZoneOffsetTransition change = this.rules.getTransition(local);
        LocalDateTime from = change != null && change.isOverlap() ? change.getDateTimeAfter() : local;
        for (LocalDateTime match = this.fields.nextOrSame(from);
                match != null;
                match = this.fields.nextOrSame(match.plusSeconds(1))) {
            Instant instant = instant(match);
            if (instant != null && instant.isAfter(reference)) {
                return instant;
            }
        }
        return null;
    }

    @Nullable Instant previous(Instant before) {
        LocalDateTime local = local(before);
        ZoneOffsetTransition change = this.rules.getTransition(local);
        LocalDateTime to = change != null && change.isOverlap() ? change.getDateTimeBefore() : local;
        for (LocalDateTime match = this.fields.previousOrSame(to);
                match != null;
                match = this.fields.previousOrSame(match.minusSeconds(1))) {
            Instant instant = instant(match);
            if (instant != null && instant.isBefore(before)) {
                return instant;
            }
        }
        return null;
    }

    private LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, this.rules.getOffset(instant));
    }

    private @Nullable Instant instant(LocalDateTime local) {
        List<ZoneOffset> offsets = this.rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            return null;
        }
        return local.toInstant(offsets.get(this.firstPass ? 0 : offsets.size() - 1));
    }
}
