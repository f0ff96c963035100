package ai.fluxion.crons.schedule;

import java.util.List;

/**
 * A kind of field in Quartz's cron, whose grammar EventBridge shares.
 *
 * @param name the field, for people
 * @param maxStep the longest step that Quartz takes
 * @param names the words that stand for numbers from {@code min}
 */
record QuartzField(String name, int min, int max, int maxStep, List<String> names) {

    static final QuartzField SECOND = new QuartzField("second", 0, 59, 59, List.of());

    static final QuartzField MINUTE = new QuartzField("minute", 0, 59, 59, List.of());

    static final QuartzField HOUR = new QuartzField("hour", 0, 23, 23, List.of());

    static final QuartzField DAY_OF_MONTH = new QuartzField("day of month", 1, 31, 31, List.of());

    static final QuartzField MONTH = new QuartzField("month", 1, 12, 12, CalendarNames.MONTHS);

    /** Sunday is 1. */
    static final QuartzField DAY_OF_WEEK = new QuartzField("day of week", 1, 7, 7, CalendarNames.FROM_SUNDAY);

    static final int FIRST_YEAR = 1970;

    static final int LAST_YEAR = 2199;

    /** Years from 1970, as numbers from 0. */
    static final QuartzField YEAR = new QuartzField("year", FIRST_YEAR, LAST_YEAR, LAST_YEAR, List.of());

    /** Whether a field leaves the day to the other one. */
    static boolean isOpen(CronText field) {
        return field.text().equals("?");
    }

    /** The numbers of a field, from a list, ranges and steps. */
    NumberSet read(CronText field) {
        NumberSet numbers = new NumberSet();
        for (CronText term : field.terms()) {
            addTerm(numbers, term);
        }
        return numbers;
    }

    static MonthDays days(CronText field) {
        MonthDays days = MonthDays.plain(0);
        for (CronText term : field.terms()) {
            days = days.or(day(term));
        }
        return days;
    }

    private static MonthDays day(CronText term) {
        String text = term.text();
        boolean weekday = text.endsWith("W");
        CronText base = weekday ? term.piece(0, text.length() - 1) : term;
        if (base.text().equals("L")) {
            return weekday ? new MonthDays(0, 0, 1, 0) : new MonthDays(0, 1, 0, 0);
        }
        if (base.text().startsWith("L-")) {
            int before = DAY_OF_MONTH.number(base.from(2), 0, 30);
            return weekday ? new MonthDays(0, 0, 1 << before, 0) : new MonthDays(0, 1 << before, 0, 0);
        }
        if (weekday) {
            return new MonthDays(0, 0, 0, 1 << DAY_OF_MONTH.number(base));
        }
        NumberSet days = new NumberSet();
        DAY_OF_MONTH.addTerm(days, term);
        return MonthDays.plain((int) days.bits());
    }

    static WeekDays weekdays(CronText field) {
        String text = field.text();
        if (text.equals("L")) {
            return WeekDays.plain(1 << 6);
        }
        int hash = text.indexOf('#');
        boolean last = text.endsWith("L");
        if ((hash >= 0 || last) && text.indexOf(',') >= 0) {
            throw field.refuse(
                    "a weekday with %s cannot be one of a list".formatted(last ? "L" : "#"),
                    "Give it a schedule of its own.");
        }
        if (hash >= 0) {
            int ordinal = DAY_OF_WEEK.number(field.from(hash + 1), 1, 5);
            return WeekDays.ordinal(mondayFirst(DAY_OF_WEEK.number(field.piece(0, hash))), ordinal);
        }
        if (last) {
            return WeekDays.last(mondayFirst(DAY_OF_WEEK.number(field.piece(0, text.length() - 1))));
        }
        int days = (int) DAY_OF_WEEK.read(field).bits();
        return WeekDays.plain(((days >> 1) & Bits.upTo(1, 6)) | ((days & (1 << 1)) << 6));
    }

    /** Sunday is 1 there and 7 here. */
    private static int mondayFirst(int day) {
        return day == 1 ? 7 : day - 1;
    }

    private void addTerm(NumberSet numbers, CronText term) {
        int slash = term.text().indexOf('/');
        CronText base = slash < 0 ? term : term.piece(0, slash);
        int step = slash < 0 ? 1 : number(term.from(slash + 1), 1, this.maxStep);
        int hyphen = base.text().indexOf('-');
        if (base.text().equals("*") || slash == 0) {
            addAll(numbers, this.min, this.max, step);
        } else if (hyphen >= 0) {
            int first = number(base.piece(0, hyphen));
            int last = number(base.from(hyphen + 1));
            if (this == YEAR && last < first) {
                throw base.refuse("the years end before they start", "Write the earlier year first.");
            }
            addAll(numbers, first, last, step);
        } else {
            int number = number(base);
            addAll(numbers, number, slash < 0 ? number : this.max, step);
        }
        if (slash > 0 && !this.names.isEmpty() && Character.isLetter(base.text().charAt(0))) {
            throw term.refuse(
                    "Quartz ignores a step after a name", "Write numbers before the step, or a list of names.");
        }
    }

    private void addAll(NumberSet numbers, int first, int last, int step) {
        int size = this.max - this.min + 1;
        int end = last < first ? last + size : last;
        for (int n = first; n <= end; n += step) {
            numbers.add(n > this.max ? n - size : n);
        }
    }

    private int number(CronText text) {
        int name = this.names.indexOf(text.text());
        return name >= 0 ? name + this.min : number(text, this.min, this.max);
    }

    private int number(CronText text, int from, int to) {
        if (text.isEmpty() || !text.text().chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw text.refuse(
                    text.isEmpty() ? "a number is missing" : "'%s' is no %s".formatted(text.text(), this.name),
                    this.names.isEmpty()
                            ? "Write a number from %d to %d.".formatted(from, to)
                            : "Write a number from %d to %d or the first three letters of an English name."
                                    .formatted(from, to));
        }
        int number = text.text().length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(text.text());
        if (number < from || number > to) {
            throw text.refuse(
                    "%s is no %s here".formatted(text.text(), this.name),
                    "Write a number from %d to %d%s."
                            .formatted(from, to, this == DAY_OF_WEEK ? "; Sunday is 1 in this dialect" : ""));
        }
        return number;
    }
}
