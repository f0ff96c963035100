package ai.fluxion.crons.cli;

import ai.fluxion.crons.provision.SentryApiException;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ResourceBundle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Runs one command. Exit codes: 0 nothing wrong; 1 something was found (a difference, a problem, an unknown monitor); 2 it
 * was called wrongly; 3 Sentry refused or could not be reached.
 *
 * @since 0.1.0
 */
public final class CronsCommandLine {

    /** Something was found that is not as it is to be. */
    public static final int FOUND = 1;

    /** The command was called wrongly. */
    public static final int USAGE = 2;

    /** Sentry refused, or could not be reached. */
    public static final int SENTRY = 3;

    private CronsCommandLine() {}

    /**
     * Runs a command.
     *
     * @param context the application
     * @param arguments what stands behind {@code crons}
     * @return the exit code
     */
    public static int execute(CommandContext context, List<String> arguments) {
        ResourceBundle texts = ResourceBundle.getBundle(
                "ai.fluxion.crons.cli.messages",
                context.locale(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        Ansi ansi = context.streams().colors() ? Ansi.ON : Ansi.OFF;
        CommandLine commands = new CommandLine(new Root(), new Commands(context));
        commands.setResourceBundle(texts);
        commands.setOut(new PrintWriter(context.streams().out(), true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(context.streams().err(), true, StandardCharsets.UTF_8));
        commands.setColorScheme(Help.defaultColorScheme(ansi));
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setUsageHelpAutoWidth(true);
        commands.setExecutionExceptionHandler((ex, line, parsed) -> failed(ex, line));
        int code = commands.execute(arguments.toArray(String[]::new));
        commands.getOut().flush();
        commands.getErr().flush();
        return code;
    }

    private static int failed(Exception ex, CommandLine line) {
        line.getErr().println(ex.getMessage() != null ? ex.getMessage() : ex.toString());
        if (ex instanceof SentryApiException) {
            return SENTRY;
        }
        return ex instanceof CommandFailure || ex instanceof IllegalArgumentException ? FOUND : unexpected(ex, line);
    }

    private static int unexpected(Exception ex, CommandLine line) {
        ex.printStackTrace(line.getErr());
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Command(
            name = "crons",
            synopsisSubcommandLabel = "COMMAND",
            subcommands = {
                ListCommand.class,
                ShowCommand.class,
                NextCommand.class,
                ExplainCommand.class,
                DoctorCommand.class,
                CheckInCommand.class,
                ConfigureCommand.class,
                TemplateCommand.class,
                DriftCommand.class,
                ProvisionCommand.class,
                RetireCommand.class,
                MuteCommand.class,
                TestAlertCommand.class,
                CommandLine.HelpCommand.class
            })
    private static final class Root implements Runnable {

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                descriptionKey = "help")
        @SuppressWarnings("UnusedVariable") // picocli asks for it
        private boolean help;

        @Override
        public void run() {
            throw new ParameterException(this.spec.commandLine(), this.spec.resourceBundle() == null ? "?" : missing());
        }

        private String missing() {
            return this.spec.resourceBundle().getString("missing");
        }
    }

    /** Gives the commands what they know. */
    private record Commands(CommandContext context) implements IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (!CronsCommand.class.isAssignableFrom(type)) {
                return CommandLine.defaultFactory().create(type);
            }
            Constructor<K> constructor = type.getDeclaredConstructor(CommandContext.class);
            try {
                return constructor.newInstance(this.context);
            } catch (InvocationTargetException ex) {
                throw new IllegalStateException(ex.getCause());
            }
        }
    }
}
