package ai.fluxion.crons.schedule;

import java.time.LocalDate;
import java.time.Month;
import java.util.Arrays;

/**
 * On which days of a month something recurs. There are only 28 kinds of months, seven first weekdays times four lengths,
 * so the rule is a table of them: a lookup answers for a date, and two rules are the same when their tables are.
 */
final class DayRule {

    private static final int SHORTEST = 28;

    private static final int LENGTHS = 4;

    /** Every day, as nearly all schedules have it. */
    private static final DayRule EVERY_DAY = of(MonthDays.ALL, WeekDays.ALL, false);

    /** No day. */
    static final DayRule NONE = both(MonthDays.plain(0), WeekDays.ALL);

    private final MonthDays days;

    private final WeekDays weekdays;

    private final boolean either;

    private final int[] table;

    private DayRule(MonthDays days, WeekDays weekdays, boolean either, int[] table) {
        this.days = days;
        this.weekdays = weekdays;
        this.either = either;
        this.table = table;
    }

    /** The day-of-month field. */
    MonthDays days() {
        return this.days;
    }

    /** The day-of-week field. */
    WeekDays weekdays() {
        return this.weekdays;
    }

    /** Whether one match is enough. */
    boolean isEither() {
        return this.either;
    }

    /** Both the day of month and the weekday must match: Spring's reading. */
    static DayRule both(MonthDays days, WeekDays weekdays) {
        boolean everyDay = days.isPlain() && days.isAll() && weekdays.isPlain() && weekdays.isAll();
        return everyDay ? EVERY_DAY : of(days, weekdays, false);
    }

    /** Either may match: the crontab's reading where neither field begins with a star. */
    static DayRule either(MonthDays days, WeekDays weekdays) {
        return of(days, weekdays, true);
    }

    private static DayRule of(MonthDays days, WeekDays weekdays, boolean either) {
        int[] table = new int[7 * LENGTHS];
        for (int first = 1; first <= 7; first++) {
            for (int length = SHORTEST; length < SHORTEST + LENGTHS; length++) {
                int inMonth = days.mask(first, length);
                int inWeek = weekdays.mask(first, length);
                table[index(first, length)] = either ? inMonth | inWeek : inMonth & inWeek;
            }
        }
        return new DayRule(days, weekdays, either, table);
    }

    private static int index(int first, int length) {
        return (first - 1) * LENGTHS + length - SHORTEST;
    }

    /** The days of a month; bit n is day n. */
    int mask(int year, int month) {
        LocalDate first = LocalDate.of(year, month, 1);
        return inMonth(first.getDayOfWeek().getValue(), first.lengthOfMonth());
    }

    /** The days of a month that begins on a weekday; bit n is day n. */
    int inMonth(int first, int length) {
        return this.table[index(first, length)];
    }

    /** Whether there is no day without it. */
    boolean everyDay() {
        if (this == EVERY_DAY) {
            return true;
        }
        for (int length = SHORTEST; length < SHORTEST + LENGTHS; length++) {
            for (int first = 1; first <= 7; first++) {
                if (this.table[index(first, length)] != Bits.upTo(1, length)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether two rules mean the same days of a month, whatever the year. */
    boolean sameIn(Month month, DayRule other) {
        return coversIn(month, other) && other.coversIn(month, this);
    }

    /** Whether another rule has no day of a month of its own, whatever the year. */
    boolean coversIn(Month month, DayRule other) {
        for (int first = 1; first <= 7; first++) {
            for (int length = month.minLength(); length <= month.maxLength(); length++) {
                if ((other.inMonth(first, length) & ~inMonth(first, length)) != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DayRule that && Arrays.equals(this.table, that.table);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(this.table);
    }
}
