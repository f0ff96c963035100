package ai.fluxion.crons.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;

/** The longest time between two runs. */
final class LongestGap {

    /** The calendar repeats itself after 400 years, weekdays and all; no two days are farther apart than 50 more. */
    private static final int FIRST_YEAR = 2000;

    private static final int LAST_YEAR = FIRST_YEAR + 450;

    private static final Month[] MONTHS = Month.values();

    private LongestGap() {}

    /** For a schedule that runs for ever. */
    static Duration of(CronSchedule schedule) {
        ClockChanges changes = ClockChanges.ofOurTime(schedule.zone().getRules());
        Duration onTheWall = longer(withinDay(schedule.fields()), overnight(schedule.fields()));
        return longer(onTheWall.plus(changes.longestOverlap()), atChanges(schedule, changes));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
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

    /** From the last time of a day to the first of the next matching one, as if all days had 24 hours. */
    private static Duration overnight(CronFields fields) {
        int longest = 0;
        int previous = -1;
        int monthStart = 0;
        int weekday = LocalDate.of(FIRST_YEAR, 1, 1).getDayOfWeek().getValue();
        for (int year = FIRST_YEAR; year < LAST_YEAR; year++) {
            boolean leap = Year.isLeap(year);
            for (Month month : MONTHS) {
                int length = month.length(leap);
                boolean named = Bits.has(fields.months(), month.getValue());
                long days = named ? Integer.toUnsignedLong(fields.days().inMonth(weekday, length)) : 0;
                if (days != 0) {
                    int first = previous < 0 ? 0 : monthStart + Bits.min(days) - previous;
                    longest = Math.max(longest, Math.max(first, Bits.longestStep(days)));
                    previous = monthStart + Bits.max(days);
                }
                monthStart += length;
                weekday = (weekday + length - 1) % 7 + 1;
            }
        }
        return Duration.ofDays(longest).minus(Duration.between(fields.firstTime(), fields.lastTime()));
    }

    /** Where the clock skips an hour, a day may lose all its runs. */
    private static Duration atChanges(CronSchedule schedule, ClockChanges changes) {
        Duration longest = Duration.ZERO;
        for (Instant change : changes.touching(schedule.fields())) {
            Instant before = schedule.before(change);
            Instant after = schedule.after(change.minusNanos(1));
            longest = before == null || after == null ? longest : longer(longest, Duration.between(before, after));
        }
        return longest;
    }
}
