package ai.fluxion.crons.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/** A monitor whose schedule is misspelt is never missed: nobody is to find that out at night. */
@ExtendWith(OutputCaptureExtension.class)
class UnknownPropertiesTests {

    private static final String WARNING = "is no property of Fluxion Sentry";

    @TempDir
    private Path folder;

    @Test
    void whatIsNoPropertyIsNamedWithItsPlaceAndTheApplicationStarts(CapturedOutput output) throws IOException {
        start(
                """
                fluxion.crons:
                  max-monitor: 7
                  monitors:
                    etl_ventas:
                      shedule: "0 2 * * *"
                      timezone: America/Caracas
                """);
        assertThat(output)
                .contains("fluxion.crons.monitors.etl_ventas.shedule " + WARNING + ", and is ignored (")
                .contains("application.yml] - 5:16)")
                .contains("fluxion.crons.max-monitor " + WARNING)
                .doesNotContain("timezone " + WARNING);
    }

    @Test
    void nothingIsSaidOfWhatIsOne(CapturedOutput output) throws IOException {
        start(
                """
                fluxion.crons:
                  maxMonitors: 7
                  slug_prefix: tienda
                  provision:
                    token: secret
                    anything: x
                  scheduled.exclude:
                    - a.b.**
                    - c.d.**
                  monitors:
                    "[etl.ventas]":
                      schedule: "0 2 * * *"
                      CHECKIN_MARGIN: 5
                      max-runtime:
                      keys: a, b
                    etl_inventario:
                      schedule: "0 3 * * *"
                      keys:
                        - a
                        - b
                        - c
                ---
                fluxion.crons.monitors.etl_inventario.keys: [d]
                """,
                "--fluxion.crons.monitors.etl_inventario.keys[0]=e");
        assertThat(output).doesNotContain(WARNING).contains("monitors = ");
    }

    @Test
    void theBindingOfOthersIsAsItWas(CapturedOutput output) throws IOException {
        start("spring.task.scheduling.nothing: x\nfluxion.tienda: 1\nfluxion.crons.enabled: true\n");
        assertThat(output).doesNotContain(WARNING);
    }

    private void start(String yaml, String... arguments) throws IOException {
        Files.writeString(this.folder.resolve("application.yml"), yaml);
        new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties("spring.config.location=" + this.folder.toUri())
                .run(arguments)
                .close();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({CronsAutoConfiguration.class, ScheduledInterceptionAutoConfiguration.class})
    static class Application {}
}
