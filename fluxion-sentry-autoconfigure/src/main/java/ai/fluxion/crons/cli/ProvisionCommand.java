package ai.fluxion.crons.cli;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.provision.Change;
import ai.fluxion.crons.provision.Change.Action;
import ai.fluxion.crons.provision.Difference;
import ai.fluxion.crons.provision.SentryProvisioner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "provision")
final class ProvisionCommand extends ReportingCommand {

    @Option(names = "--dry-run", descriptionKey = "dryRun")
    private boolean dryRun;

    @Option(names = "--prune", descriptionKey = "prune")
    private boolean prune;

    ProvisionCommand(Supplier<CommandContext> context) {
        super(context);
    }

    @Override
    public Integer call() {
        Collection<MonitorDefinition> definitions = definitions();
        if (!context().unknownKeys().isEmpty()) {
            throw new CommandFailure("Nothing was provisioned: the alerts of monitors that are not known would be taken"
                    + " from them, and --prune would delete them");
        }
        SentryProvisioner provisioner = provisioner();
        List<Change> changes = new ArrayList<>();
        try {
            provisioner.provision(definitions, this.dryRun, this.prune, change -> {
                changes.add(change);
                if (!isJson()) {
                    print(change);
                }
            });
        } finally {
            // What was done before it broke off stays done.
            if (isJson()) {
                printJson(changes.stream().map(ProvisionCommand::json).toList());
            }
        }
        long count =
                changes.stream().filter(change -> isChange(change.action())).count();
        tell(
                this.dryRun
                        ? "%d changes would be made; nothing was written".formatted(count)
                        : "%d changes made".formatted(count));
        return 0;
    }

    private static boolean isChange(Action action) {
        return action != Action.NONE && action != Action.SKIP;
    }

    private void print(Change change) {
        if (change.action() == Action.NONE) {
            return;
        }
        String sign =
                switch (change.action()) {
                    case CREATE -> colored("green", "+");
                    case UPDATE -> colored("yellow", "~");
                    case DELETE -> colored("red", "-");
                    case NONE, SKIP -> "!";
                };
        String note = change.note() == null ? "" : ": " + say(change.note());
        out().println("%s %s %s%s".formatted(sign, change.resource(), change.name(), note));
        for (Difference difference : change.differences()) {
            String nothing = say("(nothing)");
            out().println("    %s: %s -> %s"
                    .formatted(
                            difference.path(),
                            Objects.requireNonNullElse(difference.actual(), nothing),
                            Objects.requireNonNullElse(difference.wanted(), nothing)));
        }
    }

    private static Map<String, @Nullable Object> json(Change change) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("action", change.action().name().toLowerCase(Locale.ROOT));
        json.put("resource", change.resource());
        json.put("name", change.name());
        json.put(
                "differences",
                change.differences().stream().map(ProvisionCommand::json).toList());
        json.put("note", change.note());
        return json;
    }

    private static Map<String, @Nullable Object> json(Difference difference) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("path", difference.path());
        json.put("actual", difference.actual());
        json.put("wanted", difference.wanted());
        return json;
    }
}
