package ai.fluxion.crons.cli;

import ai.fluxion.crons.provision.SentryApiException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * A sentence of the commands' texts, whatever language it will be said in.
 *
 * @param key of the text
 * @param values what is put into it; a sentence among them, or why a call failed, is said in the same language
 */
record Said(String key, List<Object> values) {

    static Said of(String key, Object... values) {
        return new Said(key, List.of(values));
    }

    private static Object said(Object value, Locale locale) {
        if (value instanceof IOException failure) {
            return Translator.to(locale).say(SentryApiException.because(failure));
        }
        return value instanceof Said sentence ? sentence.in(locale) : value;
    }

    String in(Locale locale) {
        Object[] said = this.values.stream().map(value -> said(value, locale)).toArray();
        return CronsCommandLine.texts(locale).getString(this.key).formatted(said);
    }
}
