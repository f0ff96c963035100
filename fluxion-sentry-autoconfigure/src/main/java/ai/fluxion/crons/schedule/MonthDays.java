package ai.fluxion.crons.schedule;

/**
 * A day-of-month field.
 *
 * @param days the plain days; bit n is day n
 * @param beforeLast days counted from the end: bit 0 is the last day, bit 3 is {@code L-3}
 * @param weekdaysNearLast weekdays nearest to such a day: bit 0 is {@code LW}
 * @param weekdaysNear weekdays nearest to a day: bit 15 is {@code 15W}
 */
record MonthDays(int days, int beforeLast, int weekdaysNearLast, int weekdaysNear) {

    static final MonthDays ALL = plain(Bits.upTo(1, 31));

    static MonthDays plain(int days) {
        return new MonthDays(days, 0, 0, 0);
    }

    MonthDays or(MonthDays other) {
        return new MonthDays(
                this.days | other.days,
                this.beforeLast | other.beforeLast,
                this.weekdaysNearLast | other.weekdaysNearLast,
                this.weekdaysNear | other.weekdaysNear);
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
            if (Bits.has(this.weekdaysNear, n + 1)) {
                mask |= 1 << nearestWeekday(n + 1, first, length);
            }
        }
        return mask;
    }

    /** The weekday nearest to a day, without leaving the month. */
    private static int nearestWeekday(int day, int first, int length) {
        int weekday = (first + day - 2) % 7 + 1;
        if (weekday == 6) {
            return day > 1 ? day - 1 : day + 2;
        }
        if (weekday == 7) {
            return day < length ? day + 1 : day - 2;
        }
        return day;
    }
}
