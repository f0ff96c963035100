package ai.fluxion.crons.schedule;

import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells the dialects apart: by a prefix, by their wrapping, by the number of fields, and where Spring and Quartz could both
 * be meant, by whether they would mean the same.
 */
final class ScheduleReader {

    private static final Pattern EVERY = Pattern.compile(
            "every\\s+(?:(\\d+)\\s+)?(second|minute|hour|day|week|month|year)s?", Pattern.CASE_INSENSITIVE);

    private static final Pattern PREFIX = Pattern.compile("([a-zA-Z][a-zA-Z-]*):(.*)", Pattern.DOTALL);

    private static final String PREFIXES =
            "Write spring:, unix:, quartz:, eventbridge:, interval:, fixed-rate: or fixed-delay: before it.";

    private ScheduleReader() {}

    static Schedule read(String given, ZoneId zone) {
        CronText text = CronText.of(given).trimmed();
        if (text.isEmpty()) {
            throw text.refuse("a schedule is missing", "Write a cron such as '0 0 2 * * *', or 'every 6 hours'.");
        }
        Matcher prefix = PREFIX.matcher(text.text());
        if (prefix.matches()) {
            return prefixed(text, prefix.group(1), text.from(prefix.start(2)).trimmed(), zone);
        }
        Schedule period = period(text, zone);
        return period == null ? cron(text, zone) : period;
    }

    private static Schedule prefixed(CronText whole, String prefix, CronText text, ZoneId zone) {
        return switch (prefix.toLowerCase(Locale.ROOT)) {
            case "spring" -> spring(text, zone);
            case "unix", "crontab" -> unix(text, zone);
            case "quartz" -> quartz(text, zone);
            case "eventbridge", "aws" -> eventBridge(text, zone);
            case "interval" -> interval(text);
            case "fixed-rate" -> PeriodSchedule.of(Dialect.FIXED_RATE, text, ChronoUnit.MILLIS);
            case "fixed-delay" -> PeriodSchedule.of(Dialect.FIXED_DELAY, text, ChronoUnit.MILLIS);
            default -> throw whole.refuse("'%s' is no dialect".formatted(prefix), PREFIXES);
        };
    }

    static Schedule spring(CronText text, ZoneId zone) {
        return text.text().equals("-")
                ? new DisabledSchedule(zone)
                : new SpringSchedule(text.text(), SpringSyntax.read(text), zone);
    }

    static Schedule unix(CronText text, ZoneId zone) {
        CronText fields = text.text().equals("@midnight") ? text.as("@daily") : text;
        return new UnixSchedule(text.text(), CrontabSyntax.read(fields), zone);
    }

    static Schedule quartz(CronText text, ZoneId zone) {
        return new OnceSchedule(text.text(), Dialect.QUARTZ, zone, QuartzSyntax.quartz(text));
    }

    static Schedule eventBridge(CronText text, ZoneId zone) {
        Schedule rate = text.text().startsWith("rate(") ? EventBridgeRate.read(text) : null;
        return rate == null
                ? new OnceSchedule(text.text(), Dialect.EVENTBRIDGE, zone, QuartzSyntax.eventBridge(unwrapped(text)))
                : rate;
    }

    private static CronText unwrapped(CronText text) {
        boolean wrapped = text.text().startsWith("cron(");
        if (wrapped && !text.text().endsWith(")")) {
            throw text.from(text.text().length())
                    .refuse("it does not end with a parenthesis", "Write cron(0 2 * * ? *).");
        }
        return wrapped ? text.piece(5, text.text().length() - 1) : text;
    }

    private static Schedule interval(CronText text) {
        Schedule every = every(text);
        return every == null ? PeriodSchedule.of(Dialect.INTERVAL, text, ChronoUnit.MILLIS) : every;
    }

    /** What says itself that it is no cron; else {@code null}. */
    private static @Nullable Schedule period(CronText text, ZoneId zone) {
        if (text.text().startsWith("rate(") || text.text().startsWith("cron(")) {
            return eventBridge(text, zone);
        }
        if (text.text().matches("(?i)(cron|rate)\\s*\\(.*")) {
            throw text.refuse(
                    "EventBridge writes cron( and rate( in lower case and without a blank",
                    "Write cron(0 2 * * ? *) or rate(6 hours).");
        }
        if (text.text().matches("[+-]?[pP][\\dtT+-].*")) {
            return PeriodSchedule.of(Dialect.INTERVAL, text, ChronoUnit.MILLIS);
        }
        if (text.text().matches("\\d+\\s?[a-zA-Z]*")) {
            throw text.refuse(
                    "a number is no schedule", "Write 'every 6 hours', or an ISO-8601 duration such as PT6H.");
        }
        return every(text);
    }

