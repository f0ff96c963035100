package ai.fluxion.crons.schedule;

import java.util.List;
import java.util.Locale;

/**
 * A kind of field in Spring's cron.
 *
 * @param name the field, for people
 * @param names the words that stand for numbers from 1
 */
record SpringField(String name, int min, int max, List<String> names) {

    static final SpringField SECOND = new SpringField("second", 0, 59, List.of());

    static final SpringField MINUTE = new SpringField("minute", 0, 59, List.of());

    static final SpringField HOUR = new SpringField("hour", 0, 23, List.of());

    static final SpringField DAY_OF_MONTH = new SpringField("day of month", 1, 31, List.of());

    static final SpringField MONTH = new SpringField("month", 1, 12, CalendarNames.MONTHS);

    /** 0 and 7 are Sunday. */
    static final SpringField DAY_OF_WEEK = new SpringField("day of week", 1, 7, CalendarNames.FROM_MONDAY);

    /** A field of numbers, lists, ranges and steps. */
    long read(CronText field) {
        CronText text = numbered(field);
        long numbers = 0;
        for (CronText term : text.terms()) {
            numbers |= term(term);
        }
        return numbers;
    }

    static MonthDays days(CronText field) {
        if (!isOf(field, "L", "W")) {
            return MonthDays.plain((int) DAY_OF_MONTH.read(starred(field)));
        }
        MonthDays days = MonthDays.plain(0);
        for (CronText term : field.terms()) {
            days = days.or(
                    isOf(term, "L", "W") ? specialDay(term) : MonthDays.plain((int) DAY_OF_MONTH.read(starred(term))));
        }
        return days;
    }

    private static MonthDays specialDay(CronText term) {
        String text = term.text();
        if (text.equals("L")) {
            return new MonthDays(0, 1, 0, 0);
        }
        if (text.equals("LW")) {
            return new MonthDays(0, 0, 1, 0);
        }
        if (text.startsWith("L-")) {
            int before = DAY_OF_MONTH.integer(term.from(2));
            if (before < 1) {
                throw term.refuse("L-%d is no day before the last".formatted(before), "Write L, or L-1 to L-30.");
            }
            return new MonthDays(0, before > 30 ? 0 : 1 << before, 0, 0);
        }
        if (text.endsWith("W") && !text.contains("L")) {
            return MonthDays.springsNear(DAY_OF_MONTH.number(term.piece(0, text.length() - 1)));
        }
        throw term.refuse("'%s' is no day of month".formatted(text), "Write L, L-3, LW, 15W or a number from 1 to 31.");
    }

    static WeekDays weekdays(CronText field) {
        CronText text = DAY_OF_WEEK.numbered(field);
        if (!isOf(text, "L", "#")) {
            return WeekDays.plain(sundayLast(DAY_OF_WEEK.read(starred(text))));
        }
        WeekDays weekdays = WeekDays.plain(0);
        for (CronText term : text.terms()) {
            weekdays = weekdays.or(
                    isOf(term, "L", "#")
                            ? specialWeekday(term)
                            : WeekDays.plain(sundayLast(DAY_OF_WEEK.read(starred(term)))));
        }
        return weekdays;
    }

    private static WeekDays specialWeekday(CronText term) {
        String text = term.text();
        int hash = text.lastIndexOf('#');
        if (text.endsWith("L") && text.length() > 1) {
            return WeekDays.last(weekday(term.piece(0, text.length() - 1)));
        }
        if (!text.contains("L") && hash > 0) {
            int ordinal = DAY_OF_WEEK.integer(term.from(hash + 1));
            if (ordinal < 1) {
                throw term.refuse("'%s' is no week of a month".formatted(text), "Write a number from 1 to 5 after #.");
            }
            return WeekDays.ordinal(weekday(term.piece(0, hash)), ordinal);
        }
        throw term.refuse("'%s' is no day of week".formatted(text), "Write MON, MON#1, MONL or a number from 0 to 7.");
    }

    private static int weekday(CronText text) {
        int weekday = DAY_OF_WEEK.integer(text);
        if (weekday < 0 || weekday > 7) {
            throw text.refuse("%d is no day of week".formatted(weekday), "Write MON to SUN, or 0 to 7.");
        }
        return weekday == 0 ? 7 : weekday;
    }

    private static int sundayLast(long days) {
        return (int) (Bits.has(days, 0) ? (days & ~1L) | (1L << 7) : days);
    }

    private static boolean isOf(CronText text, String one, String other) {
        return text.text().contains(one) || text.text().contains(other);
    }

    private static CronText starred(CronText text) {
        return text.text().equals("?") ? text.as("*") : text;
    }

    /** The same field with numbers instead of names. */
    private CronText numbered(CronText field) {
        if (this.names.isEmpty() || !hasLetters(field.text())) {
            return field;
        }
        String text = field.text().toUpperCase(Locale.ROOT);
        for (int i = 0; i < this.names.size(); i++) {
            text = text.replace(this.names.get(i), Integer.toString(i + 1));
        }
        return field.as(text);
    }

    private static boolean hasLetters(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 'A') {
                return true;
            }
        }
        return false;
    }

    private long term(CronText term) {
        int slash = term.text().indexOf('/');
        if (slash < 0) {
            return bits(range(term));
        }
        CronText base = term.piece(0, slash);
        int[] range = range(base);
        int step = integer(term.from(slash + 1));
        if (step < 1) {
            throw term.refuse("a step of %d goes nowhere".formatted(step), "Write a step of at least 1.");
        }
        int last = base.text().indexOf('-') < 0 ? this.max : range[1];
        long bits = 0;
        for (long n = range[0]; n <= last; n += step) {
            bits |= 1L << n;
        }
        return bits;
    }

    private static long bits(int[] range) {
        return Bits.range(range[0], range[1]);
    }

    private int[] range(CronText text) {
        if (text.text().equals("*")) {
            return new int[] {this.min, this.max};
        }
        int hyphen = text.text().indexOf('-');
        if (hyphen < 0) {
            int number = number(text);
            return new int[] {number, number};
        }
        int first = number(text.piece(0, hyphen));
        int last = number(text.from(hyphen + 1));
        if (this == DAY_OF_WEEK && first == 7) {
            first = 0;
        }
        if (first > last) {
            throw text.refuse(
                    "the range of the %s ends before it starts".formatted(this.name),
                    "Write a list, or two ranges: Spring has no wrapped ranges.");
        }
        return new int[] {first, last};
    }

    private int number(CronText text) {
        int number = integer(text);
        boolean sunday = this == DAY_OF_WEEK && number == 0;
        if (!sunday && (number < this.min || number > this.max)) {
            throw text.refuse(
                    "%d is no %s".formatted(number, this.name),
                    "Write a number from %d to %d.".formatted(this == DAY_OF_WEEK ? 0 : this.min, this.max));
        }
        return number;
    }

    private int integer(CronText text) {
        try {
            return Integer.parseInt(text.text());
        } catch (NumberFormatException ex) {
            throw text.refuse(
                    text.isEmpty() ? "a number is missing" : "'%s' is no %s".formatted(text.text(), this.name),
                    this.names.isEmpty()
                            ? "Write a number from %d to %d, *, a list, a range or a step."
                                    .formatted(this.min, this.max)
                            : "Write a number from %d to %d or the first three letters of an English name."
                                    .formatted(this == DAY_OF_WEEK ? 0 : this.min, this.max));
        }
    }
}
