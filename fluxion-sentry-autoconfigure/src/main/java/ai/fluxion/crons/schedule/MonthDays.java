package ai.fluxion.crons.schedule;

/**
 * A day-of-month field.
 *
 * @param days the plain days; bit n is day n
 * @param beforeLast days counted from the end: bit 0 is the last day, bit 3 is {@code L-3}
 * @param weekdaysNearLast weekdays nearest to such a day: bit 0 is {@code LW}
 * @param weekdaysNear weekdays nearest to a day: bit 15 is {@code 15W}
 * @param losesSundays whether no weekday is near to a Sunday that ends its month, as Spring has it; to others it is the
 *     Friday before
 */
record MonthDays(int days, int beforeLast, int weekdaysNearLast, int weekdaysNear, boolean losesSundays) {

    static final MonthDays ALL = plain(Bits.upTo(1, 31));

    private static final int OF_31_DAYS = 1 << 1 | 1 << 3 | 1 << 5 | 1 << 7 | 1 << 8 | 1 << 10 | 1 << 12;

    private static final int OF_30_DAYS = 1 << 4 | 1 << 6 | 1 << 9 | 1 << 11;

    private static final int FEBRUARY = 1 << 2;

    MonthDays(int days, int beforeLast, int weekdaysNearLast, int weekdaysNear) {
        this(days, beforeLast, weekdaysNearLast, weekdaysNear, false);
    }

    static MonthDays springsNear(int day) {
        return new MonthDays(0, 0, 0, 1 << day, true);
    }

    static MonthDays plain(int days) {
        return new MonthDays(days, 0, 0, 0);
    }

    MonthDays or(MonthDays other) {
        return new MonthDays(
                this.days | other.days,
                this.beforeLast | other.beforeLast,
                this.weekdaysNearLast | other.weekdaysNearLast,
                this.weekdaysNear | other.weekdaysNear,
                this.losesSundays | other.losesSundays);
    }

    /** The plain days as a word whose sign is no day. */
    long numbers() {
        return Integer.toUnsignedLong(this.days);
    }

    /** Whether no day is left out. */
    boolean isAll() {
        return (this.days & ALL.days) == ALL.days;
    }

    /** Whether there are only plain days. */
    boolean isPlain() {
        return (this.beforeLast | this.weekdaysNearLast | this.weekdaysNear) == 0;
    }

    int mask(int first, int length) {
        int mask = this.days & Bits.upTo(1, length);
        if (isPlain()) {
            return mask;
        }
        for (int n = 0; n < length; n++) {
            if (Bits.has(this.beforeLast, n)) {
                mask |= 1 << (length - n);
            }
            if (Bits.has(this.weekdaysNearLast, n)) {
                mask |= 1 << nearestWeekday(length - n, first, length);
            }
            if (Bits.has(this.weekdaysNear, n + 1) && !(this.losesSundays && isLastSunday(n + 1, first, length))) {
                mask |= 1 << nearestWeekday(n + 1, first, length);
            }
        }
        return mask;
    }

    /** The first day of which a weekday is near, and on which one of some months ends in some year; 0 if there is none. */
    int nearAnEnd(int months) {
        for (int day = 28; day <= 31; day++) {
            int ending = day == 31 ? OF_31_DAYS : day == 30 ? OF_30_DAYS : FEBRUARY;
            if (Bits.has(this.weekdaysNear, day) && (months & ending) != 0) {
                return day;
            }
        }
        return 0;
    }

    private static boolean isLastSunday(int day, int first, int length) {
        return day == length && weekday(day, first) == 7;
    }

    private static int weekday(int day, int first) {
        return (first + day - 2) % 7 + 1;
    }

    /** The weekday nearest to a day, without leaving the month. */
    private static int nearestWeekday(int day, int first, int length) {
        int weekday = weekday(day, first);
        if (weekday == 6) {
            return day > 1 ? day - 1 : day + 2;
        }
        if (weekday == 7) {
            return day < length ? day + 1 : day - 2;
        }
        return day;
    }
}
