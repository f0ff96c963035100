package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.cli.CommandContext.Streams;
import ai.fluxion.crons.cli.CronsCommandLine;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.util.ClassUtils;
import picocli.CommandLine.Help.Ansi;

/**
 * Turns {@code java -jar application.jar crons ...} into a command. The application is prepared as always, so that its
 * configuration is the real one; then, where it would be refreshed, the command runs on the definitions of its beans and
 * the process ends. No bean of the application is made: no server, no job, no runner, no database.
 */
class CommandLineApplicationListener implements ApplicationListener<SpringApplicationEvent>, Ordered {

    private static final String WORD = "crons";

    /** Spring Boot's name of them. */
    private static final String DEFAULTS = "defaultProperties";

    private static final String PICOCLI = "picocli.CommandLine";

    private final IntConsumer exit;

    private @Nullable PrintStream out;

    CommandLineApplicationListener() {
        this(System::exit);
    }

    CommandLineApplicationListener(IntConsumer exit) {
        this.exit = exit;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public void onApplicationEvent(SpringApplicationEvent event) {
        List<String> command = command(Arrays.asList(event.getArgs()));
        if (command == null) {
            return;
        }
        if (event instanceof ApplicationStartingEvent) {
            begin(event.getSpringApplication(), command);
        } else if (event instanceof ApplicationEnvironmentPreparedEvent environment && this.out != null) {
            quiet(environment.getEnvironment().getPropertySources());
        } else if (event instanceof ApplicationPreparedEvent prepared && this.out != null) {
            run(prepared, command, this.out);
        } else if (event instanceof ApplicationFailedEvent failed && this.out != null) {
            refuse(failed.getException(), event.getSpringApplication().getClassLoader());
        }
    }

    /** What stands behind the word, {@code null} if it is none: options before it are the application's properties. */
    private static @Nullable List<String> command(List<String> arguments) {
        int word = 0;
        while (word < arguments.size() && arguments.get(word).startsWith("--")) {
            word++;
        }
        return word < arguments.size() && arguments.get(word).equals(WORD)
                ? arguments.subList(word + 1, arguments.size())
                : null;
    }

    /** A default beside the application's own, which setting defaults on the application would replace. */
    private static void quiet(MutablePropertySources sources) {
        Map<String, Object> defaults = new HashMap<>(Map.of("logging.level.root", "warn"));
        if (sources.get(DEFAULTS) instanceof MapPropertySource own) {
            defaults.putAll(own.getSource());
            sources.replace(DEFAULTS, new MapPropertySource(DEFAULTS, defaults));
        } else {
            sources.addLast(new MapPropertySource(DEFAULTS, defaults));
        }
    }

    /** What Spring Boot has no words for, a broken YAML file among it, would be shown as a stack trace. */
    private void refuse(Throwable failure, ClassLoader classes) {
        if (isExplained(failure, classes)) {
            return;
        }
        System.err.println("The application's configuration cannot be read: " + failure.getMessage());
        this.exit.accept(1);
    }

    private static boolean isExplained(Throwable failure, ClassLoader classes) {
        return SpringFactoriesLoader.forDefaultResourceLocation(classes)
                .load(FailureAnalyzer.class, null, (type, name, cannot) -> {})
                .stream()
                .anyMatch(analyzer -> isExplained(failure, analyzer));
    }

    /** One that needs the application's beans cannot be asked so early. */
    private static boolean isExplained(Throwable failure, FailureAnalyzer analyzer) {
        try {
            return analyzer.analyze(failure) != null;
        } catch (RuntimeException ex) {
            return true;
        }
    }

    /** What the application logs goes to the error stream, so that programs can read what a command prints. */
    private void begin(SpringApplication application, List<String> command) {
        if (!ClassUtils.isPresent(PICOCLI, application.getClassLoader())) {
            System.err.println(
                    "The commands need info.picocli:picocli on the class path; fluxion-sentry-starter brings it");
            this.exit.accept(1);
            return;
        }
        OptionalInt answered = Commands.answer(command);
        if (answered.isPresent()) {
            this.exit.accept(answered.getAsInt());
            return;
        }
        this.out = System.out;
        System.setOut(System.err);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
    }

    private void run(ApplicationPreparedEvent event, List<String> arguments, PrintStream results) {
        int code;
        try {
            code = Commands.run(event.getApplicationContext(), results, arguments);
        } finally {
            System.setOut(results);
        }
        this.exit.accept(code);
    }

    /** Needs picocli. */
    private static final class Commands {

        private Commands() {}

        static OptionalInt answer(List<String> arguments) {
            return CronsCommandLine.answer(Locale.getDefault(), streams(System.out), arguments);
        }

        static int run(ConfigurableApplicationContext context, PrintStream results, List<String> arguments) {
            return new ApplicationCommand(context, streams(results)).execute(arguments);
        }

        private static Streams streams(PrintStream results) {
            return new Streams(System.in, results, System.err, Ansi.AUTO.enabled());
        }
    }
}
