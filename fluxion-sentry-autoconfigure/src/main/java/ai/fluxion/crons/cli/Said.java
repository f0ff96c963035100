package ai.fluxion.crons.cli;

import java.util.List;
import java.util.Locale;

/**
 * A sentence of the commands' texts, whatever language it will be said in.
 *
 * @param key of the text
 * @param values what is put into it; a sentence among them is said in the same language
 */
record Said(String key, List<Object> values) {

    static Said of(String key, Object... values) {
        return new Said(key, List.of(values));
    }

    String in(Locale locale) {
        Object[] said = this.values.stream()
                .map(value -> value instanceof Said sentence ? sentence.in(locale) : value)
                .toArray();
        return CronsCommandLine.texts(locale).getString(this.key).formatted(said);
    }
}
