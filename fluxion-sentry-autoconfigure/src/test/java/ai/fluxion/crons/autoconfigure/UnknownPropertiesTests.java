package ai.fluxion.crons.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;

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
    void anEnvironmentVariableThatIsNearlyAPropertyIsNamedWithIt(CapturedOutput output) throws IOException {
        startWith(Map.of(
                "FLUXION_CRONS_ENABLD", "false",
                "FLUXION_CRONS_DELIVERY_SHUTDOWNTIMEOT", "9s",
                "fluxion_crons_max_monitor", "7",
                "FLUXION_CRONS_MONITORS_ETLVENTAS_SHEDULE", "0 2 * * *",
                "FLUXION_CRONS_MONITORS_ETL_STOCK_CHECKIN_MARGIN", "7"));
        assertThat(output)
                .contains("variable FLUXION_CRONS_ENABLD " + WARNING + ", and is ignored; FLUXION_CRONS_ENABLED is one")
                .contains("FLUXION_CRONS_DELIVERY_SHUTDOWNTIMEOUT is one")
                .contains("variable fluxion_crons_max_monitor " + WARNING)
                .contains("FLUXION_CRONS_MONITORS_ETLVENTAS_SCHEDULE is one")
                .contains("FLUXION_CRONS_MONITORS_ETLSTOCK_CHECKINMARGIN is one");
    }

    /** Kubernetes sets variables for each service, in each pod of its namespace. */
    @Test
    void nothingIsSaidOfVariablesThatAreOursAndOfThoseOfAService(CapturedOutput output) throws IOException {
        Map<String, String> variables = new HashMap<>();
        for (String service : List.of(
                "FLUXION_CRONS", "FLUXION_CRONS_STORE", "FLUXION_CRONS_MONITORS", "FLUXION_CRONS_MONITORS_PAGE")) {
            for (String suffix : List.of(
                    "_SERVICE_HOST",
                    "_SERVICE_PORT",
                    "_SERVICE_PORT_HTTP",
                    "_PORT",
                    "_PORT_8080_TCP",
                    "_PORT_8080_TCP_PROTO",
                    "_PORT_8080_TCP_PORT",
                    "_PORT_8080_TCP_ADDR")) {
                variables.put(service + suffix, "8080");
            }
            variables.put(service + "_PORT", "tcp://10.0.0.7:8080");
        }
        variables.put("FLUXION_CRONS_ENABLED", "true");
        variables.put("FLUXION_CRONS_MAX_MONITORS", "7");
        variables.put("FLUXION_CRONS_CHECKINMARGIN", "7");
        variables.put("FLUXION_CRONS_DELIVERY_SHUTDOWN_TIMEOUT", "7s");
        variables.put("FLUXION_CRONS_STORE_JDBC_INITIALIZESCHEMA", "never");
        variables.put("FLUXION_CRONS_SCHEDULED_EXCLUDE_0", "a.b.**");
        variables.put("FLUXION_CRONS_MONITORS_ETLVENTAS_SCHEDULE", "0 2 * * *");
        variables.put("FLUXION_CRONS_MONITORS_ETLVENTAS_CHECKIN_MARGIN", "7");
        variables.put("FLUXION_CRONS_MONITORS_ETLVENTAS_KEYS_1", "b");
        variables.put("FLUXION_CRONS_MONITORS_ETLVENTAS_KEYS_0", "a");
        variables.put("FLUXION_CRONS_PROVISION_TOKN", "x");
        startWith(variables);
        assertThat(output).doesNotContain(WARNING).contains("monitors = ");
    }

    private void startWith(Map<String, String> variables) throws IOException {
        Files.writeString(this.folder.resolve("application.yml"), "fluxion.crons.enabled: true\n");
        new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties("spring.config.location=" + this.folder.toUri())
                .initializers(context -> context.getEnvironment()
                        .getPropertySources()
                        .replace(
                                "systemEnvironment",
                                new SystemEnvironmentPropertySource("systemEnvironment", Map.copyOf(variables))))
                .run()
                .close();
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
