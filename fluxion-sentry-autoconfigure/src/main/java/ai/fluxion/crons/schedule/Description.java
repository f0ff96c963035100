package ai.fluxion.crons.schedule;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says a cron as a person would: {@code Every 2 hours from 08:30 to 18:30, Monday to Friday}. */
final class Description {

    /** How many times of the day a person is told one by one. */
    private static final int FEW = 6;

    private static final int ALL_HOURS = 24;

    private final CronFields fields;

    private final Words words;

    private Description(CronFields fields, Words words) {
        this.fields = fields;
        this.words = words;
    }

    static String of(CronFields fields, Locale locale) {
        Words words = Words.in(locale);
        return Words.sentence(fields.isEmpty() ? words.never() : new Description(fields, words).phrase());
    }

    /** The two conditions of a day, in English: {@code day 13 and Friday}. */
    static String bothDays(MonthDays days, WeekDays weekdays, Locale locale) {
        Words words = Words.in(locale);
        List<String> names = new ArrayList<>(Ranges.of(weekdays.days(), 3, words::weekday, words::range));
        names.addAll(specialWeekdays(words, weekdays));
        return words.list(List.of(words.list(monthDays(words, days)), words.list(names)));
    }

    private String phrase() {
        List<String> parts = new ArrayList<>();
        addTimes(parts);
        addDays(parts);
        if (this.fields.months() != CronFields.ALL_MONTHS) {
            parts.add(this.words.inMonths(Ranges.of(this.fields.months(), 3, this.words::month, this.words::range)));
        }
        if (!this.fields.years().isAll()) {
            parts.add(this.words.inYears(years(this.fields.years().named())));
        }
        return String.join(", ", parts);
    }

    private void addTimes(List<String> parts) {
        String seconds = seconds();
        String times = times();
        boolean everyMinute =
                this.fields.minutes() == CronFields.ALL_MINUTES && this.fields.hours() == CronFields.ALL_HOURS;
        if (seconds != null) {
            parts.add(seconds);
        }
        if (seconds == null || !everyMinute || Long.bitCount(this.fields.seconds()) == 1) {
            parts.add(times);
        }
    }

    /** What must be said of the seconds beside the times; {@code null} if nothing. */
    private @Nullable String seconds() {
        long seconds = this.fields.seconds();
        if (seconds == 1 || (Long.bitCount(seconds) == 1 && timesAreListed())) {
            return null;
        }
        int step = wholeStep(seconds, 60);
        return step > 0 ? this.words.everySeconds(step) : this.words.atSeconds(numbers(seconds));
    }

    private boolean timesAreListed() {
        return Long.bitCount(this.fields.minutes()) * Integer.bitCount(this.fields.hours()) <= FEW
                && !isRegular(this.fields.hours());
    }

    private String times() {
        long minutes = this.fields.minutes();
        int hours = this.fields.hours();
        if (Long.bitCount(minutes) == 1 && isRegular(hours)) {
            return regularHours(Bits.min(minutes));
        }
        if (timesAreListed()) {
            boolean withSeconds = Long.bitCount(this.fields.seconds()) == 1 && this.fields.seconds() != 1;
            return this.words.at(eachTime(withSeconds ? Bits.min(this.fields.seconds()) : 0), withSeconds);
        }
        int step = wholeStep(minutes, 60);
        if (step > 0) {
            return this.words.everyOf(step, SentryInterval.Unit.MINUTE) + hoursOfSteps();
        }
        return hours == CronFields.ALL_HOURS
                ? this.words.atMinutesOfEveryHour(numbers(minutes))
                : this.words.atMinutesOfHours(numbers(minutes), numbers(hours));
    }

    /** One minute in hours that follow each other evenly. */
    private String regularHours(int minute) {
        int hours = this.fields.hours();
        int step = step(hours);
        String every = this.words.everyOf(step, SentryInterval.Unit.HOUR);
        if (step == 1 && Integer.bitCount(hours) == ALL_HOURS) {
            return minute == 0 ? every : this.words.atMinutesOfEveryHour(numbers(1L << minute));
        }
        if (wholeStep(hours, ALL_HOURS) > 0) {
            return minute == 0 && Bits.has(hours, 0)
                    ? every
                    : every + " " + this.words.startingAt(time(Bits.min(hours), minute));
        }
        return every + " " + this.words.fromTo(time(Bits.min(hours), minute), time(Bits.max(hours), minute));
    }

    private String hoursOfSteps() {
        int hours = this.fields.hours();
        long minutes = this.fields.minutes();
        if (hours == CronFields.ALL_HOURS) {
            return Bits.has(minutes, 0) ? "" : " " + this.words.startingAt(time(0, Bits.min(minutes)));
        }
        if (hours == Bits.upTo(Bits.min(hours), Bits.max(hours))) {
            return " "
                    + this.words.fromTo(
                            time(Bits.min(hours), Bits.min(minutes)), time(Bits.max(hours), Bits.max(minutes)));
        }
        return " " + this.words.ofHours(numbers(hours));
    }

