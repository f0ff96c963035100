package ai.fluxion.crons.cli;

import ai.fluxion.crons.cli.Finding.Severity;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.schedule.SentryTranslation;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** What can be said of an application without asking anybody else. */
final class ApplicationExamination {

    private final CommandContext context;

    private final Consumer<Finding> findings;

    ApplicationExamination(CommandContext context, Consumer<Finding> findings) {
        this.context = context;
        this.findings = findings;
    }

    void examine() {
        this.context.problems().forEach(problem -> problem("declared", problem));
        Collection<MonitorDefinition> definitions = this.context.registry().definitions();
        long jobs = definitions.stream()
                .map(MonitorDefinition::job)
                .filter(job -> job != null)
                .distinct()
                .count();
        add(
                definitions.isEmpty() ? Severity.PROBLEM : Severity.OK,
                "jobs",
                "%d monitors, %d of them jobs of this application. Jobs of Quartz and tasks registered in code show only in"
                                .formatted(definitions.size(), jobs)
                        + " the running one");
        this.context
                .registry()
                .excludedJobs()
                .forEach((job, because) -> add(Severity.NOTE, "excluded", job + ": " + because));
        this.context
                .registry()
                .unboundMethods()
                .forEach(property -> problem("declared", property + " names no job of this application"));
        seats(definitions);
        definitions.forEach(this::definition);
        store();
    }

    private void seats(Collection<MonitorDefinition> definitions) {
        int seats = this.context.registry().seats();
        List<String> without = definitions.stream()
                .filter(definition -> !definition.sent()
                        && this.context.registry().localBecause(definition) == null
                        && definition.schedule() != null)
                .map(MonitorDefinition::slug)
                .toList();
        if (without.isEmpty()) {
            add(Severity.OK, "seats", "%d of %d".formatted(seats, this.context.maxMonitors()));
        } else {
            problem(
                    "seats",
                    "all %d are taken; local only: %s. Raise fluxion.crons.max-monitors or disable some"
                            .formatted(this.context.maxMonitors(), String.join(", ", without)));
        }
    }

    private void definition(MonitorDefinition definition) {
        String because = definition.sent() ? null : this.context.registry().localBecause(definition);
        SentryTranslation sentry = definition.sentry();
        if (because != null) {
            add(Severity.NOTE, "schedule", "%s is local only: %s".formatted(definition.slug(), because));
        } else if (definition.schedule() == null) {
            add(Severity.NOTE, "schedule", definition.slug() + " has none: it is never missed");
        } else if (sentry != null && (!sentry.exact() || sentry.note() != null)) {
            add(Severity.NOTE, "schedule", "%s: %s".formatted(definition.slug(), sentry.note()));
        }
    }

    private void store() {
        add(
                Severity.NOTE,
                "states",
                this.context.store().equals("memory")
                        ? "kept in the memory of the running application: ask its /actuator/monitors"
                        : "kept in the database of the running application, which is not opened here: ask its"
                                + " /actuator/monitors");
    }

    private void problem(String subject, String text) {
        add(Severity.PROBLEM, subject, text);
    }

    private void add(Severity severity, String subject, String text) {
        this.findings.accept(new Finding(severity, subject, text));
    }
}
