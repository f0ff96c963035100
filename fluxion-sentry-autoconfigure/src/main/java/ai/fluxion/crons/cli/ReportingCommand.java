package ai.fluxion.crons.cli;

import ai.fluxion.crons.export.JsonText;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command whose result a program can read: then nothing but JSON goes to the standard output. */
abstract class ReportingCommand extends CronsCommand {

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    ReportingCommand(Supplier<CommandContext> context) {
        super(context);
    }

    boolean isJson() {
        return this.json;
    }

    void printJson(@Nullable Object value) {
        out().println(JsonText.of(value));
    }
}
