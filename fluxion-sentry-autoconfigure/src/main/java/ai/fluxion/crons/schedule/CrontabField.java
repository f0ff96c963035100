package ai.fluxion.crons.schedule;

import java.util.List;

/**
 * One field of a crontab, in the grammar of Sentry's cron library.
 *
 * @param numbers the plain numbers; bit 7 and bit 0 of a day of week are Sunday
 */
record CrontabField(Kind kind, long numbers, boolean last, boolean lastWeekday, long ordinals, int lastWeekdays) {

    static final Kind MINUTE = new Kind("minute", 0, 59, List.of());

    static final Kind HOUR = new Kind("hour", 0, 23, List.of());

    static final Kind DAY_OF_MONTH = new Kind("day of month", 1, 31, List.of());

    static final Kind MONTH = new Kind("month", 1, 12, CalendarNames.MONTHS);

    static final Kind DAY_OF_WEEK = new Kind("day of week", 0, 7, CalendarNames.FROM_SUNDAY);

    private static final int MANY = 1000;

    MonthDays days() {
        return new MonthDays((int) this.numbers, this.last ? 1 : 0, this.lastWeekday ? 1 : 0, 0);
    }

    WeekDays weekdays() {
        int days = (int) this.numbers;
        return new WeekDays(Bits.has(days, 0) ? (days & ~1) | 1 << 7 : days, this.ordinals, this.lastWeekdays);
    }

    /** A kind of field: what it may hold. */
    record Kind(String name, int min, int max, List<String> names) {

        CrontabField read(CronText text) {
            CrontabField all = plain(0);
            for (CronText term : text.terms()) {
                all = all.or(term(term));
            }
            return all;
        }

        private CrontabField plain(long numbers) {
            return new CrontabField(this, numbers, false, false, 0, 0);
        }

        private CrontabField term(CronText term) {
            String text = term.text();
            if (text.equals("*")) {
                return plain(Bits.range(this.min, this.max));
            }
            if (this == DAY_OF_WEEK && text.contains("L")) {
                return new CrontabField(this, 0, false, false, 0, 1 << lastWeekday(term.piece(0, text.length() - 1)));
            }
            int hash = text.indexOf('#');
            if (this == DAY_OF_WEEK && hash >= 0) {
                int ordinal = ordinal(term.from(hash + 1));
                return new CrontabField(
                        this, 0, false, false, 1L << (8 * ordinal + monday(number(term.piece(0, hash)))), 0);
            }
            int slash = text.indexOf('/');
            return slash >= 0 ? stepped(term, slash) : range(term);
        }

        private CrontabField stepped(CronText term, int slash) {
            int step = step(term.from(slash + 1));
            CrontabField base = term(term.piece(0, slash));
            if (base.numbers == 0) {
                return base;
            }
            if (Long.bitCount(base.numbers) == 1) {
                base = plain(Bits.range(Bits.min(base.numbers), this.max));
            }
            long kept = 0;
            int index = 0;
            for (int n = Bits.min(base.numbers); n >= 0; n = Bits.atLeast(base.numbers, n + 1)) {
                kept |= index++ % step == 0 ? 1L << n : 0;
            }
            return plain(kept);
        }

        private CrontabField range(CronText term) {
            String text = term.text();
            int hyphen = text.indexOf('-');
            if (hyphen >= 0) {
                int start = number(term.piece(0, hyphen));
                int end = number(term.from(hyphen + 1));
                if (end < start) {
                    throw term.refuse(
                            "the range of the %s ends before it starts".formatted(this.name),
                            "Write a list, or two ranges: a crontab has no wrapped ranges.");
                }
                return plain(Bits.range(start, end));
            }
            if (this == DAY_OF_MONTH && text.equals("L")) {
                return new CrontabField(this, 0, true, false, 0, 0);
            }
            if (this == DAY_OF_MONTH && text.equals("LW")) {
                return new CrontabField(this, 0, false, true, 0, 0);
            }
            return plain(1L << number(term));
        }

        private int ordinal(CronText text) {
            int ordinal = digits(text);
            if (ordinal < 1 || ordinal > 5) {
                throw text.refuse("a month has at most five weeks", "Write a number from 1 to 5 after #.");
            }
            return ordinal;
        }

        private int step(CronText text) {
            int step = digits(text);
            if (step == 0) {
                throw text.refuse("a step of 0 goes nowhere", "Write a step of at least 1.");
            }
            return step;
        }

        private int number(CronText text) {
            int name = this.names.indexOf(text.text());
            if (name >= 0) {
                return name + (this == MONTH ? 1 : 0);
            }
            int number = digits(text);
            if (number < this.min || number > this.max) {
                throw text.refuse(
                        "%s is no %s".formatted(text.text(), this.name),
                        "Write a number from %d to %d.".formatted(this.min, this.max));
            }
            return number;
        }

        private int digits(CronText text) {
            if (!isDigits(text.text())) {
                throw text.refuse(
                        "'%s' is no %s of a crontab".formatted(text.text(), this.name),
                        "Write %s; a crontab has no other signs than * , - / and L, LW, 5L, MON#2."
                                .formatted(this.names.isEmpty() ? "a number" : "a number or a name of three letters"));
            }
            int number = 0;
            for (int i = 0; i < text.text().length(); i++) {
                number = Math.min(10 * number + text.text().charAt(i) - '0', MANY);
            }
            return number;
        }

        private static boolean isDigits(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                    return false;
                }
            }
            return !text.isEmpty();
        }

        private int lastWeekday(CronText text) {
            digits(text);
            return monday(number(text));
        }

        private static int monday(int day) {
            return day == 0 ? 7 : day;
        }
    }

    private CrontabField or(CrontabField other) {
        return new CrontabField(
                this.kind,
                this.numbers | other.numbers,
                this.last || other.last,
                this.lastWeekday || other.lastWeekday,
                this.ordinals | other.ordinals,
                this.lastWeekdays | other.lastWeekdays);
    }
}
