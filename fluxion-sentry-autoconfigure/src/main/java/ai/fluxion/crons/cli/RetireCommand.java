package ai.fluxion.crons.cli;

import ai.fluxion.crons.monitor.MonitorDefinition;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "retire")
final class RetireCommand extends ReportingCommand {

    @Parameters(paramLabel = "SLUG", descriptionKey = "slug")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String slug;

    @Option(names = "--force", descriptionKey = "force")
    private boolean force;

    RetireCommand(Supplier<CommandContext> context) {
        super(context);
    }

    @Override
    public Integer call() {
        MonitorDefinition definition = find(this.slug);
        if (definition != null && definition.sent() && !this.force) {
            throw new CommandFailure(
                    ("%s is a monitor of this application: its next check-in would make it again. Take it out of the"
                                    + " application first, or disable it (fluxion.crons.monitors.<name>.enabled=false);"
                                    + " --force deletes it now.")
                            .formatted(this.slug));
        }
        String retired = slug(this.slug);
        provisioner().retire(retired);
        if (isJson()) {
            printJson(Map.of("slug", retired, "deleted", true));
        }
        tell("%s is deleted from Sentry, with its history.".formatted(retired));
        return 0;
    }
}
