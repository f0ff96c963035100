package ai.fluxion.crons.cli;

import ai.fluxion.crons.engine.MonitorConfigurationException.Problem;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorSlug;
import ai.fluxion.crons.provision.ProvisioningSettings;
import ai.fluxion.crons.provision.SentryProvisioner;
import ai.fluxion.crons.schedule.Schedule;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands have in common. */
abstract class CronsCommand implements Callable<Integer> {

    private final Supplier<CommandContext> context;

    private @Nullable KnownStates states;

    private boolean warned;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "help")
    @SuppressWarnings("UnusedVariable") // picocli asks for it
    private boolean help;

    /** @param context is asked when the command runs: help needs no application */
    CronsCommand(Supplier<CommandContext> context) {
        this.context = context;
    }

    CommandContext context() {
        return this.context.get();
    }

    KnownStates states() {
        if (this.states == null) {
            this.states = new KnownStates(context());
        }
        return this.states;
    }

    PrintWriter out() {
        return this.spec.commandLine().getOut();
    }

    PrintWriter err() {
        return this.spec.commandLine().getErr();
    }

    Instant now() {
        return context().clock().instant();
    }

    /** A sentence of {@link Translator} in the language of who asks. */
    String say(String english) {
        return Translator.to(context().locale()).say(english);
    }

    /** Says something that is no result. */
    void tell(String english) {
        err().println(say(english));
    }

    /** The command was called wrongly, which only it could see. */
    ParameterException misused(String message) {
        return new ParameterException(this.spec.commandLine(), message);
    }

    /** The application's monitors. What it cannot be started with is said, and fails the command. */
    Collection<MonitorDefinition> definitions() {
        if (!this.warned) {
            this.warned = true;
            unknownKeys().forEach(err()::println);
        }
        if (!context().problems().isEmpty()) {
            throw new CommandFailure(
                    say("The application would not start:") + "\n  " + String.join("\n  ", problems()));
        }
        return context().registry().definitions();
    }

    /** Why not all keys are known, and with them not all monitors. */
    List<String> unknownKeys() {
        return context().unknownKeys().entrySet().stream()
                .map(bean -> say("The keys of bean %s are not known: %s".formatted(bean.getKey(), bean.getValue())))
                .toList();
    }

    /** What cannot be, as {@link Problem#toString} says it. */
    List<String> problems() {
        return context().problems().stream()
                .map(problem -> new Problem(
                                say(problem.where()), problem.value(), say(problem.reason()), say(problem.remedy()))
                        .toString())
                .toList();
    }

    /** A monitor by its slug, or by its name. */
    MonitorDefinition definition(String slugOrName) {
        MonitorDefinition found = find(slugOrName);
        if (found != null) {
            return found;
        }
        String known = definitions().isEmpty()
                ? "the application has none"
                : "there are "
                        + String.join(
                                ", ",
                                definitions().stream()
                                        .map(MonitorDefinition::slug)
                                        .limit(20)
                                        .toList());
        throw new CommandFailure("There is no monitor '%s'; %s".formatted(slugOrName, known));
    }

    @Nullable MonitorDefinition find(String slugOrName) {
        String identity = MonitorSlug.identity(slugOrName);
        return definitions().stream()
                .filter(definition -> definition.slug().equals(slugOrName)
                        || definition.slug().equals(identity)
                        || (definition.key() == null
                                && MonitorSlug.identity(definition.name()).equals(identity)))
                .findFirst()
                .orElse(null);
    }

    /** The schedule of a monitor of the application; {@code null} if there is no such monitor, or it has none. */
    @Nullable Schedule scheduleOf(String slugOrName) {
        MonitorDefinition definition = context().problems().isEmpty() ? find(slugOrName) : null;
        return definition == null ? null : definition.schedule();
    }

    /** The slug of a monitor of the application that is meant by slug or name; any other as it is. */
    String slug(String slugOrName) {
        MonitorDefinition definition = context().problems().isEmpty() ? find(slugOrName) : null;
        return definition == null ? slugOrName : definition.slug();
    }

    /** What the code of an application would make of a name, a slug as it is; what is none goes as it was written. */
    static String unknownSlug(String slugOrName) {
        try {
            return MonitorSlug.of(slugOrName, null, null);
        } catch (IllegalArgumentException ex) {
            return slugOrName;
        }
    }

    /** @throws IllegalArgumentException naming the property that is missing */
    SentryProvisioner provisioner() {
        ProvisioningSettings settings = context().provisioning().get();
        return new SentryProvisioner(settings);
    }

    /** What a line or a column is called. */
    String label(String name) {
        return CronsCommandLine.text(context().locale(), "label." + name);
    }

    /** A line of what is known of one thing. */
    void line(String label, String text) {
        out().println("%-12s %s".formatted(label, text));
    }

    String colored(String style, String text) {
        return this.spec.commandLine().getColorScheme().ansi().string("@|" + style + " " + text + "|@");
    }
}
