package ai.fluxion.crons.schedule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes days as Spring, Quartz and EventBridge read them. Weekdays are names, which mean the same to all. */
final class DayText {

    private DayText() {}

    static String days(MonthDays days) {
        if (days.isAll()) {
            return "*";
        }
        List<String> terms = new ArrayList<>();
        if (days.days() != 0) {
            terms.add(CrontabText.list(days.numbers()));
        }
        for (int n = 0; n <= 31; n++) {
            if (Bits.has(days.weekdaysNear(), n)) {
                terms.add(n + "W");
            }
        }
        for (int n = 0; n <= 30; n++) {
            if (Bits.has(days.beforeLast(), n)) {
                terms.add(n == 0 ? "L" : "L-" + n);
            }
            if (Bits.has(days.weekdaysNearLast(), n)) {
                terms.add(n == 0 ? "LW" : "L-" + n + "W");
            }
        }
        return String.join(",", terms);
    }

    /** Sunday comes first, so that no range goes beyond Saturday. */
    static String weekdays(WeekDays weekdays) {
        if (weekdays.isAll()) {
            return "*";
        }
        List<String> terms = new ArrayList<>(Ranges.of(
                CrontabText.sundayFirst(weekdays.days()),
                3,
                day -> name(day == 0 ? 7 : day),
                (first, last) -> first + "-" + last));
        for (int weekday = 1; weekday <= 7; weekday++) {
            for (int n = 1; n <= 5; n++) {
                if (Bits.has(weekdays.ordinals(), 8 * n + weekday)) {
                    terms.add(name(weekday) + "#" + n);
                }
            }
            if (Bits.has(weekdays.last(), weekday)) {
                terms.add(name(weekday) + "L");
            }
        }
        return String.join(",", terms);
    }

    private static String name(int weekday) {
        return CalendarNames.FROM_MONDAY.get(weekday - 1);
    }

    /** The fields from day of month to day of week, one of them open. */
    static String openDays(CronFields fields) {
        MonthDays days = fields.days().days();
        WeekDays weekdays = fields.days().weekdays();
        boolean every = fields.days().isEither() && (days.isAll() || weekdays.isAll());
        String months = CrontabText.months(fields.months());
        return every || weekdays.isAll()
                ? "%s %s ?".formatted(every ? "*" : days(days), months)
                : "? %s %s".formatted(months, weekdays(weekdays));
    }

    /** Why the days cannot be written with one field open; {@code null} if they can. */
    static @Nullable String refusalOfOpenDays(DayRule rule, String name) {
        WeekDays weekdays = rule.weekdays();
        if (rule.days().isAll() || weekdays.isAll()) {
            int special = Long.bitCount(weekdays.ordinals()) + Integer.bitCount(weekdays.last());
            boolean listed = special > 1 || (special == 1 && weekdays.days() != 0);
            return listed && !weekdays.isAll()
                    ? "%s takes a weekday with # or L only alone: write one schedule for each.".formatted(name)
                    : null;
        }
        return "%s has a day of month or a day of week, never both: write one schedule for each.".formatted(name);
    }

    static String years(Years years) {
        if (years.isAll()) {
            return "*";
        }
        List<String> terms = new ArrayList<>();
        BitSet named = years.named();
        for (int from = named.nextSetBit(0); from >= 0; ) {
            int to = named.nextClearBit(from) - 1;
            terms.add(from == to ? Integer.toString(from) : from + "-" + to);
            from = named.nextSetBit(to + 1);
        }
        return String.join(",", terms);
    }
}
