package ai.fluxion.crons.cli;

import ai.fluxion.crons.engine.MonitorView;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.schedule.Schedule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(name = "list")
final class ListCommand extends ReportingCommand {

    ListCommand(Supplier<CommandContext> context) {
        super(context);
    }

    @Override
    public Integer call() {
        Collection<MonitorDefinition> definitions = definitions();
        if (isJson()) {
            printJson(definitions.stream().map(this::json).toList());
        } else {
            table(definitions).print(out());
            tell("Monitors: %d. Sentry seats: %d of %d."
                    .formatted(
                            definitions.size(),
                            context().registry().seats(),
                            context().maxMonitors()));
        }
        err().println(CronsCommandLine.text(context().locale(), "states", states().note()));
        return states().isFailed() ? CronsCommandLine.FOUND : 0;
    }

    private Map<String, @Nullable Object> json(MonitorDefinition definition) {
        Map<String, @Nullable Object> json =
                Describing.json(definition, now(), context().locale());
        KnownStates.addTo(json, states().of(definition));
        return json;
    }

    private Table table(Collection<MonitorDefinition> definitions) {
        boolean known = states().isThere();
        List<String> titles = new ArrayList<>(List.of("slug", "schedule", "zone", "next", "margin", "max", "sentry"));
        if (known) {
            titles.addAll(List.of("status", "last"));
        }
        Table table = new Table(titles.stream().map(this::title).toArray(String[]::new));
        for (MonitorDefinition definition : definitions) {
            List<String> cells = cells(definition);
            if (known) {
                MonitorView view = states().of(definition);
                cells.add(view == null ? "-" : view.status().value());
                cells.add(Describing.checkIn(view, context()));
            }
            table.add(cells.toArray(String[]::new));
        }
        return table;
    }

    private String title(String name) {
        return label(name).toUpperCase(Locale.ROOT);
    }

    private List<String> cells(MonitorDefinition definition) {
        Schedule schedule = definition.schedule();
        return new ArrayList<>(List.of(
                definition.slug(),
                schedule == null ? "-" : schedule.text(),
                Describing.zone(schedule),
                Describing.time(
                        Describing.next(definition, now()),
                        schedule == null ? null : schedule.zone(),
                        context().timezone(),
                        context().locale()),
                Describing.duration(definition.settings().checkinMargin()),
                Describing.duration(definition.settings().maxRuntime()),
                say(Describing.sentry(definition))));
    }
}
