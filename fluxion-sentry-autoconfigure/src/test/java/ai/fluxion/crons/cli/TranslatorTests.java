package ai.fluxion.crons.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.monitor.MonitorSettings;
import ai.fluxion.crons.schedule.InvalidScheduleException;
import ai.fluxion.crons.schedule.Schedules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The translated sentences against the code that says them: a sentence that changes there, or comes to it, fails here. */
class TranslatorTests {

    private static final Path SOURCES = Path.of("src/main/java/ai/fluxion/crons");

    /** Texts and what looks like them, so that neither is taken for the other. */
    private static final Pattern TOKEN = Pattern.compile(
            "\"\"\"[\\s\\S]*?\"\"\"|\"((?:\\\\.|[^\"\\\\])*)\"|'(?:\\\\.|[^'\\\\])+'|//[^\\n]*|/\\*[\\s\\S]*?\\*/");

    private static final Pattern PLACE = Pattern.compile("%(?:\\d\\$|<)?[sdn]|\\\\n");

    /** Whatever is given to these is read by people, through an exception, a report, or at once. */
    private static final Pattern SAYS = Pattern.compile(
            "(?<!logger\\.)\\b(?:refuse|refused|problem|SettingsException|deactivate"
                    + "|unknown|misused|tell|say|warn|CommandFailure|NotExpressibleException|TypeConversionException"
                    + "|YAMLException|drift|wrong|skip|SentryApiException|InvalidScheduleException|ScheduledTiming)\\(");

    /** Packages that commands repeat; the others speak to the log only. */
    private static final List<String> REPEATED =
            List.of("schedule", "monitor", "export", "provision", "cli", "engine", "intercept", "autoconfigure");

    private static final List<String> NO_SENTENCES = List.of(
            // of a programming error
            "Help was to need no application",
            "This application does not run",
            // what an expert's exception says besides, to a developer
            "it is null",
            // the name of an alert in Sentry
            "Cron monitors, to the ");

    private final Translator translator = Translator.to(Locale.forLanguageTag("es-VE"));

    @Test
    void everyTranslatedSentenceIsOneThatTheCodeSays() {
        String said = String.join("\n", texts(everything()));

        for (List<String> sentence : sentences()) {
            if (!sentence.get(2).startsWith("# Words of libraries")) {
                assertThat(pieces(sentence.get(0))).as(sentence.get(0)).allMatch(said::contains);
            }
        }
    }

    @Test
    void everySentenceThatTheCodeSaysIsTranslated() {
        List<String> missing = new ArrayList<>();
        for (String source : everything()) {
            if (source.contains("final class Remarks")) {
                continue; // has both languages beside each other
            }
            Matcher call = SAYS.matcher(source);
            while (call.find()) {
                texts(List.of(arguments(source, call.end()))).stream()
                        .filter(text -> text.matches("(?s).*[a-z]{2,} [a-z(].*") && !NO_SENTENCES.contains(text))
                        .filter(text -> isUnknown(text))
                        .forEach(missing::add);
            }
        }
        assertThat(missing).isEmpty();
    }

    private boolean isUnknown(String text) {
        return Stream.of("x", "7")
                .map(value -> sample(text, value))
                .allMatch(said -> this.translator.say(said).equals(said));
    }

    private static String sample(String text, String value) {
        return text.replaceAll("%(\\d\\$|<)?d", "7")
                .replaceAll("%(\\d\\$|<)?s", value)
                .replaceAll("%n|\\\\n", "\n");
    }

    @Test
    void everyPlaceOfATranslationIsOneOfTheSentence() {
        for (List<String> sentence : sentences()) {
            long places = PLACE.matcher(sentence.get(0)).results().count();
            Object[] values = new Object[(int) places];
            Arrays.setAll(values, i -> "<" + i + ">");

            String translated = sentence.get(1).formatted(values);

            boolean chosen = sentence.get(1).contains("$") || !sentence.get(1).contains("%");
            assertThat(chosen || PLACE.matcher(sentence.get(1)).results().count() == places)
                    .as(sentence.get(0))
                    .isTrue();
            assertThat(translated).doesNotContain("%");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 25 * * * | '0 25 * * *': 25 no vale como hora (en la posición 2). Escriba un número de 0 a 23.",
                "0 0 2 ? * MO | 'MO' no vale como día de la semana",
                "every 0 hours | nada se repite cada 0",
                "mañana | esto no es un horario: un cron tiene 5, 6 o 7 campos, este tiene 1"
            })
    void aScheduleIsRefusedInSpanish(String expression, String said) {
        String english = "";
        try {
            Schedules.parse(expression, ZoneId.of("UTC"));
        } catch (InvalidScheduleException ex) {
            english = ex.getMessage();
        }

        assertThat(this.translator.say(english)).contains(said);
    }

