package ai.fluxion.crons.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the dialects apart. */
final class ScheduleReader {

    private static final Pattern EVERY =
            Pattern.compile("every\\s+(?:(\\d{1,9})\\s+)?(second|minute|hour|day|week)s?", Pattern.CASE_INSENSITIVE);

    private ScheduleReader() {}

    static Schedule read(String given, ZoneId zone) {
        CronText text = CronText.of(given).trimmed();
        if (text.isEmpty()) {
            throw text.refuse("a schedule is missing", "Write a cron, 'every 6 hours', or PT6H.");
        }
        String lower = text.text().toLowerCase(Locale.ROOT);
        if (lower.startsWith("spring:")) {
            return Schedules.spring(text.from(7).trimmed().text(), zone);
        }
        if (lower.startsWith("unix:")) {
            return Schedules.unix(text.from(5).trimmed().text(), zone);
        }
        Matcher every = EVERY.matcher(text.text());
        if (every.matches()) {
            long amount = every.group(1) == null ? 1 : Long.parseLong(every.group(1));
            return Schedules.interval(unit(every.group(2)).multipliedBy(amount));
        }
        if (lower.startsWith("p")) {
            try {
                return Schedules.interval(Duration.parse(text.text()));
            } catch (DateTimeException ex) {
                throw text.refuse("this is no duration", "Write an ISO-8601 duration such as PT6H or P1D.");
            }
        }
        List<CronText> fields = text.fields(CrontabSyntax::isBlank);
        if (lower.startsWith("@")) {
            return Schedules.spring(text.text(), zone);
        }
        return fields.size() == 5 ? Schedules.unix(text.text(), zone) : Schedules.spring(text.text(), zone);
    }

    private static Duration unit(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "second" -> Duration.ofSeconds(1);
            case "minute" -> Duration.ofMinutes(1);
            case "hour" -> Duration.ofHours(1);
            case "day" -> Duration.ofDays(1);
            default -> Duration.ofDays(7);
        };
    }
}
