package ai.fluxion.crons.schedule;

import java.util.ArrayList;
import java.util.List;

/** Writes sets of numbers as the fields of a crontab. */
final class CrontabText {

    private CrontabText() {}

    static String minutes(long minutes) {
        return starred(minutes, 0, 59);
    }

    static String hours(int hours) {
        return starred(hours, 0, 23);
    }

    static String months(int months) {
        return months == CronFields.ALL_MONTHS ? "*" : list(months);
    }

    /** The days of a month, without a star at the beginning unless it is every day. */
    static String days(MonthDays days) {
        if (days.isAll()) {
            return "*";
        }
        List<String> terms = new ArrayList<>();
        if (days.days() != 0) {
            terms.add(list(days.numbers()));
        }
        if (Bits.has(days.beforeLast(), 0)) {
            terms.add("L");
        }
        if (Bits.has(days.weekdaysNearLast(), 0)) {
            terms.add("LW");
        }
        return String.join(",", terms);
    }

    /** The weekdays, Sunday being 0, without a star at the beginning unless it is every day. */
    static String weekdays(WeekDays weekdays) {
        if (weekdays.isAll()) {
            return "*";
        }
        List<String> terms = new ArrayList<>();
        if (weekdays.days() != 0) {
            terms.add(list(sundayFirst(weekdays.days())));
        }
        for (int n = 1; n <= 5; n++) {
            for (int weekday = 1; weekday <= 7; weekday++) {
                if (Bits.has(weekdays.ordinals(), 8 * n + weekday)) {
                    terms.add(weekday % 7 + "#" + n);
                }
            }
        }
        for (int weekday = 1; weekday <= 7; weekday++) {
            if (Bits.has(weekdays.last(), weekday)) {
                terms.add(weekday % 7 + "L");
            }
        }
        return String.join(",", terms);
    }

    static long sundayFirst(int weekdays) {
        return Bits.has(weekdays, 7) ? (weekdays & ~(1 << 7)) | 1 : weekdays;
    }

    /** A set as a star with a step where it is one, else as a list. */
    private static String starred(long bits, int min, int max) {
        if (bits == Bits.range(min, max)) {
            return "*";
        }
        int step = Long.bitCount(bits) < 2 ? 0 : Bits.atLeast(bits, min + 1) - min;
        boolean stepped = step > 0 && bits == progression(min, max, step);
        boolean usual = stepped && ((max + 1) % step == 0 || Long.bitCount(bits) > 2);
        return usual ? "*/" + step : list(bits);
    }

    private static long progression(int min, int max, int step) {
        long bits = 0;
        for (int n = min; n <= max; n += step) {
            bits |= 1L << n;
        }
        return bits;
    }

    /** A set as numbers, ranges and stepped ranges. */
    static String list(long bits) {
        int count = Long.bitCount(bits);
        int min = Bits.min(bits);
        int max = Bits.max(bits);
        int step = count < 3 ? 0 : Bits.atLeast(bits, min + 1) - min;
        if (step > 1 && bits == progression(min, max, step)) {
            return min + "-" + max + "/" + step;
        }
        List<String> terms = new ArrayList<>();
        for (int from = min; from >= 0; ) {
            int to = Bits.atLeast(~bits, from) - 1;
            terms.add(run(from, to));
            from = Bits.atLeast(bits, to + 1);
        }
        return String.join(",", terms);
    }

    private static String run(int from, int to) {
        if (to == from) {
            return Integer.toString(from);
        }
        return from + (to == from + 1 ? "," : "-") + to;
    }
}
