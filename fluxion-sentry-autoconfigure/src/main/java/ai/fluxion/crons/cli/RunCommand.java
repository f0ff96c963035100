package ai.fluxion.crons.cli;

import ai.fluxion.crons.monitor.MonitorDefinition;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Runs a command of the system as one run of a monitor. The command comes first: it runs with or without Sentry, gets the
 * signals that this process gets, and its exit code is this process's.
 */
@Command(name = "run")
final class RunCommand extends CronsCommand {

    /** What shells say of a command that is not there. */
    private static final int NOT_FOUND = 127;

    @Parameters(index = "0", paramLabel = "SLUG", descriptionKey = "slug")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String slug;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", descriptionKey = "command")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private List<String> command;

    RunCommand(Supplier<CommandContext> context) {
        super(context);
    }

    @Override
    public Integer call() throws InterruptedException {
        MonitorDefinition definition = known();
        String sentSlug = definition == null ? unknownSlug(this.slug) : definition.slug();
        if (definition == null) {
            warn("nothing configures the monitor %s here; if Sentry does not know it either, it drops the check-ins"
                    .formatted(this.slug));
        }
        // From before it begins, or a signal would end this process and leave the other one behind, until its end is
        // told:
        // what went well stays so.
        try (ForwardedSignals signals = new ForwardedSignals();
                RunReporter reporter = new RunReporter(context(), sentSlug, definition, this::warn)) {
            reporter.begun();
            int code = execute(signals);
            reporter.ended(code == 0);
            return code;
        }
    }

    private int execute(ForwardedSignals signals) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(this.command).inheritIO().start();
            signals.to(process);
            return process.waitFor();
        } catch (IOException ex) {
            tell("'%s' cannot be run: %s".formatted(this.command.get(0), because(ex)));
            return NOT_FOUND;
        }
    }

    /** Java says which program it was once more, and which number of error that is. */
    private static String because(IOException ex) {
        String said = String.valueOf(ex.getMessage());
        return said.contains("error=2,") ? "there is no such program" : said.replaceFirst(".*error=\\d+, ", "");
    }

    private @Nullable MonitorDefinition known() {
        try {
            return find(this.slug);
        } catch (CommandFailure ex) {
            warn(ex.in(context().locale()));
            return null;
        }
    }

    private void warn(String text) {
        tell("WARN: " + text);
    }
}
