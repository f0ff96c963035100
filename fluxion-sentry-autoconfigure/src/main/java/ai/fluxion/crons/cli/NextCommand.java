package ai.fluxion.crons.cli;

import ai.fluxion.crons.engine.MonitorView;
import ai.fluxion.crons.monitor.MonitorDefinition;
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

@Command(name = "next")
final class NextCommand extends ReportingCommand {

    private static final int MOST = 1000;

    @Parameters(index = "0", paramLabel = "SLUG|EXPRESSION", descriptionKey = "slugOrExpression")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String slugOrExpression;

    @Parameters(index = "1", arity = "0..1", paramLabel = "N", defaultValue = "5", descriptionKey = "count")
    private int count;

    @Option(names = "--zone", paramLabel = "ZONE", descriptionKey = "zone")
    private @Nullable ZoneId zone;

    NextCommand(Supplier<CommandContext> context) {
        super(context);
    }

    @Override
    public Integer call() {
        if (this.count < 1 || this.count > MOST) {
            throw misused("N is a number from 1 to %d, not %d".formatted(MOST, this.count));
        }
        Schedule schedule = schedule();
        ZoneId shown = Objects.requireNonNullElse(schedule.zone(), context().timezone());
        List<Instant> slots = slots(schedule);
        if (isJson()) {
            printJson(slots.stream().map(slot -> json(slot, shown)).toList());
        } else {
            for (Instant slot : slots) {
                out().println("%s %s   %s"
                        .formatted(Describing.time(slot, shown, shown, context().locale()), shown.getId(), slot));
            }
        }
        state();
        if (slots.isEmpty()) {
            tell("It never runs.");
            return CronsCommandLine.FOUND;
        }
        return 0;
    }

    private @Nullable MonitorDefinition monitor() {
        return context().problems().isEmpty() ? find(this.slugOrExpression) : null;
    }

    /** What is waited for now, which after a miss or an early start is not simply the next slot. */
    private void state() {
        MonitorDefinition definition = monitor();
        MonitorView view = definition == null ? null : states().of(definition);
        if (view == null) {
            return;
        }
        ZoneId shown = context().timezone();
        tell("%s. Waited for: %s, at the latest %s (%s)"
                .formatted(
                        Describing.state(view, context()),
                        Describing.time(
                                view.state().next(), shown, shown, context().locale()),
                        Describing.time(
                                view.state().nextLatest(),
                                shown,
                                shown,
                                context().locale()),
                        states().note()));
    }

    private Schedule schedule() {
        Schedule ofMonitor = scheduleOf(this.slugOrExpression);
        if (ofMonitor != null) {
            return ofMonitor;
        }
        try {
            return Schedules.parse(
                    this.slugOrExpression,
                    Objects.requireNonNullElse(this.zone, context().timezone()));
        } catch (InvalidScheduleException ex) {
            throw new CommandFailure(
                    "%s is no monitor's slug, and no schedule. %s".formatted(this.slugOrExpression, ex.getMessage()));
        }
    }

    private List<Instant> slots(Schedule schedule) {
        List<Instant> slots = new ArrayList<>();
        Instant slot = schedule.next(now());
        while (slot != null && slots.size() < this.count) {
            slots.add(slot);
            slot = schedule.next(slot);
        }
        return slots;
    }

    private static Map<String, Object> json(Instant slot, ZoneId zone) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", slot);
        json.put("local", slot.atZone(zone).toOffsetDateTime());
        json.put("timezone", zone.getId());
        return json;
    }
}
