package ai.fluxion.crons.cli;

import ai.fluxion.crons.export.Template;
import ai.fluxion.crons.monitor.CheckInStatus;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Words of a command line as values, and what may stand there in the words of people. */
final class Conversions {

    private static final Duration LONGEST = Duration.ofDays(366);

    private Conversions() {}

    static void register(CommandLine commands) {
        commands.registerConverter(ZoneId.class, Conversions::zone);
        commands.registerConverter(Duration.class, Conversions::duration);
        commands.registerConverter(
                CheckInStatus.class,
                text -> named(
                        text,
                        Arrays.stream(CheckInStatus.values()).filter(CheckInStatus::isSendable),
                        CheckInStatus::value));
        commands.registerConverter(
                Template.class,
                text -> named(text, Arrays.stream(Template.values()), template -> template.name()
                        .toLowerCase(Locale.ROOT)));
    }

    static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException ex) {
            throw new TypeConversionException("'%s' is no time zone; America/Caracas is one".formatted(text));
        }
    }

    /** A bare number means minutes, as everywhere here. */
    static Duration duration(String text) {
        try {
            Duration duration = DurationStyle.detectAndParse(text, ChronoUnit.MINUTES);
            if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (IllegalArgumentException | ArithmeticException ex) {
            // Said below.
        }
        throw new TypeConversionException("'%s' is no duration; 30m and 3h are".formatted(text));
    }

    private static <T> T named(String text, Stream<T> values, Function<T, String> name) {
        var all = values.toList();
        return all.stream()
                .filter(value -> name.apply(value).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'%s' is none of %s"
                        .formatted(
                                text, String.join(", ", all.stream().map(name).toList()))));
    }
}
