package ai.fluxion.crons.cli;

import ai.fluxion.crons.cli.Finding.Severity;
import ai.fluxion.crons.engine.MonitorView;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.schedule.SentryTranslation;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What can be said of an application without asking anybody else. */
final class ApplicationExamination {

    /** So many times the suggested maximum is worth a word. */
    private static final int GENEROUS = 10;

    private final CommandContext context;

    private final List<String> problems;

    private final KnownStates states;

    private final Findings findings;

    /** @param problems what would not let the application start, for people */
    ApplicationExamination(CommandContext context, List<String> problems, KnownStates states, Findings findings) {
        this.context = context;
        this.problems = problems;
        this.states = states;
        this.findings = findings;
    }

    void examine() {
        this.problems.forEach(problem -> this.findings.repeat(Severity.PROBLEM, "declared", problem));
        Collection<MonitorDefinition> definitions = this.context.registry().definitions();
        long jobs = definitions.stream()
                .map(MonitorDefinition::job)
                .filter(job -> job != null)
                .distinct()
                .count();
        this.findings.add(
                definitions.isEmpty() ? Severity.PROBLEM : Severity.OK,
                "jobs",
                Said.of("found.jobs", definitions.size(), jobs));
        this.context
                .registry()
                .excludedJobs()
                .forEach((job, because) ->
                        this.findings.note("excluded", "found.of", job, this.findings.translated(because)));
        this.context
                .registry()
                .unboundMethods()
                .forEach(property -> this.findings.problem("declared", "found.unbound", property));
        seats(definitions);
        slugs(definitions);
        families(definitions).forEach(this::definition);
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
            this.findings.ok("seats", "found.seats", seats, this.context.maxMonitors());
        } else {
            this.findings.problem("seats", "found.seats.taken", this.context.maxMonitors(), String.join(", ", without));
        }
    }

    /** Sentry keeps 50 characters of a few kinds; what a name loses on the way, people look for in vain. */
    private void slugs(Collection<MonitorDefinition> definitions) {
        List<MonitorDefinition> changed = definitions.stream()
                .filter(definition -> !definition
                        .slug()
                        .contains(definition.name().toLowerCase(Locale.ROOT).replaceAll("[_\\s]+", "-")))
                .toList();
        changed.forEach(definition -> this.findings.note("slug", "found.slug", definition.name(), definition.slug()));
        if (changed.isEmpty() && !definitions.isEmpty()) {
            this.findings.ok("slugs", "found.slugs", definitions.size());
        }
    }

    /** All keys of a monitor have one schedule, and one finding. */
    private static Map<String, MonitorDefinition> families(Collection<MonitorDefinition> definitions) {
        Map<String, MonitorDefinition> families = new LinkedHashMap<>();
        definitions.forEach(definition ->
                families.putIfAbsent(definition.key() == null ? definition.slug() : definition.name(), definition));
        return families;
    }

    private void definition(String who, MonitorDefinition definition) {
        String because = definition.sent() ? null : this.context.registry().localBecause(definition);
        SentryTranslation sentry = definition.sentry();
        if (because != null) {
            String said = sentry != null && because.equals(sentry.note())
                    ? note(definition, sentry)
                    : this.findings.translated(because);
            this.findings.note("schedule", "found.local", who, said);
        } else if (definition.schedule() == null) {
            this.findings.note("schedule", "found.never-missed", who);
        } else if (sentry != null && (!sentry.exact() || definition.isNoteworthy())) {
            this.findings.note("schedule", "found.of", who, note(definition, sentry));
        }
    }

    private String note(MonitorDefinition definition, SentryTranslation sentry) {
        return this.findings.translated(Describing.note(definition.schedule(), sentry, this.context.locale()));
    }

    private void store(Collection<MonitorDefinition> definitions) {
        this.states.slugs().stream()
                .filter(slug -> definitions.stream()
                        .noneMatch(definition -> definition.slug().equals(slug)))
                .forEach(slug -> this.findings.note("states", "found.left", slug));
        definitions.forEach(this::runtime);
        this.findings.repeat(this.states.isFailed() ? Severity.PROBLEM : Severity.NOTE, "states", this.states.note());
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
        Said numbers = Said.of(
                "found.runtime",
                definition.slug(),
                Describing.taken(p95),
                Describing.duration(wanted),
                Describing.duration(maxRuntime));
        if (wanted.compareTo(maxRuntime) > 0) {
            this.findings.problem("max-runtime", "found.runtime.short", numbers);
        } else if (wanted.multipliedBy(GENEROUS).compareTo(maxRuntime) < 0) {
            this.findings.note("max-runtime", "found.runtime.long", numbers);
        } else {
            this.findings.add(Severity.OK, "max-runtime", numbers);
        }
    }
}
