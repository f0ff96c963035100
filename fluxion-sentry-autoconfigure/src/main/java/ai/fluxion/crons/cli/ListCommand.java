package ai.fluxion.crons.cli;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.schedule.Schedule;
import java.util.Collection;
import picocli.CommandLine.Command;

@Command(name = "list")
final class ListCommand extends CronsCommand {

    ListCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        Collection<MonitorDefinition> definitions = definitions();
        if (isJson()) {
            printJson(definitions.stream()
                    .map(definition ->
                            Describing.json(definition, now(), context().locale()))
                    .toList());
            return 0;
        }
        Table table = new Table("SLUG", "SCHEDULE", "ZONE", "NEXT", "MARGIN", "MAX", "SENTRY");
        for (MonitorDefinition definition : definitions) {
            Schedule schedule = definition.schedule();
            table.add(
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
                    Describing.sentry(definition));
        }
        table.print(out());
        err().println("%d monitors, %d of %d Sentry seats. Their states: /actuator/monitors of the running application."
                .formatted(
                        definitions.size(),
                        context().registry().seats(),
                        context().maxMonitors()));
        return 0;
    }
}
