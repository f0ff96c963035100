package ai.fluxion.crons.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is said in English, in the language of who asks. The packages below the commands know one language, that of the log,
 * and put their sentences into exceptions and reports; here these are recognised by their words
 * ({@code sentences_<language>.txt}), and the values in them stay. What is not known is left as it is.
 */
final class Translator {

    private static final Pattern PLACE = Pattern.compile("%(?:\\d\\$|<)?([sd])");

    /** What follows a value that is no prose: {@code '%s'}, {@code rate(1 %s)}, {@code %ss}. */
    private static final Pattern VERBATIM = Pattern.compile("['\\p{L})]");

    private static final Map<String, Translator> KNOWN = new ConcurrentHashMap<>();

    /** The more words of its own a sentence has, the earlier: {@code %s: %s} is many others, too. */
    private final List<Sentence> sentences;

    private Translator(List<Sentence> sentences) {
        this.sentences = sentences;
    }

    static Translator to(Locale locale) {
        return KNOWN.computeIfAbsent(locale.getLanguage(), Translator::read);
    }

    String say(String english) {
        for (Sentence sentence : this.sentences) {
            Matcher matcher = sentence.english().matcher(english);
            if (matcher.matches()) {
                return sentence.translation().formatted(values(sentence, matcher));
            }
        }
        return english;
    }

    /** Somebody's text stays as it is; anything else may be a sentence of ours again. */
    private Object[] values(Sentence sentence, Matcher matcher) {
        Object[] values = new Object[matcher.groupCount()];
        for (int i = 0; i < values.length; i++) {
            String value = matcher.group(i + 1);
            values[i] = sentence.verbatim().get(i) ? value : say(value);
        }
        return values;
    }

    private static Translator read(String language) {
        List<Sentence> sentences = new ArrayList<>();
        String english = "";
        for (String line : lines(language)) {
            if (line.startsWith("en: ")) {
                english = line.substring(4);
            } else if (line.startsWith("es: ")) {
                sentences.add(Sentence.of(english, line.substring(4)));
            }
        }
        sentences.sort(Comparator.comparingInt(Sentence::words).reversed());
        return new Translator(List.copyOf(sentences));
    }

    static List<String> lines(String language) {
        try (InputStream in = Translator.class.getResourceAsStream("sentences_%s.txt".formatted(language))) {
            return in == null
                    ? List.of()
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * A sentence with places for values.
     *
     * @param english what it looks like, a group for each place
     * @param translation for {@link String#formatted}
     * @param verbatim for each place, whether its value is no prose
     * @param words how much of it is no place
     */
    private record Sentence(Pattern english, String translation, List<Boolean> verbatim, int words) {

        static Sentence of(String english, String translation) {
            StringBuilder pattern = new StringBuilder();
            List<Boolean> verbatim = new ArrayList<>();
            Matcher place = PLACE.matcher(english);
            int end = 0;
            int words = english.length();
            while (place.find()) {
                pattern.append(Pattern.quote(english.substring(end, place.start())));
                pattern.append(place.group(1).equals("d") ? "(-?\\d+)" : "(.*?)");
                verbatim.add(VERBATIM.matcher(english.substring(place.end())).lookingAt());
                words -= place.end() - place.start();
                end = place.end();
            }
            pattern.append(Pattern.quote(english.substring(end)));
            return new Sentence(Pattern.compile(pattern.toString(), Pattern.DOTALL), translation, verbatim, words);
        }
    }
}
