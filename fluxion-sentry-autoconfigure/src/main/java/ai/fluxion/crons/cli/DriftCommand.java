package ai.fluxion.crons.cli;

import ai.fluxion.crons.export.Drift;
import ai.fluxion.crons.export.DriftDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "drift")
final class DriftCommand extends ReportingCommand {

    private static final long MOST_BYTES = 64L << 20;

    @Parameters(paramLabel = "FILE", descriptionKey = "file")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    DriftCommand(Supplier<CommandContext> context) {
        super(context);
    }

    @Override
    public Integer call() {
        DriftDetector.Result result = DriftDetector.detect(this.file.toString(), text(), definitions(), now());
        if (isJson()) {
            printJson(result.drifts().stream().map(DriftCommand::json).toList());
        } else {
            for (Drift drift : result.drifts()) {
                out().println("%s %s".formatted(colored("bold", drift.monitor()), colored("red", drift.aspect())));
                out().println("  %-6s %s".formatted(say("there:"), say(drift.elsewhere())));
                out().println("  %-6s %s".formatted(say("here:"), say(drift.here())));
                out().println("  " + say(drift.explanation()));
            }
        }
        if (result.compared() == 0) {
            tell("'%s' has no schedule of EventBridge, Kubernetes, CloudFormation or Terraform.".formatted(this.file));
            return CronsCommandLine.FOUND;
        }
        tell("Schedules compared: %d; differences: %d"
                .formatted(result.compared(), result.drifts().size()));
        return result.drifts().isEmpty() ? 0 : CronsCommandLine.FOUND;
    }

    private String text() {
        try {
            if (Files.size(this.file) > MOST_BYTES) {
                throw new CommandFailure("'%s' has %d MB: no file of infrastructure is that large"
                        .formatted(this.file, Files.size(this.file) >> 20));
            }
            return Files.readString(this.file);
        } catch (IOException ex) {
            throw CommandFailure.ofFile(this.file, ex);
        }
    }

    private static Map<String, Object> json(Drift drift) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("monitor", drift.monitor());
        json.put("aspect", drift.aspect());
        json.put("there", drift.elsewhere());
        json.put("here", drift.here());
        json.put("explanation", drift.explanation());
        return json;
    }
}