    @Test
    void whatSomebodyWroteStaysAsItIs() {
        assertThat(this.translator.say("There is no monitor 'hour'; there are never, month-end"))
                .isEqualTo("No hay ningún monitor 'hour'; hay never, month-end");
        assertThat(this.translator.say("Something else")).isEqualTo("Something else");
    }

    @Test
    void englishStaysEnglishAndSoDoesALanguageThatNobodyWrote() {
        String english = settings().getMessage();

        assertThat(Translator.to(Locale.ENGLISH).say(english)).isEqualTo(english);
        assertThat(Translator.to(Locale.GERMAN).say(english)).isEqualTo(english);
        assertThat(this.translator.say(english))
                .isEqualTo("owner: x. Sentry conoce a los responsables como" + " team:<slug o id> o user:<id>");
    }

    private static MonitorSettings.SettingsException settings() {
        try {
            MonitorSettings defaults = MonitorSettings.DEFAULTS;
            new MonitorSettings(defaults.checkinMargin(), defaults.maxRuntime(), 1, 1, "x");
            throw new AssertionError("x is no owner");
        } catch (MonitorSettings.SettingsException ex) {
            return ex;
        }
    }

    /** English, Spanish, and the heading that they stand below. */
    private static List<List<String>> sentences() {
        List<List<String>> sentences = new ArrayList<>();
        String heading = "";
        String english = "";
        for (String line : Translator.lines("es")) {
            if (line.startsWith("#")) {
                heading = line;
            } else if (line.startsWith("en: ")) {
                assertThat(english).as("no translation").isEmpty();
                english = line.substring(4);
            } else if (!line.isBlank()) {
                assertThat(line).startsWith("es: ");
                sentences.add(List.of(english, line.substring(4), heading));
                english = "";
            }
        }
        assertThat(sentences).hasSizeGreaterThan(200);
        assertThat(sentences.stream().map(sentence -> sentence.get(0))).doesNotHaveDuplicates();
        return sentences;
    }

    /** All that the code says, and what the commands' texts make of it. */
    static String everythingSaid() {
        List<String> said = new ArrayList<>(texts(everything()));
        said.addAll(Translator.lines("es"));
        for (String language : List.of("en", "es")) {
            ResourceBundle bundle = CronsCommandLine.texts(Locale.forLanguageTag(language));
            bundle.keySet().forEach(key -> said.add(bundle.getString(key)));
        }
        return String.join("\n", said);
    }

    private static List<String> everything() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> REPEATED.contains(
                            SOURCES.relativize(file).getName(0).toString()))
                    .map(TranslatorTests::read)
                    .toList();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** The texts of a source, as they are when they run: parts that are added to each other are one. */
    private static List<String> texts(List<String> sources) {
        List<String> texts = new ArrayList<>();
        for (String source : sources) {
            Matcher token = TOKEN.matcher(source);
            int end = -1;
            while (token.find()) {
                String text = token.group(1);
                if (text == null) {
                    continue;
                }
                boolean added = end >= 0 && source.substring(end, token.start()).matches("\\s*\\+\\s*");
                String before = added ? texts.remove(texts.size() - 1) : "";
                texts.add(before + text.replace("\\\"", "\""));
                end = token.end();
            }
        }
        return texts;
    }

    /** Up to the parenthesis that closes the call; one in a text or a comment closes nothing. */
    private static String arguments(String source, int from) {
        Matcher token = Pattern.compile(TOKEN.pattern() + "|[()]").matcher(source);
        int depth = 1;
        for (int at = from; depth > 0 && token.find(at); at = token.end()) {
            depth += token.group().equals("(") ? 1 : token.group().equals(")") ? -1 : 0;
        }
        return source.substring(from, token.end());
    }

    /** What stands between the places for values. */
    private static List<String> pieces(String sentence) {
        return Arrays.stream(PLACE.split(sentence))
                .map(piece -> piece.replaceAll("^[\\s']+|[\\s']+$", ""))
                .toList();
    }
}
