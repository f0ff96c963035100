package ai.fluxion.crons.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A cron that knows nothing of ours: it looks at every minute of a stretch of time on a clock on the wall. It reads Spring's six fields and the crontab's five, and trusts them to be valid.
 */
record ReferenceCron(String text) {

    private static final String DAYS = "MON TUE WED THU FRI SAT SUN";

    private static final String MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC";

    /** Every run within a stretch of time. */
    List<Instant> runs(ZoneId zone, Instant after, Duration within) {
        String[] fields = fields();
        BitSet seconds = matching(fields[0], 0, 59);
        BitSet minutes = matching(fields[1], 0, 59);
        BitSet hours = matching(fields[2], 0, 23);
        BitSet months = matching(numbered(fields[4], MONTHS), 1, 12);
        Map<LocalDate, Boolean> days = new HashMap<>();
        List<Instant> runs = new ArrayList<>();
        Instant end = after.plus(within);
        for (Instant minute = after.truncatedTo(ChronoUnit.MINUTES);
                minute.isBefore(end);
                minute = minute.plusSeconds(60)) {
            ZonedDateTime local = minute.atZone(zone);
            if (minutes.get(local.getMinute())
                    && hours.get(local.getHour())
                    && months.get(local.getMonthValue())
                    && days.computeIfAbsent(
                            local.toLocalDate(), date -> isDay(fields[3], numbered(fields[5], DAYS), date))) {
                seconds.stream()
                        .mapToObj(minute::plusSeconds)
                        .filter(run -> run.isAfter(after) && run.isBefore(end))
                        .forEach(runs::add);
            }
        }
        return runs;
    }

    private static BitSet matching(String field, int min, int max) {
        BitSet matching = new BitSet();
        IntStream.rangeClosed(min, max)
                .filter(value -> matches(field, value, min))
                .forEach(matching::set);
        return matching;
    }

    private boolean isCrontab() {
        return this.text.split(" ").length == 5;
    }

    /** To Sentry's crontab a stepped range of one number, 2-2/3, is 2/3. */
    private String[] fields() {
        String spoken = isCrontab() ? "0 " + this.text.replaceAll("\\b(\\d+)-\\1/", "$1/") : this.text;
        return spoken.toUpperCase(Locale.ROOT).split(" ");
    }

    private boolean isDay(String days, String weekdays, LocalDate date) {
        boolean day = anyTerm(days, term -> isDayOfMonth(term, date));
        boolean weekday = anyTerm(weekdays, term -> isWeekday(term, date));
        boolean either = isCrontab() && !days.startsWith("*") && !weekdays.startsWith("*");
        return either ? day || weekday : day && weekday;
    }

    private static boolean isDayOfMonth(String term, LocalDate date) {
        LocalDate last = date.with(TemporalAdjusters.lastDayOfMonth());
        if (term.equals("LW")) {
            return date.equals(workdayNear(last));
        }
        if (term.startsWith("L")) {
            return date.equals(last.minusDays(term.equals("L") ? 0 : Integer.parseInt(term.substring(2))));
        }
        if (term.endsWith("W")) {
            int day = Integer.parseInt(term.substring(0, term.length() - 1));
            // Spring looks for it after a Sunday, leaves the month, and is lost in the next one.
            return day <= date.lengthOfMonth()
                    && !(day == date.lengthOfMonth() && last.getDayOfWeek() == DayOfWeek.SUNDAY)
                    && date.equals(workdayNear(date.withDayOfMonth(day)));
        }
        return matches(term, date.getDayOfMonth(), 1);
    }

    private static LocalDate workdayNear(LocalDate target) {
        return Stream.of(0, -1, 1, -2, 2)
                .map(target::plusDays)
                .filter(date -> date.getMonth() == target.getMonth()
                        && date.getDayOfWeek().getValue() <= 5)
                .findFirst()
                .orElseThrow();
    }

    private boolean isWeekday(String term, LocalDate date) {
        int weekday = date.getDayOfWeek().getValue();
        if (term.endsWith("L")) {
            return weekday == sundayLast(term.charAt(0)) && date.plusDays(7).getMonth() != date.getMonth();
        }
        if (term.contains("#")) {
            return weekday == sundayLast(term.charAt(0)) && (date.getDayOfMonth() + 6) / 7 == term.charAt(2) - '0';
        }
        // To both 0 and 7 are Sunday. Spring counts steps from Monday and begins a range on Sunday, a crontab does
        // neither.
        String range = isCrontab() ? term : term.replaceFirst("^7-", "0-");
        int first = isCrontab() ? 0 : 1;
        return matches(range, weekday, first) || weekday == 7 && matches(range, 0, first);
    }

    private static int sundayLast(char digit) {
        return digit == '0' ? 7 : digit - '0';
    }

    private static String numbered(String field, String names) {
        String numbered = field;
        List<String> all = List.of(names.split(" "));
        for (String name : all) {
            numbered = numbered.replace(name, "" + (all.indexOf(name) + 1));
        }
        return numbered;
    }

    private static boolean matches(String field, int value, int min) {
        return anyTerm(field, term -> {
            String[] stepped = term.split("/");
            int step = stepped.length == 1 ? 1 : Integer.parseInt(stepped[1]);
            if (stepped[0].matches("[*?]")) {
                return value >= min && (value - min) % step == 0;
            }
            String[] range = stepped[0].split("-");
            int first = Integer.parseInt(range[0]);
            int last = range.length == 2 ? Integer.parseInt(range[1]) : stepped.length == 2 ? 99 : first;
            return value >= first && value <= last && (value - first) % step == 0;
        });
    }

    private static boolean anyTerm(String field, Predicate<String> matches) {
        return Stream.of(field.split(",")).anyMatch(matches);
    }
}
