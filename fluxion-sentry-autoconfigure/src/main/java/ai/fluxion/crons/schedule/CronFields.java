package ai.fluxion.crons.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a cron expression of any dialect says: on which days of the calendar, and at which times of such a day. Knows no
 * zone.
 *
 * @param seconds bit n is second n
 * @param minutes bit n is minute n
 * @param hours bit n is hour n
 * @param days the days of a month
 * @param months bit n is month n, January is 1
 * @param years the years
 */
record CronFields(long seconds, long minutes, int hours, DayRule days, int months, Years years) {

    /** Longer than the rarest day there is: a 29 February on one weekday comes within 40 years. */
    private static final int RAREST = 50;

    static final int ALL_MONTHS = Bits.upTo(1, 12);

    static final int ALL_HOURS = Bits.upTo(0, 23);

    static final long ALL_MINUTES = Bits.range(0, 59);

    /** The first match at or after a local time, or {@code null} if there is none. */
    @Nullable LocalDateTime nextOrSame(LocalDateTime from) {
        LocalDate date = from.toLocalDate();
        if (matches(date)) {
            LocalTime time = timeFrom(from.toLocalTime());
            if (time != null) {
                return LocalDateTime.of(date, time);
            }
        }
        LocalDate next = dayFrom(date.plusDays(1));
        return next == null ? null : LocalDateTime.of(next, firstTime());
    }

    /** The last match at or before a local time, or {@code null} if there is none. */
    @Nullable LocalDateTime previousOrSame(LocalDateTime to) {
        LocalDate date = to.toLocalDate();
        if (matches(date)) {
            LocalTime time = timeTo(to.toLocalTime());
            if (time != null) {
                return LocalDateTime.of(date, time);
            }
        }
        LocalDate previous = dayTo(date.minusDays(1));
        return previous == null ? null : LocalDateTime.of(previous, lastTime());
    }

    boolean matches(LocalDate date) {
        return Bits.has(this.months, date.getMonthValue())
                && this.years.has(date.getYear())
                && Bits.has(this.days.mask(date.getYear(), date.getMonthValue()), date.getDayOfMonth());
    }

    /** Whether it matches no day at all, ever. */
    boolean isEmpty() {
        if (this.days.everyDay() && this.months != 0 && this.years.isAll()) {
            return false;
        }
        return dayFrom(LocalDate.of(this.years.isAll() ? 2000 : this.years.first(), 1, 1)) == null;
    }

    /** Whether another means the same minutes, whatever is written: a month that never has such a day is no difference. */
    boolean sameMinutesAs(CronFields other) {
        return this.minutes == other.minutes
                && this.hours == other.hours
                && this.years.equals(other.years)
                && Arrays.stream(Month.values()).allMatch(month -> daysIn(month).sameIn(month, other.daysIn(month)));
    }

    /** Whether another has no run of its own. */
    boolean covers(CronFields other) {
        return other.isEmpty()
                || ((this.seconds & other.seconds) == other.seconds
                        && (this.minutes & other.minutes) == other.minutes
                        && (this.hours & other.hours) == other.hours
                        && Arrays.stream(Month.values())
                                .allMatch(month -> daysIn(month).coversIn(month, other.daysIn(month))));
    }

    private DayRule daysIn(Month month) {
        return Bits.has(this.months, month.getValue()) ? this.days : DayRule.NONE;
    }

    LocalTime firstTime() {
        return LocalTime.of(Bits.min(this.hours), Bits.min(this.minutes), Bits.min(this.seconds));
    }

    LocalTime lastTime() {
        return LocalTime.of(Bits.max(this.hours), Bits.max(this.minutes), Bits.max(this.seconds));
    }

    /** The first matching day at or after a date, or {@code null}. */
    @Nullable LocalDate dayFrom(LocalDate from) {
        int last = this.years.isAll() ? from.getYear() + RAREST : Integer.MAX_VALUE;
        for (int year = this.years.atLeast(from.getYear());
                year >= 0 && year <= last;
                year = this.years.atLeast(year + 1)) {
            boolean started = year == from.getYear();
            LocalDate found =
                    started ? inYearFrom(year, from.getMonthValue(), from.getDayOfMonth()) : inYearFrom(year, 1, 1);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable LocalDate inYearFrom(int year, int from, int firstDay) {
        int day = firstDay;
        for (int month = from; month <= 12; month++) {
            if (Bits.has(this.months, month)) {
                int found = Bits.atLeast(this.days.mask(year, month), day);
                if (found > 0) {
                    return LocalDate.of(year, month, found);
                }
            }
            day = 1;
        }
        return null;
    }

    /** The last matching day at or before a date, or {@code null}. */
    @Nullable LocalDate dayTo(LocalDate to) {
        int first = this.years.isAll() ? to.getYear() - RAREST : 0;
        for (int year = this.years.atMost(to.getYear());
                year >= 0 && year >= first;
                year = this.years.atMost(year - 1)) {
            boolean started = year == to.getYear();
            LocalDate found = started ? inYearTo(year, to.getMonthValue(), to.getDayOfMonth()) : inYearTo(year, 12, 31);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable LocalDate inYearTo(int year, int to, int lastDay) {
        int day = lastDay;
        for (int month = to; month >= 1; month--) {
            if (Bits.has(this.months, month)) {
                int found = Bits.atMost(this.days.mask(year, month), day);
                if (found > 0) {
                    return LocalDate.of(year, month, found);
                }
            }
            day = 31;
        }
        return null;
    }

    private @Nullable LocalTime timeFrom(LocalTime from) {
        int hour = Bits.atLeast(this.hours, from.getHour());
        if (hour == from.getHour()) {
            int minute = Bits.atLeast(this.minutes, from.getMinute());
            if (minute == from.getMinute()) {
                int second = Bits.atLeast(this.seconds, from.getSecond());
                if (second >= 0) {
                    return LocalTime.of(hour, minute, second);
                }
                minute = Bits.atLeast(this.minutes, minute + 1);
            }
            if (minute >= 0) {
                return LocalTime.of(hour, minute, Bits.min(this.seconds));
            }
            hour = Bits.atLeast(this.hours, hour + 1);
        }
        return hour < 0 ? null : LocalTime.of(hour, Bits.min(this.minutes), Bits.min(this.seconds));
    }

    private @Nullable LocalTime timeTo(LocalTime to) {
        int hour = Bits.atMost(this.hours, to.getHour());
        if (hour == to.getHour()) {
            int minute = Bits.atMost(this.minutes, to.getMinute());
            if (minute == to.getMinute()) {
                int second = Bits.atMost(this.seconds, to.getSecond());
                if (second >= 0) {
                    return LocalTime.of(hour, minute, second);
                }
                minute = Bits.atMost(this.minutes, minute - 1);
            }
            if (minute >= 0) {
                return LocalTime.of(hour, minute, Bits.max(this.seconds));
            }
            hour = Bits.atMost(this.hours, hour - 1);
        }
        return hour < 0 ? null : LocalTime.of(hour, Bits.max(this.minutes), Bits.max(this.seconds));
    }
}
