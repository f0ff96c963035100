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
final class ExplainCommand extends ReportingCommand {

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
        Schedule schedule = schedule();
        List<ScheduleTranslation> translations = ScheduleTranslation.all(schedule, now());
        String note = schedule.toSentry().note();
        if (isJson()) {
            printJson(json(schedule, translations, note));
        } else {
            print(schedule, translations, note);
        }
        return 0;
    }

    private Schedule schedule() {
        Schedule ofMonitor = scheduleOf(this.expression);
        if (ofMonitor != null) {
            return ofMonitor;
        }
        try {
            return Schedules.parse(
                    this.expression,
                    Objects.requireNonNullElse(this.zone, context().timezone()));
        } catch (InvalidScheduleException ex) {
            throw new CommandFailure(ex.text()
                    + System.lineSeparator()
                    + " ".repeat(Math.max(0, ex.position()))
                    + "^ "
                    + say(ex.problem())
                    + ". "
                    + say(ex.remedy()));
        }
    }

    private void print(Schedule schedule, List<ScheduleTranslation> translations, @Nullable String note) {
        line(label("dialect"), schedule.dialect().value());
        line(label("words"), schedule.describe(context().locale()));
        line(label("zone"), Describing.zone(schedule));
        for (ScheduleTranslation translation : translations) {
            line(
                    translation.dialect(),
                    translation.text() != null
                            ? translation.text()
                            : colored("yellow", say("not exactly") + ":") + " " + reason(translation, schedule, note));
        }
        boolean said = translations.stream()
                .anyMatch(translation -> String.valueOf(note).equals(translation.reason()));
        if (note != null && !said) {
            line(
                    label("note"),
                    Describing.note(schedule, schedule.toSentry(), context().locale()));
        }
        for (Instant run : runs(schedule)) {
            line(
                    label("runs"),
                    Describing.time(
                            run,
                            schedule.zone(),
                            context().timezone(),
                            context().locale()));
        }
    }

    private String reason(ScheduleTranslation translation, Schedule schedule, @Nullable String note) {
        String reason = String.valueOf(translation.reason());
        return reason.equals(note)
                ? Describing.note(schedule, schedule.toSentry(), context().locale())
                : say(reason);
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
