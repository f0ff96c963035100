package ai.fluxion.crons.cli;

import ai.fluxion.crons.export.ScheduleTranslation;
import ai.fluxion.crons.schedule.InvalidScheduleException;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.Schedules;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "explain")
final class ExplainCommand extends CronsCommand {

    private static final int RUNS = 5;

    @Parameters(paramLabel = "EXPRESSION", descriptionKey = "expression")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String expression;

    @Option(names = "--zone", paramLabel = "ZONE", descriptionKey = "zone")
    private @Nullable ZoneId zone;

    ExplainCommand(Supplier<CommandContext> context) {
        super(context);
    }

    @Override
    public Integer call() {
        Schedule schedule;
        try {
            schedule = Schedules.parse(
                    this.expression,
                    Objects.requireNonNullElse(this.zone, context().timezone()));
        } catch (InvalidScheduleException ex) {
            throw new CommandFailure(ex.text()
                    + System.lineSeparator()
                    + " ".repeat(Math.max(0, ex.position()))
                    + "^ "
                    + ex.problem()
                    + ". "
                    + ex.remedy());
        }
        List<ScheduleTranslation> translations = ScheduleTranslation.all(schedule, now());
        String note = schedule.toSentry().note();
        if (isJson()) {
            printJson(json(schedule, translations, note));
        } else {
            print(schedule, translations, note);
        }
        return 0;
    }

    private void print(Schedule schedule, List<ScheduleTranslation> translations, @Nullable String note) {
        out().println("%-12s %s".formatted("dialect", schedule.dialect().value()));
        out().println("%-12s %s"
                .formatted("in words", schedule.describe(context().locale())));
        out().println("%-12s %s".formatted("zone", Describing.zone(schedule)));
        for (ScheduleTranslation translation : translations) {
            out().println("%-12s %s"
                    .formatted(
                            translation.dialect(),
                            translation.text() != null
                                    ? translation.text()
                                    : colored("yellow", "not exactly: ") + translation.reason()));
        }
        boolean said = translations.stream()
                .anyMatch(translation -> String.valueOf(note).equals(translation.reason()));
        if (note != null && !said) {
            out().println("%-12s %s".formatted("note", note));
        }
        for (Instant run : runs(schedule)) {
            out().println("%-12s %s"
                    .formatted(
                            "runs",
                            Describing.time(
                                    run,
                                    schedule.zone(),
                                    context().timezone(),
                                    context().locale())));
        }
    }

    private List<Instant> runs(Schedule schedule) {
        List<Instant> runs = new ArrayList<>();
        for (Instant run = schedule.next(now()); run != null && runs.size() < RUNS; run = schedule.next(run)) {
            runs.add(run);
        }
        return runs;
    }

    private Map<String, @Nullable Object> json(
            Schedule schedule, List<ScheduleTranslation> translations, @Nullable String note) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("expression", schedule.text());
        json.put("dialect", schedule.dialect().value());
        json.put("timezone", schedule.zone() == null ? null : schedule.zone().getId());
        json.put("description", schedule.describe(context().locale()));
        Map<String, @Nullable Object> others = new LinkedHashMap<>();
        for (ScheduleTranslation translation : translations) {
            Map<String, @Nullable Object> other = new LinkedHashMap<>();
            other.put("value", translation.text());
            other.put("reason", translation.reason());
            others.put(translation.dialect(), other);
        }
        json.put("translations", others);
        json.put("note", note);
        json.put("next", runs(schedule));
        return json;
    }
}
