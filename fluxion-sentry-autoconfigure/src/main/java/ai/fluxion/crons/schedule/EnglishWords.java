package ai.fluxion.crons.schedule;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** English. */
final class EnglishWords implements Words {

    private static final List<String> ORDINALS = List.of("", "first", "second", "third", "fourth", "fifth");

    @Override
    public String list(List<String> parts) {
        int last = parts.size() - 1;
        return last == 0 ? parts.get(0) : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }

    @Override
    public String at(List<LocalTime> times, boolean withSeconds) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern(withSeconds ? "HH:mm:ss" : "HH:mm", Locale.ROOT);
        return "at " + list(times.stream().map(format::format).toList());
    }

    @Override
    public String everyOf(long amount, SentryInterval.Unit unit) {
        return amount == 1 ? "every " + unit.value() : "every %d %ss".formatted(amount, unit.value());
    }

    @Override
    public String everySeconds(int amount) {
        return amount == 1 ? "every second" : "every %d seconds".formatted(amount);
    }

    @Override
    public String everyMillis(long millis) {
        return millis == 1 ? "every millisecond" : "every %d milliseconds".formatted(millis);
    }

    @Override
    public String atSeconds(List<String> seconds) {
        return (Words.isOne(seconds) ? "at second " : "at seconds ") + list(seconds);
    }

    @Override
    public String fromTo(String first, String last) {
        return "from %s to %s".formatted(first, last);
    }

    @Override
    public String startingAt(String time) {
        return "from " + time;
    }

    @Override
    public String atMinutesOfEveryHour(List<String> minutes) {
        return (Words.isOne(minutes) ? "at minute " : "at minutes ") + list(minutes) + " of every hour";
    }

    @Override
    public String atMinutesOfHours(List<String> minutes, List<String> hours) {
        return (Words.isOne(minutes) ? "at minute " : "at minutes ") + list(minutes) + " " + ofHours(hours);
    }

    @Override
    public String ofHours(List<String> hours) {
        return (Words.isOne(hours) ? "of hour " : "of hours ") + list(hours);
    }

    @Override
    public String onWeekdays(int weekdays) {
        List<String> names = Ranges.of(weekdays, 3, this::weekday, this::range);
        return names.size() == 1 && !Words.isOne(names) ? names.get(0) : "on " + list(names);
    }

    @Override
    public String onDays(List<String> parts) {
        return "on %s of the month".formatted(list(parts));
    }

    @Override
    public String days(List<String> numbers) {
        return (Words.isOne(numbers) ? "day " : "days ") + list(numbers);
    }

    @Override
    public String lastDay() {
        return "the last day";
    }

    @Override
    public String beforeLastDay(int days) {
        return days == 1 ? "the day before the last day" : "the day %d days before the last day".formatted(days);
    }

    @Override
    public String lastWorkday() {
        return "the last weekday";
    }

    @Override
    public String workdayBeforeLastDay(int days) {
        return "the weekday nearest to " + beforeLastDay(days);
    }

    @Override
    public String nearestWorkday(int day) {
        return "the weekday nearest to day %d".formatted(day);
    }

    @Override
    public String ordinalWeekday(int n, int weekday) {
        return "the %s %s".formatted(ORDINALS.get(n), weekday(weekday));
    }

    @Override
    public String lastWeekday(int weekday) {
        return "the last " + weekday(weekday);
    }

    @Override
    public String range(String first, String last) {
        return "%s to %s".formatted(first, last);
    }

    @Override
    public String weekday(int weekday) {
        return DayOfWeek.of(weekday).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    @Override
    public String month(int month) {
        return Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    @Override
    public String inMonths(List<String> months) {
        return months.size() == 1 && !Words.isOne(months) ? "from " + months.get(0) : "in " + list(months);
    }

    @Override
    public String inYears(List<String> years) {
        return years.size() == 1 && !Words.isOne(years) ? "from " + years.get(0) : "in " + list(years);
    }

    @Override
    public String both(String days, String weekdays) {
        return "%s, but only %s".formatted(days, weekdays);
    }

    @Override
    public String either(String days, String weekdays) {
        return "%s or %s".formatted(days, weekdays);
    }

    @Override
    public String once() {
        return "once";
    }

    @Override
    public String fixedDelay(String period) {
        return period + " after the last run ended";
    }

    @Override
    public String never() {
        return "never";
    }
}
