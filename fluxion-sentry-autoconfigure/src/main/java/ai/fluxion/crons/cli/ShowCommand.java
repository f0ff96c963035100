package ai.fluxion.crons.cli;

import ai.fluxion.crons.engine.MonitorStatistics;
import ai.fluxion.crons.engine.MonitorView;
import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.SentryTranslation;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show")
final class ShowCommand extends ReportingCommand {

    private static final int HISTORY = 5;

    @Parameters(paramLabel = "SLUG", descriptionKey = "slug")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String slug;

    ShowCommand(Supplier<CommandContext> context) {
        super(context);
    }

    @Override
    public Integer call() {
        MonitorDefinition definition = definition(this.slug);
        if (isJson()) {
            Map<String, @Nullable Object> json =
                    Describing.json(definition, now(), context().locale());
            KnownStates.addTo(json, states().of(definition));
            printJson(json);
            err().println(CronsCommandLine.text(context().locale(), "states", states().note()));
            return 0;
        }
        line(label("slug"), definition.slug());
        line(
                label("name"),
                definition.name() + (definition.key() == null ? "" : say(", key %s".formatted(definition.key()))));
        line(label("description"), Objects.requireNonNullElse(definition.description(), "-"));
        line(label("job"), Objects.requireNonNullElse(definition.job(), "-"));
        Schedule schedule = definition.schedule();
        if (schedule != null) {
            line(
                    label("schedule"),
                    "%s (%s)".formatted(schedule.text(), schedule.dialect().value()));
            line(label("words"), schedule.describe(context().locale()));
            line(label("zone"), Describing.zone(schedule));
        } else {
            line(label("schedule"), say("none: it is never missed"));
        }
        line(
                label("next"),
                Describing.time(
                        Describing.next(definition, now()),
                        schedule == null ? null : schedule.zone(),
                        context().timezone(),
                        context().locale()));
        line(label("margin"), Describing.duration(definition.settings().checkinMargin()));
        line(label("maxRuntime"), Describing.duration(definition.settings().maxRuntime()));
        line(
                label("thresholds"),
                thresholds(
                        definition.settings().failureIssueThreshold(),
                        definition.settings().recoveryThreshold()));
        line(label("owner"), Objects.requireNonNullElse(definition.settings().owner(), "-"));
        sentry(definition);
        state(definition);
        return states().isFailed() ? CronsCommandLine.FOUND : 0;
    }

    private String thresholds(int failures, int successes) {
        return say(failures == 1 ? "1 failure opens an incident" : "%d failures open an incident".formatted(failures))
                + ", "
                + say(successes == 1 ? "1 success resolves it" : "%d successes resolve it".formatted(successes));
    }

    private void state(MonitorDefinition definition) {
        MonitorView view = states().of(definition);
        if (view == null) {
            line(
                    label("state"),
                    states().isThere() ? say("it never reported") + "; " + states().note() : states().note());
            return;
        }
        line(label("state"), say(Describing.state(view, context())));
        MonitorStatistics statistics = view.statistics();
        line(
                label("history"),
                say("%d runs: %d ok, %d error, %d missed, %d timeout"
                        .formatted(
                                statistics.runs(),
                                statistics.ok(),
                                statistics.error(),
                                statistics.missed(),
                                statistics.timeout())));
        line(
                label("duration"),
                "p50 %s, p95 %s, max %s"
                        .formatted(
                                Describing.taken(statistics.p50()),
                                Describing.taken(statistics.p95()),
                                Describing.taken(statistics.max())));
        for (CheckIn checkIn : states().history(definition, HISTORY)) {
            String message = checkIn.report().message();
            line(
                    "",
                    "%s %s %s%s"
                            .formatted(
                                    Describing.time(
                                            checkIn.startedAt(),
                                            context().timezone(),
                                            context().timezone(),
                                            context().locale()),
                                    checkIn.status().value(),
                                    Describing.taken(checkIn.duration()),
                                    message == null ? "" : ": " + message));
        }
        line("", states().note());
    }

    private void sentry(MonitorDefinition definition) {
        line(label("sentry"), say(Describing.sentry(definition)));
        SentryTranslation sentry = definition.sentry();
        String because = definition.sent() ? null : context().registry().localBecause(definition);
        if (because != null && (sentry == null || !because.equals(sentry.note()))) {
            line("", say(because));
        }
        if (sentry != null && definition.isNoteworthy()) {
            line("", Describing.note(definition.schedule(), sentry, context().locale()));
        }
    }
}
