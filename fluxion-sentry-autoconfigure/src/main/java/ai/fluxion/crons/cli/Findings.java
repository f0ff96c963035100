package ai.fluxion.crons.cli;

import ai.fluxion.crons.cli.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the doctor found, in the language of who asks. What others say in one language (why the application would not
 * start, what Sentry's Web API answers) is repeated as they say it.
 */
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
        repeat(Severity.PROBLEM, subject, failure.in(this.locale));
    }

    void add(Severity severity, String subject, Said text) {
        repeat(severity, subject, text.in(this.locale));
    }

    void repeat(Severity severity, String subject, String text) {
        this.all.add(new Finding(severity, subject, text));
    }

    List<Finding> all() {
        return List.copyOf(this.all);
    }
}
