package ai.fluxion.sample.etl;

import java.time.LocalTime;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The KLK ETLs. Profile {@code demo} is the default: simulated KLK, every job each minute; {@code production} has the
 * real schedules and no simulator.
 *
 * @since 0.1.0
 */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
public class SampleEtlApplication {

    /** How long after the start of the JVM the demo's first runs are due, in seconds. */
    private static final int DEMO_DELAY_SECONDS = 20;

    /** Starts the application. */
    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(SampleEtlApplication.class);
        // The demo's jobs run each minute: at this second of it, so that nobody waits a whole minute for the first.
        int second = (LocalTime.now().getSecond() + DEMO_DELAY_SECONDS) % 60;
        application.setDefaultProperties(Map.of("etl.arranque.segundo", second));
        application.run(args);
    }
}
