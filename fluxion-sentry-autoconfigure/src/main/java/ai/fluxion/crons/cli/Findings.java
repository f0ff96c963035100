package ai.fluxion.crons.cli;

import ai.fluxion.crons.cli.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the doctor found, in the language of who asks. */
final class Findings {

    private final List<Finding> all = new ArrayList<>();

    private final Locale locale;

    Findings(Locale locale) {
        this.locale = locale;
    }

    void ok(String subject, String key, Object... values) {
        add(Severity.OK, subject, Said.of(key, values));
    }

    void note(String subject, String key, Object... values) {
        add(Severity.NOTE, subject, Said.of(key, values));
    }

    void problem(String subject, String key, Object... values) {
        add(Severity.PROBLEM, subject, Said.of(key, values));
    }

    void problem(String subject, CommandFailure failure) {
        this.all.add(new Finding(Severity.PROBLEM, subject, failure.in(this.locale)));
    }

    void add(Severity severity, String subject, Said text) {
        this.all.add(new Finding(severity, subject, text.in(this.locale)));
    }

    /** What others say in English. */
    void repeat(Severity severity, String subject, String english) {
        this.all.add(new Finding(severity, subject, translated(english)));
    }

    String translated(String english) {
        return Translator.to(this.locale).say(english);
    }

    List<Finding> all() {
        return List.copyOf(this.all);
    }
}
