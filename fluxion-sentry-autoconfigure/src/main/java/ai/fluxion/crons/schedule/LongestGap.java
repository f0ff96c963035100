package ai.fluxion.crons.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;

/** The longest time between two runs. */
final class LongestGap {

    /** The calendar repeats itself after 400 years, weekdays and all; no two days are farther apart than 50 more. */
    private static final YearMonth FIRST = YearMonth.of(2000, 1);

    private static final YearMonth LAST = FIRST.plusYears(450);

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
        long longest = 0;
        long previous = 0;
        long monthStart = FIRST.atDay(1).toEpochDay();
        for (YearMonth month = FIRST; month.isBefore(LAST); month = month.plusMonths(1)) {
            int days = fields.daysOf(month);
            for (int day = Bits.atLeast(days, 1); day > 0; day = Bits.atLeast(days, day + 1)) {
                long epochDay = monthStart + day - 1;
                longest = previous == 0 ? 0 : Math.max(longest, epochDay - previous);
                previous = epochDay;
            }
            monthStart += month.lengthOfMonth();
        }
        return Duration.ofDays(longest).minus(Duration.between(fields.firstTime(), fields.lastTime()));
    }

    /** Where the clock skips an hour, a day may lose all its runs. */
    private static Duration atChanges(CronSchedule schedule, ClockChanges changes) {
        Duration longest = Duration.ZERO;
        for (Instant change : changes.instants()) {
            Instant before = schedule.before(change);
            Instant after = schedule.after(change.minusNanos(1));
            longest = before == null || after == null ? longest : longer(longest, Duration.between(before, after));
        }
        return longest;
    }
}
