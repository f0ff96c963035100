package ai.fluxion.crons.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** The longest time between two runs. */
final class LongestGap {

    /** After 28 years the weekdays fall on the same dates; the year 2100 without a leap day is within these. */
    private static final LocalDate FIRST = LocalDate.of(2072, 1, 1);

    private static final LocalDate LAST = LocalDate.of(2113, 1, 1);

    /** What a change of the clock adds to a gap. */
    private static final Duration SKIPPED = Duration.ofHours(1);

    private static final Duration ONE_DAY = Duration.ofDays(1);

    private LongestGap() {}

    /** For a schedule that runs for ever. */
    static Duration of(CronSchedule schedule) {
        CronFields fields = schedule.fields();
        ClockChanges changes = ClockChanges.ofOurTime(schedule.zone().getRules());
        boolean skipping = changes.mayTouch(fields);
        Duration longest = longer(withinDay(fields), skipping ? overnight(schedule) : overnight(fields));
        return changes.none() || skipping && longest.compareTo(ONE_DAY) > 0 ? longest : longest.plus(SKIPPED);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** From the last time of a day to the first of the next matching one, as if all days had 24 hours. */
    private static Duration overnight(CronFields fields) {
        long days = 0;
        LocalDate previous = fields.dayFrom(FIRST);
        for (LocalDate day = previous; day != null && day.isBefore(LAST); day = fields.dayFrom(day.plusDays(1))) {
            days = previous == null ? 0 : Math.max(days, day.toEpochDay() - previous.toEpochDay());
            previous = day;
        }
        return Duration.ofDays(days).minus(Duration.between(fields.firstTime(), fields.lastTime()));
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

    /** From the last run of a day to the first of the next, of those that really come. */
    private static Duration overnight(CronSchedule schedule) {
        Duration longest = Duration.ZERO;
        Instant last = null;
        LocalDate day = schedule.fields().dayFrom(FIRST);
        while (day != null && day.isBefore(LAST)) {
            Instant midnight = day.atStartOfDay(schedule.zone()).toInstant();
            Instant nextMidnight = day.plusDays(1).atStartOfDay(schedule.zone()).toInstant();
            Instant first = schedule.next(midnight.minusMillis(1));
            if (first != null && first.isBefore(nextMidnight)) {
                longest = last == null ? longest : longer(longest, Duration.between(last, first));
                last = schedule.previous(first, nextMidnight);
            }
            day = schedule.fields().dayFrom(day.plusDays(1));
        }
        return longest;
    }
}
