package ai.fluxion.crons.cli;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.SentryTranslation;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show")
final class ShowCommand extends CronsCommand {

    @Parameters(paramLabel = "SLUG", descriptionKey = "slug")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String slug;

    ShowCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        MonitorDefinition definition = definition(this.slug);
        if (isJson()) {
            printJson(Describing.json(definition, now(), context().locale()));
            return 0;
        }
        line("slug", definition.slug());
        line("name", definition.name() + (definition.key() == null ? "" : ", key " + definition.key()));
        line("description", Objects.requireNonNullElse(definition.description(), "-"));
        line("job", Objects.requireNonNullElse(definition.job(), "-"));
        Schedule schedule = definition.schedule();
        if (schedule != null) {
            line(
                    "schedule",
                    "%s (%s)".formatted(schedule.text(), schedule.dialect().value()));
            line("in words", schedule.describe(context().locale()));
            line("zone", Describing.zone(schedule));
        } else {
            line("schedule", "none: it is never missed");
        }
        line(
                "next",
                Describing.time(
                        Describing.next(definition, now()),
                        schedule == null ? null : schedule.zone(),
                        context().timezone(),
                        context().locale()));
        line("margin", Describing.duration(definition.settings().checkinMargin()));
        line("max runtime", Describing.duration(definition.settings().maxRuntime()));
        line(
                "thresholds",
                "%d failures open an incident, %d successes resolve it"
                        .formatted(
                                definition.settings().failureIssueThreshold(),
                                definition.settings().recoveryThreshold()));
        line("owner", Objects.requireNonNullElse(definition.settings().owner(), "-"));
        sentry(definition);
        line("state", "not here: /actuator/monitors/%s of the running application".formatted(definition.slug()));
        return 0;
    }

    private void sentry(MonitorDefinition definition) {
        line("Sentry", Describing.sentry(definition));
        SentryTranslation sentry = definition.sentry();
        String because = definition.sent() ? null : context().registry().localBecause(definition);
        if (because != null) {
            line("", because);
        }
        if (sentry != null && sentry.note() != null) {
            line("", sentry.note());
        }
    }

    private void line(String label, String text) {
        out().println("%-12s %s".formatted(label, text));
    }
}
