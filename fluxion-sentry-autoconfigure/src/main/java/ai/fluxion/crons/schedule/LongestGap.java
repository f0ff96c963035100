package ai.fluxion.crons.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The longest time between two runs. */
final class LongestGap {

    /** After 28 years the weekdays fall on the same dates; the year 2100 without a leap day is within these. */
    private static final LocalDate FIRST = LocalDate.of(2072, 1, 1);

    private static final LocalDate LAST = LocalDate.of(2113, 1, 1);

    /** Within a day a gap is at most as long as the hour that a clock skips. */
    private static final Duration SKIPPED = Duration.ofHours(1);

    private LongestGap() {}

    /** For a schedule that runs for ever. */
    static Duration of(CronSchedule schedule) {
        CronFields fields = schedule.fields();
        boolean clockChanges = !ClockChanges.of(
                        schedule.zone().getRules(),
                        Instant.parse("2025-01-01T00:00:00Z"),
                        Instant.parse("2037-01-01T00:00:00Z"))
                .none();
        Duration withinDay = withinDay(fields);
        Duration overnight = overnight(schedule);
        Duration longest = withinDay.compareTo(overnight) > 0 ? withinDay : overnight;
        return clockChanges && longest.equals(withinDay) ? longest.plus(SKIPPED) : longest;
    }

    private static Duration withinDay(CronFields fields) {
        int longest = 0;
        int last = -1;
        for (int minute = 0; minute < 24 * 60; minute++) {
            if (Bits.has(fields.hours(), minute / 60) && Bits.has(fields.minutes(), minute % 60)) {
                longest = last < 0 ? 0 : Math.max(longest, minute - last);
                last = minute;
            }
        }
        return Duration.ofMinutes(longest);
    }

    /** From the last run of a day to the first of the next, in real time. */
    private static Duration overnight(CronSchedule schedule) {
        Duration longest = Duration.ZERO;
        Instant last = null;
        LocalDate day = schedule.fields().dayFrom(FIRST);
        while (day != null && day.isBefore(LAST)) {
            Instant midnight = day.atStartOfDay(schedule.zone()).toInstant();
            Instant nextMidnight = day.plusDays(1).atStartOfDay(schedule.zone()).toInstant();
            Instant first = schedule.next(midnight.minusMillis(1));
            if (first != null && first.isBefore(nextMidnight)) {
                longest = longer(longest, last, first);
                last = schedule.previous(first, nextMidnight);
            }
            day = schedule.fields().dayFrom(day.plusDays(1));
        }
        return longest;
    }

    private static Duration longer(Duration longest, @Nullable Instant last, Instant first) {
        Duration gap = last == null ? Duration.ZERO : Duration.between(last, first);
        return gap.compareTo(longest) > 0 ? gap : longest;
    }
}
