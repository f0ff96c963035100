package ai.fluxion.crons.autoconfigure;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/**
 * Turns {@code java -jar application.jar crons ...} into a command. The application is prepared as always, so that its
 * configuration is the real one; then, where it would be refreshed, the command runs on the definitions of its beans and
 * the process ends. No bean of the application is made: no server, no job, no runner, no database.
 */
class CommandLineApplicationListener implements ApplicationListener<SpringApplicationEvent>, Ordered {

    private static final String WORD = "crons";

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
        String[] arguments = event.getArgs();
        if (arguments.length == 0 || !arguments[0].equals(WORD)) {
            return;
        }
        if (event instanceof ApplicationStartingEvent) {
            begin(event.getSpringApplication());
        } else if (event instanceof ApplicationPreparedEvent prepared && this.out != null) {
            run(prepared, Arrays.asList(arguments).subList(1, arguments.length), this.out);
        }
    }

    /** What the application logs goes to the error stream, so that programs can read what a command prints. */
    private void begin(SpringApplication application) {
        if (!ClassUtils.isPresent(PICOCLI, application.getClassLoader())) {
            System.err.println(
                    "The commands need info.picocli:picocli on the class path; fluxion-sentry-starter brings it");
            this.exit.accept(1);
            return;
        }
        this.out = System.out;
        System.setOut(System.err);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(Map.of("logging.level.root", "warn"));
    }

    private void run(ApplicationPreparedEvent event, List<String> arguments, PrintStream results) {
        int code;
        try {
            code = new ApplicationCommand(event.getApplicationContext(), results).execute(arguments);
        } finally {
            System.setOut(results);
        }
        this.exit.accept(code);
    }
}
