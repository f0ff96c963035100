package ai.fluxion.crons.schedule;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Spanish. */
final class SpanishWords implements Words {

    private static final List<String> ORDINALS = List.of("", "primer", "segundo", "tercer", "cuarto", "quinto");

    private static final List<String> WEEKDAYS =
            List.of("", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo");

    private static final List<String> MONTHS = List.of(
            "",
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre");

    @Override
    public String list(List<String> parts) {
        int last = parts.size() - 1;
        return last == 0 ? parts.get(0) : String.join(", ", parts.subList(0, last)) + " y " + parts.get(last);
    }

    @Override
    public String at(List<LocalTime> times, boolean withSeconds) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern(withSeconds ? "HH:mm:ss" : "HH:mm", Locale.ROOT);
        String article = times.get(0).getHour() == 1 ? "a la " : "a las ";
        return article + list(times.stream().map(format::format).toList());
    }

    @Override
    public String everyOf(long amount, SentryInterval.Unit unit) {
        return "cada " + (amount == 1 ? name(unit) : amount(amount, unit));
    }

    /** {@code 1 hora}, {@code 5 minutos}. */
    static String amount(long amount, SentryInterval.Unit unit) {
        String plural = unit == SentryInterval.Unit.MONTH ? "meses" : name(unit) + "s";
        return "%d %s".formatted(amount, amount == 1 ? name(unit) : plural);
    }

    private static String name(SentryInterval.Unit unit) {
        return switch (unit) {
            case MINUTE -> "minuto";
            case HOUR -> "hora";
            case DAY -> "día";
            case WEEK -> "semana";
            case MONTH -> "mes";
            case YEAR -> "año";
        };
    }

    @Override
    public String everySeconds(int amount) {
        return amount == 1 ? "cada segundo" : "cada %d segundos".formatted(amount);
    }

    @Override
    public String everyMillis(long millis) {
        return millis == 1 ? "cada milisegundo" : "cada %d milisegundos".formatted(millis);
    }

    @Override
    public String atSeconds(List<String> seconds) {
        return (Words.isOne(seconds) ? "en el segundo " : "en los segundos ") + list(seconds);
    }

    @Override
    public String fromTo(String first, String last) {
        return "de %s a %s".formatted(first, last);
    }

    @Override
    public String startingAt(String time) {
        return (time.startsWith("01") ? "desde la " : "desde las ") + time;
    }

    @Override
    public String atMinutesOfEveryHour(List<String> minutes) {
        return (Words.isOne(minutes) ? "en el minuto " : "en los minutos ") + list(minutes) + " de cada hora";
    }

    @Override
    public String atMinutesOfHours(List<String> minutes, List<String> hours) {
        return (Words.isOne(minutes) ? "en el minuto " : "en los minutos ") + list(minutes) + " " + ofHours(hours);
    }

    @Override
    public String ofHours(List<String> hours) {
        return (Words.isOne(hours) ? "de la hora " : "de las horas ") + list(hours);
    }

    @Override
    public String onWeekdays(int weekdays) {
        List<String> names = Ranges.of(weekdays, 3, WEEKDAYS::get, "de %s a %s"::formatted);
        boolean anyRange = names.stream().anyMatch(name -> name.startsWith("de "));
        String each = anyRange ? "los " : "";
        return (anyRange ? "" : "los ")
                + list(names.stream()
                        .map(name -> name.startsWith("de ") ? name : each + plural(name))
                        .toList());
    }

    /** The first five end in s already. */
    private static String plural(String weekday) {
        return weekday.endsWith("s") ? weekday : weekday + "s";
    }

    @Override
    public String onDays(List<String> parts) {
        return "%s del mes".formatted(list(parts));
    }

    @Override
    public String days(List<String> numbers) {
        return (Words.isOne(numbers) ? "el día " : "los días ") + list(numbers);
    }

    @Override
    public String lastDay() {
        return "el último día";
    }

    @Override
    public String beforeLastDay(int days) {
        return days == 1 ? "el penúltimo día" : "%d días antes del último día".formatted(days);
    }

    @Override
    public String lastWorkday() {
        return "el último día laborable";
    }

    @Override
    public String workdayBeforeLastDay(int days) {
        return days == 1
                ? "el día laborable más cercano al penúltimo día"
                : "el día laborable más cercano a %d días antes del último día".formatted(days);
    }

    @Override
    public String nearestWorkday(int day) {
        return "el día laborable más cercano al día %d".formatted(day);
    }

    @Override
    public String ordinalWeekday(int n, int weekday) {
        return "el %s %s".formatted(ORDINALS.get(n), WEEKDAYS.get(weekday));
    }

    @Override
    public String lastWeekday(int weekday) {
        return "el último " + WEEKDAYS.get(weekday);
    }

    @Override
    public String range(String first, String last) {
        return "%s a %s".formatted(first, last);
    }

    @Override
    public String weekday(int weekday) {
        return WEEKDAYS.get(weekday);
    }

    @Override
    public String month(int month) {
        return MONTHS.get(month);
    }

    @Override
    public String inMonths(List<String> months) {
        return (months.size() == 1 && !Words.isOne(months) ? "de " : "en ") + list(months);
    }

    @Override
    public String inYears(List<String> years) {
        return (years.size() == 1 && !Words.isOne(years) ? "de " : "en ") + list(years);
    }

    @Override
    public String both(String days, String weekdays) {
        return "%s, pero solo %s".formatted(days, weekdays);
    }

    @Override
    public String either(String days, String weekdays) {
        return "%s o %s".formatted(days, weekdays);
    }

    @Override
    public String once() {
        return "una sola vez";
    }

    @Override
    public String fixedDelay(String period) {
        return period + " desde el fin de la última ejecución";
    }

    @Override
    public String never() {
        return "nunca";
    }
}
