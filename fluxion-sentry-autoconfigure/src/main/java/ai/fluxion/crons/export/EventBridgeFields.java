package ai.fluxion.crons.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A crontab in EventBridge's six fields: a year, a {@code ?} in one of the two day fields, and Sunday is 1. */
final class EventBridgeFields {

    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    private static final Pattern DAY = Pattern.compile("[0-7]|[A-Z]{3}");

    private EventBridgeFields() {}

    static String of(String crontab, String slug) {
        String[] fields = crontab.toUpperCase(Locale.ROOT).split(" ", -1);
        boolean anyDayOfMonth = fields[2].equals("*");
        boolean anyDayOfWeek = fields[4].equals("*");
        if (!anyDayOfMonth && !anyDayOfWeek) {
            throw new NotExpressibleException("%s: EventBridge takes a day of month or a day of week, and '%s' has both"
                    .formatted(slug, crontab));
        }
        return "cron(%s %s %s %s %s *)"
                .formatted(
                        fields[0],
                        fields[1],
                        anyDayOfWeek ? fields[2] : "?",
                        fields[3],
                        anyDayOfWeek ? "?" : days(fields[4]));
    }

    private static String days(String field) {
        List<String> days = new ArrayList<>();
        for (String part : field.split(",", -1)) {
            days.addAll(part(part));
        }
        return String.join(",", days);
    }

    private static List<String> part(String part) {
        if (part.contains("/")) {
            return steps(part);
        }
        if (part.endsWith("L")) {
            return List.of(number(part.substring(0, part.length() - 1)) + 1 + "L");
        }
        int hash = part.indexOf('#');
        if (hash > 0) {
            return List.of((number(part.substring(0, hash)) + 1) + part.substring(hash));
        }
        int dash = part.indexOf('-');
        if (dash > 0) {
            return range(number(part.substring(0, dash)), last(part.substring(dash + 1)), 1);
        }
        return List.of(name(part));
    }

    private static List<String> steps(String part) {
        String[] sides = part.split("/", -1);
        int step = Integer.parseInt(sides[1]);
        int dash = sides[0].indexOf('-');
        if (sides[0].equals("*")) {
            return range(0, 6, step);
        }
        return dash > 0
                ? range(number(sides[0].substring(0, dash)), last(sides[0].substring(dash + 1)), step)
                : range(number(sides[0]), 6, step);
    }

    /** A range stays one where it can; Saturday to Sunday is a list, since the week ends in between. */
    private static List<String> range(int from, int to, int step) {
        if (step == 1 && to <= 6 && from < to) {
            return List.of(DAYS.get(from) + "-" + DAYS.get(to));
        }
        List<String> days = new ArrayList<>();
        for (int day = from; day <= to; day += step) {
            days.add(DAYS.get(day % 7));
        }
        return days;
    }

    private static int last(String day) {
        return day.equals("7") ? 7 : number(day);
    }

    private static int number(String day) {
        return DAY.matcher(day).matches() && Character.isDigit(day.charAt(0))
                ? Integer.parseInt(day) % 7
                : DAYS.indexOf(day);
    }

    private static String name(String day) {
        return day.equals("*") ? day : DAYS.get(number(day));
    }
}
