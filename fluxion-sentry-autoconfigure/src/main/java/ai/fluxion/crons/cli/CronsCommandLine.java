package ai.fluxion.crons.cli;

import ai.fluxion.crons.provision.SentryApiException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.ResourceBundle;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

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

    private static final Logger logger = LoggerFactory.getLogger(CronsCommandLine.class);

    /** A mistake of ours: who runs a command is told of it, and not of our stack. */
    private static final String UNEXPECTED =
            "Unexpected: %s. LOGGING_LEVEL_AI_FLUXION_CRONS=debug in the environment shows where";

    private CronsCommandLine() {}

    /**
     * Runs a command.
     *
     * @param context the application
     * @param arguments what stands behind {@code crons}
     * @return the exit code
     */
    public static int execute(CommandContext context, List<String> arguments) {
        return execute(commandLine(() -> context, context.locale(), context.streams()), context.locale(), arguments);
    }

    /**
     * Answers what needs no application: a call for help, and a wrong call.
     *
     * @return the exit code; empty if there is a command to run
     */
    public static OptionalInt answer(Locale locale, CommandContext.Streams streams, List<String> arguments) {
        CommandLine commands = commandLine(CronsCommandLine::noApplication, locale, streams);
        return needsApplication(commands, arguments)
                ? OptionalInt.empty()
                : OptionalInt.of(execute(commands, locale, arguments));
    }

    private static boolean needsApplication(CommandLine commands, List<String> arguments) {
        try {
            ParseResult parsed = commands.parseArgs(arguments.toArray(String[]::new));
            while (parsed.hasSubcommand() && !parsed.isUsageHelpRequested()) {
                parsed = parsed.subcommand();
            }
            return !parsed.isUsageHelpRequested() && parsed.commandSpec().userObject() instanceof CronsCommand;
        } catch (ParameterException ex) {
            return false;
        }
    }

    private static CommandContext noApplication() {
        throw new IllegalStateException("Help was to need no application");
    }

    private static int execute(CommandLine commands, Locale locale, List<String> arguments) {
        int code = commands.execute(arguments.toArray(String[]::new));
        // A full disk: half a template is none.
        if (commands.getOut().checkError()) {
            commands.getErr().println(Translator.to(locale).say("The standard output does not take all that was said"));
            code = code == CommandLine.ExitCode.OK ? CommandLine.ExitCode.SOFTWARE : code;
        }
        commands.getErr().flush();
        return code;
    }

    private static CommandLine commandLine(
            Supplier<CommandContext> context, Locale locale, CommandContext.Streams streams) {
        Ansi ansi = streams.colors() ? Ansi.ON : Ansi.OFF;
        CommandLine commands = new CommandLine(new Root(), new Commands(context));
        commands.setResourceBundle(texts(locale));
        commands.setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(streams.err(), true, StandardCharsets.UTF_8));
        commands.setColorScheme(Help.defaultColorScheme(ansi));
        Conversions.register(commands);
        // What stands behind run belongs to another program: curl -d @data.json.
        commands.setExpandAtFiles(false);
        commands.setUsageHelpAutoWidth(true);
        commands.setExecutionExceptionHandler((ex, line, parsed) -> failed(ex, line, locale));
        commands.setParameterExceptionHandler((ex, wrong) -> misused(ex, locale));
        return commands;
    }

    /**
     * A text of the commands, with its values.
     *
     * @throws java.util.MissingResourceException if there is none of that name
     */
    public static String text(Locale locale, String key, Object... values) {
        return Said.of(key, values).in(locale);
    }

    static ResourceBundle texts(Locale locale) {
        return ResourceBundle.getBundle(
                "ai.fluxion.crons.cli.messages",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    private static int failed(Exception ex, CommandLine line, Locale locale) {
        Translator translator = Translator.to(locale);
        if (ex instanceof CommandFailure failure) {
            line.getErr().println(failure.in(locale));
            return failure.code();
        }
        if (ex instanceof SentryApiException) {
            line.getErr().println(translator.say(String.valueOf(ex.getMessage())));
            return SENTRY;
        }
        if (ex instanceof IllegalArgumentException && ex.getMessage() != null) {
            line.getErr().println(translator.say(ex.getMessage()));
            return FOUND;
        }
        logger.debug("A command failed", ex);
        line.getErr().println(translator.say(UNEXPECTED.formatted(ex)));
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** As picocli does it, in the language of who asks: what is wrong, then what was perhaps meant, or the usage. */
    private static int misused(ParameterException ex, Locale locale) {
        CommandLine line = ex.getCommandLine();
        Translator translator = Translator.to(locale);
        String wrong = ex instanceof UnmatchedArgumentException unmatched && line.getParent() == null
                ? "There is no command '%s'".formatted(unmatched.getUnmatched().get(0))
                : String.valueOf(ex.getMessage());
        line.getErr().println(line.getColorScheme().errorText(translator.say(wrong)));
        StringWriter suggestions = new StringWriter();
        if (UnmatchedArgumentException.printSuggestions(ex, new PrintWriter(suggestions, true))) {
            line.getErr().println(translator.say(suggestions.toString().strip()));
        } else {
            line.usage(line.getErr(), line.getColorScheme());
        }
        return USAGE;
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
                RunCommand.class,
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
    private record Commands(Supplier<CommandContext> context) implements IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (!CronsCommand.class.isAssignableFrom(type)) {
                return CommandLine.defaultFactory().create(type);
            }
            Constructor<K> constructor = type.getDeclaredConstructor(Supplier.class);
            try {
                return constructor.newInstance(this.context);
            } catch (InvocationTargetException ex) {
                throw new IllegalStateException(ex.getCause());
            }
        }
    }
}
