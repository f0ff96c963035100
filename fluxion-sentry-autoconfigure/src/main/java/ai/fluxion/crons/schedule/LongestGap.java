package ai.fluxion.crons.schedule;

import java.time.Duration;
import java.time.LocalDate;

/** The longest time between two runs. */
final class LongestGap {

    /** After 28 years the weekdays fall on the same dates; the century without a leap day is within it. */
    private static final LocalDate FIRST = LocalDate.of(2072, 1, 1);

    private static final LocalDate LAST = LocalDate.of(2113, 1, 1);

    private LongestGap() {}

    /** For fields that match at least twice in a lifetime. A change of the clock may add its hour. */
    static Duration of(CronFields fields) {
        long withinDay = 0;
        int last = -1;
        for (int minute = 0; minute < 24 * 60; minute++) {
            if (Bits.has(fields.hours(), minute / 60) && Bits.has(fields.minutes(), minute % 60)) {
                withinDay = last < 0 ? 0 : Math.max(withinDay, minute - last);
                last = minute;
            }
        }
        long days = 0;
        LocalDate previous = fields.dayFrom(FIRST);
        for (LocalDate day = previous; day != null && day.isBefore(LAST); day = fields.dayFrom(day.plusDays(1))) {
            days = previous == null ? 0 : Math.max(days, day.toEpochDay() - previous.toEpochDay());
            previous = day;
        }
        long overnight = Duration.ofDays(days).toMinutes()
                - Duration.between(fields.firstTime(), fields.lastTime()).toMinutes();
        return Duration.ofMinutes(Math.max(withinDay, overnight));
    }
}
