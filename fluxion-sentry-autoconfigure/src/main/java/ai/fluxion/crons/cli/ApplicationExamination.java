package ai.fluxion.crons.cli;

import ai.fluxion.crons.cli.Finding.Severity;
import ai.fluxion.crons.engine.MonitorView;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.schedule.SentryTranslation;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What can be said of an application without asking anybody else. */
final class ApplicationExamination {

    /** So many times the suggested maximum is worth a word. */
    private static final int GENEROUS = 10;

    private final CommandContext context;

    private final KnownStates states;

    private final Consumer<Finding> findings;

    ApplicationExamination(CommandContext context, KnownStates states, Consumer<Finding> findings) {
        this.context = context;
        this.states = states;
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
        slugs(definitions);
        definitions.forEach(this::definition);
        store(definitions);
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

    /** Sentry keeps 50 characters of a few kinds; what a name loses on the way, people look for in vain. */
    private void slugs(Collection<MonitorDefinition> definitions) {
        List<MonitorDefinition> changed = definitions.stream()
                .filter(definition -> !definition
                        .slug()
                        .contains(definition.name().toLowerCase(Locale.ROOT).replaceAll("[_\\s]+", "-")))
                .toList();
        changed.forEach(definition -> add(
                Severity.NOTE,
                "slug",
                "'%s' is %s in Sentry, which keeps 50 letters, digits and hyphens"
                        .formatted(definition.name(), definition.slug())));
        if (changed.isEmpty() && !definitions.isEmpty()) {
            add(Severity.OK, "slugs", "%d, each as its name".formatted(definitions.size()));
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

    private void store(Collection<MonitorDefinition> definitions) {
        this.states.slugs().stream()
                .filter(slug -> definitions.stream()
                        .noneMatch(definition -> definition.slug().equals(slug)))
                .forEach(slug -> add(
                        Severity.NOTE,
                        "states",
                        slug + " is in the store and not in this application: Sentry waits for it until crons retire "
                                + slug));
        definitions.forEach(this::runtime);
        add(this.states.isFailed() ? Severity.PROBLEM : Severity.NOTE, "states", this.states.note());
    }

    /** The maximum runtime against what runs really take. */
    private void runtime(MonitorDefinition definition) {
        MonitorView view = this.states.of(definition);
        Duration p95 = view == null ? null : view.statistics().p95();
        if (p95 == null) {
            return;
        }
        Duration wanted = ConfigureCommand.suggestedRuntime(p95);
        Duration maxRuntime = definition.settings().maxRuntime();
        String numbers = "%s: p95 %s x 1.5 = %s, the maximum runtime is %s"
                .formatted(
                        definition.slug(),
                        Describing.taken(p95),
                        Describing.duration(wanted),
                        Describing.duration(maxRuntime));
        if (wanted.compareTo(maxRuntime) > 0) {
            problem("max-runtime", numbers + ": raise max-runtime, or find out why it takes so long");
        } else if (wanted.multipliedBy(GENEROUS).compareTo(maxRuntime) < 0) {
            add(Severity.NOTE, "max-runtime", numbers + ": a run that hangs is noticed late");
        } else {
            add(Severity.OK, "max-runtime", numbers);
        }
    }

    private void problem(String subject, String text) {
        add(Severity.PROBLEM, subject, text);
    }

    private void add(Severity severity, String subject, String text) {
        this.findings.accept(new Finding(severity, subject, text));
    }
}
