package ai.fluxion.crons.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Spring reads them in {@code fixedRateString}: {@code 5000}, {@code 15s}, {@code 1h30m}, {@code PT10M}. */
final class DurationText {

    private static final Pattern SIMPLE = Pattern.compile("([+-]?\\d+)([a-zA-Z]{0,2})");

    private static final Pattern COMPOSITE = Pattern.compile("([+-]?)\\(?\\s?(\\d+d)?\\s?(\\d+h)?\\s?(\\d+m)?\\s?"
            + "(\\d+s)?\\s?(\\d+ms)?\\s?(\\d+us)?\\s?(\\d+ns)?\\)?");

    private static final List<String> SUFFIXES = List.of("d", "h", "m", "s", "ms", "us", "ns");

    private static final List<ChronoUnit> UNITS = List.of(
            ChronoUnit.DAYS,
            ChronoUnit.HOURS,
            ChronoUnit.MINUTES,
            ChronoUnit.SECONDS,
            ChronoUnit.MILLIS,
            ChronoUnit.MICROS,
            ChronoUnit.NANOS);

    private DurationText() {}

    static Duration read(CronText text, ChronoUnit unit) {
        try {
            Matcher simple = SIMPLE.matcher(text.text());
            if (simple.matches()) {
                return Duration.of(Long.parseLong(simple.group(1)), unit(simple.group(2), unit));
            }
            if (text.text().matches("[+-]?[pP].*")) {
                return Duration.parse(text.text());
            }
            Matcher composite = COMPOSITE.matcher(text.text());
            if (composite.matches() && !text.isEmpty()) {
                return composite(composite);
            }
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException ex) {
            throw refused(text);
        }
        throw refused(text);
    }

    private static Duration composite(Matcher matcher) {
        Duration duration = Duration.ZERO;
        for (int i = 0; i < SUFFIXES.size(); i++) {
            String part = matcher.group(i + 2);
            if (part != null) {
                String digits =
                        part.substring(0, part.length() - SUFFIXES.get(i).length());
                duration = duration.plus(Duration.of(Long.parseLong(digits), UNITS.get(i)));
            }
        }
        return matcher.group(1).equals("-") ? duration.negated() : duration;
    }

    private static ChronoUnit unit(String suffix, ChronoUnit fallback) {
        if (suffix.isEmpty()) {
            return fallback;
        }
        int index = SUFFIXES.indexOf(suffix.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new IllegalArgumentException(suffix);
        }
        return UNITS.get(index);
    }

    private static InvalidScheduleException refused(CronText text) {
        return text.refuse(
                "this is no duration", "Write milliseconds, 15s, 1h30m, or an ISO-8601 duration such as PT6H.");
    }
}