    private List<LocalTime> eachTime(int second) {
        List<LocalTime> times = new ArrayList<>();
        for (int hour = Bits.atLeast(this.fields.hours(), 0);
                hour >= 0;
                hour = Bits.atLeast(this.fields.hours(), hour + 1)) {
            for (int minute = Bits.atLeast(this.fields.minutes(), 0);
                    minute >= 0;
                    minute = Bits.atLeast(this.fields.minutes(), minute + 1)) {
                times.add(LocalTime.of(hour, minute, second));
            }
        }
        return times;
    }

    private void addDays(List<String> parts) {
        MonthDays days = this.fields.days().days();
        WeekDays weekdays = this.fields.days().weekdays();
        boolean either = this.fields.days().isEither();
        if ((days.isAll() && weekdays.isAll()) || (either && (days.isAll() || weekdays.isAll()))) {
            return;
        }
        if (days.isAll()) {
            parts.add(weekdays(weekdays));
        } else if (weekdays.isAll()) {
            parts.add(monthDays(days));
        } else {
            parts.add(
                    either
                            ? this.words.either(monthDays(days), weekdays(weekdays))
                            : this.words.both(monthDays(days), weekdays(weekdays)));
        }
    }

    private String monthDays(MonthDays days) {
        return this.words.onDays(monthDays(this.words, days));
    }

    private static List<String> monthDays(Words words, MonthDays days) {
        List<String> parts = new ArrayList<>();
        if (days.days() != 0) {
            parts.add(words.days(Ranges.of(days.numbers(), 3, Integer::toString, words::range)));
        }
        for (int day = 1; day <= 31; day++) {
            if (Bits.has(days.weekdaysNear(), day)) {
                parts.add(words.nearestWorkday(day));
            }
        }
        for (int before = 30; before >= 0; before--) {
            if (Bits.has(days.weekdaysNearLast(), before)) {
                parts.add(before == 0 ? words.lastWorkday() : words.workdayBeforeLastDay(before));
            }
            if (Bits.has(days.beforeLast(), before)) {
                parts.add(before == 0 ? words.lastDay() : words.beforeLastDay(before));
            }
        }
        return parts;
    }

    private String weekdays(WeekDays weekdays) {
        List<String> special = specialWeekdays(this.words, weekdays);
        if (special.isEmpty()) {
            return this.words.onWeekdays(weekdays.days());
        }
        String ofMonth = this.words.onDays(special);
        return weekdays.days() == 0 ? ofMonth : this.words.either(this.words.onWeekdays(weekdays.days()), ofMonth);
    }

    private static List<String> specialWeekdays(Words words, WeekDays weekdays) {
        List<String> special = new ArrayList<>();
        for (int n = 1; n <= 5; n++) {
            for (int weekday = 1; weekday <= 7; weekday++) {
                if (Bits.has(weekdays.ordinals(), 8 * n + weekday)) {
                    special.add(words.ordinalWeekday(n, weekday));
                }
            }
        }
        for (int weekday = 1; weekday <= 7; weekday++) {
            if (Bits.has(weekdays.last(), weekday)) {
                special.add(words.lastWeekday(weekday));
            }
        }
        return special;
    }

    private List<String> numbers(long bits) {
        return Ranges.of(bits, 3, Integer::toString, this.words::range);
    }

    private List<String> years(BitSet years) {
        List<String> parts = new ArrayList<>();
        for (int from = years.nextSetBit(0); from >= 0; ) {
            int to = years.nextClearBit(from) - 1;
            parts.add(from == to ? "" + from : this.words.range("" + from, "" + to));
            from = years.nextSetBit(to + 1);
        }
        return parts;
    }

    private static String time(int hour, int minute) {
        return LocalTime.of(hour, minute).toString();
    }

    /** Whether at least three numbers follow each other evenly. */
    private static boolean isRegular(long bits) {
        return Long.bitCount(bits) > 2 && step(bits) > 0;
    }

    /** The distance of numbers that follow each other evenly, or 0. */
    private static int step(long bits) {
        int min = Bits.min(bits);
        int step = Math.max(1, Bits.atLeast(bits, min + 1) - min);
        for (int n = min; n <= Bits.max(bits); n++) {
            if (Bits.has(bits, n) != ((n - min) % step == 0)) {
                return 0;
            }
        }
        return step;
    }

    /** The distance of numbers that go round a clock evenly, or 0. */
    private static int wholeStep(long bits, int size) {
        int step = Long.bitCount(bits) < 2 ? 0 : step(bits);
        return step > 0 && Bits.max(bits) + step == Bits.min(bits) + size ? step : 0;
    }
}
