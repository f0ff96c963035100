package ai.fluxion.crons.schedule;

/**
 * A day-of-week field; Monday is 1, Sunday 7.
 *
 * @param days the weekdays, in every week
 * @param ordinals the weekdays of one week in a month: bit {@code 8 * n + weekday} is {@code weekday#n}, n from 1 to 5
 * @param last the last ones of a month
 */
record WeekDays(int days, long ordinals, int last) {

    static final WeekDays ALL = plain(Bits.upTo(1, 7));

    /** Days 1, 8, 15, 22 and 29. */
    private static final long WEEKLY = 1L << 1 | 1L << 8 | 1L << 15 | 1L << 22 | 1L << 29;

    static WeekDays plain(int days) {
        return new WeekDays(days, 0, 0);
    }

    /** A weekday of the n-th week; none where a month has never so many. */
    static WeekDays ordinal(int weekday, int n) {
        return new WeekDays(0, n > 5 ? 0 : 1L << (8 * n + weekday), 0);
    }

    static WeekDays last(int weekday) {
        return new WeekDays(0, 0, 1 << weekday);
    }

    WeekDays or(WeekDays other) {
        return new WeekDays(this.days | other.days, this.ordinals | other.ordinals, this.last | other.last);
    }

    /** Whether no weekday is left out. */
    boolean isAll() {
        return (this.days & ALL.days) == ALL.days;
    }

    /** Whether there are only plain weekdays. */
    boolean isPlain() {
        return this.ordinals == 0 && this.last == 0;
    }

    int mask(int first, int length) {
        return isAll() ? Bits.upTo(1, length) : maskOfSome(first, length);
    }

    private int maskOfSome(int first, int length) {
        long mask = 0;
        for (int weekday = 1; weekday <= 7; weekday++) {
            int day = (weekday - first + 7) % 7;
            if (Bits.has(this.days, weekday)) {
                mask |= WEEKLY << day;
            }
            for (int n = 1; n <= 5 && this.ordinals != 0; n++) {
                if (Bits.has(this.ordinals, 8 * n + weekday)) {
                    mask |= 1L << (day + 7 * n - 6);
                }
            }
            if (Bits.has(this.last, weekday)) {
                mask |= 1L << (day + 1 + (length - day - 1) / 7 * 7);
            }
        }
        return (int) (mask & Bits.range(1, length));
    }
}