    private static @Nullable Schedule every(CronText text) {
        Matcher every = EVERY.matcher(text.text());
        if (every.matches()) {
            return every(text, every);
        }
        if (text.text().toLowerCase(Locale.ROOT).startsWith("every")) {
            throw text.refuse(
                    "this is no interval",
                    "Write 'every 6 hours', with second, minute, hour, day, week, month or year.");
        }
        return null;
    }

    private static Schedule every(CronText text, Matcher every) {
        String digits = every.group(1) == null ? "1" : every.group(1);
        long amount = digits.length() > 9 ? Long.MAX_VALUE : Long.parseLong(digits);
        if (amount < 1 || amount > 1_000_000) {
            throw text.refuse("nothing recurs every %s".formatted(digits), "Write a number from 1 to 1000000.");
        }
        return switch (every.group(2).toLowerCase(Locale.ROOT)) {
            case "second" -> every(text, Duration.ofSeconds(amount));
            case "minute" -> every(text, Duration.ofMinutes(amount));
            case "hour" -> every(text, Duration.ofHours(amount));
            case "day" -> every(text, Duration.ofDays(amount));
            case "week" -> every(text, Duration.ofDays(7 * amount));
            case "month" -> new StepSchedule(text.text(), SentryInterval.of(amount, SentryInterval.Unit.MONTH));
            default -> new StepSchedule(text.text(), SentryInterval.of(amount, SentryInterval.Unit.YEAR));
        };
    }

    private static Schedule every(CronText text, Duration period) {
        return new PeriodSchedule(text.text(), Dialect.INTERVAL, period);
    }

    private static Schedule cron(CronText text, ZoneId zone) {
        if (text.text().equals("-") || text.text().startsWith("@")) {
            return spring(text, zone);
        }
        List<CronText> fields = text.fields(CrontabSyntax::isBlank);
        return switch (fields.size()) {
            case 5 -> unix(text, zone);
            case 6 -> springOrQuartz(text, zone);
            case 7 -> quartz(text, zone);
            default ->
                throw text.refuse(
                        "this is no schedule: a cron has 5, 6 or 7 fields, this has " + fields.size(),
                        "Write a cron such as '0 0 2 * * *', 'every 6 hours', PT6H, rate(6 hours) or cron(0 2 * * ?"
                                + " *).");
        };
    }

    /** Only Quartz needs a {@code ?}; what has one may be meant for either. */
    private static Schedule springOrQuartz(CronText text, ZoneId zone) {
        if (text.text().indexOf('?') < 0) {
            return spring(text, zone);
        }
        CronFields quartz = fieldsOrNull(() -> QuartzSyntax.quartz(text));
        CronFields spring = fieldsOrNull(() -> SpringSyntax.read(text).fields());
        if (quartz == null && spring == null && fieldsOrNull(() -> QuartzSyntax.eventBridge(text)) != null) {
            throw text.refuse(
                    "only EventBridge has such fields, and it writes cron(...) around them",
                    "Write 'cron(%s)'.".formatted(text.text()));
        }
        if (quartz == null) {
            return spring == null ? quartz(text, zone) : spring(text, zone);
        }
        if (spring != null && !spring.equals(quartz)) {
            throw text.fields(CrontabSyntax::isBlank)
                    .get(5)
                    .refuse(
                            "Spring counts weekdays from Monday as 1, Quartz from Sunday as 1",
                            "Write names (MON), or say which you mean: 'spring:%1$s' or 'quartz:%1$s'."
                                    .formatted(text.text()));
        }
        return quartz(text, zone);
    }

    private static @Nullable CronFields fieldsOrNull(java.util.function.Supplier<CronFields> reading) {
        try {
            return reading.get();
        } catch (InvalidScheduleException ex) {
            return null;
        }
    }
}
