package ai.fluxion.crons.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.CronMonitors;
import ai.fluxion.crons.testing.EnvelopeReceiver;
import com.fasterxml.jackson.databind.JsonNode;
import io.sentry.Sentry;
import io.sentry.spring.boot.jakarta.SentryAutoConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** One configuration file for all environments: who reports, and as what, is a matter of the profile. */
class ProfilesTests {

    private final EnvelopeReceiver receiver = EnvelopeReceiver.start();

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                this.folder.resolve("application.yml"),
                """
                sentry.dsn: %s
                fluxion.crons.monitors:
                  etl_ventas.schedule: "0 2 * * *"
                  etl_inventario.schedule: "0 3 * * *"
                ---
                spring.config.activate.on-profile: staging
                sentry.environment: staging
                fluxion.crons.monitors.etl_inventario.enabled: false
                ---
                spring.config.activate.on-profile: local
                fluxion.crons.enabled: false
                ---
                spring.config.activate.on-profile: named
                sentry.environment: something-else
                fluxion.crons.environment: preproduction
                """
                        .formatted(this.receiver.dsn()));
    }

    @AfterEach
    void stop() {
        this.receiver.close();
        Sentry.close();
    }

    @Test
    void withoutAProfileEverythingReportsAsProduction() {
        assertThat(reportedBy("default"))
                .containsExactlyInAnyOrder("etl-ventas production ok", "etl-inventario production ok");
    }

    @Test
    void aMonitorCanBeMuteInOneEnvironment() {
        assertThat(reportedBy("staging")).containsExactly("etl-ventas staging ok");
    }

    @Test
    void ourEnvironmentWinsOverTheSdks() {
        assertThat(reportedBy("named"))
                .containsExactlyInAnyOrder("etl-ventas preproduction ok", "etl-inventario preproduction ok");
    }

    @Test
    void allOfItCanBeOff() {
        assertThat(reportedBy("local")).isEmpty();
        assertThat(this.receiver.checkIns()).isEmpty();
    }

    /** What arrives of a run of each: slug, environment, outcome. */
    private List<String> reportedBy(String profile) {
        try (ConfigurableApplicationContext context = start(profile)) {
            CronMonitors monitors = context.getBean(CronMonitors.class);
            for (String monitor : List.of("etl_ventas", "etl_inventario")) {
                monitors.run(monitor, run -> assertThat(run).isNotNull());
            }
        }
        // The end of the application has sent what waited.
        return this.receiver.checkIns().stream()
                .filter(checkIn -> !text(checkIn, "status").equals("in_progress"))
                .map(checkIn -> text(checkIn, "monitor_slug") + " " + text(checkIn, "environment") + " "
                        + text(checkIn, "status"))
                .toList();
    }

    private ConfigurableApplicationContext start(String profile) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.profiles.active=" + profile,
                        "--spring.config.location=" + this.folder.toUri(),
                        "--spring.main.banner-mode=off");
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        CronsAutoConfiguration.class,
        SentryDeliveryAutoConfiguration.class,
        SentryAutoConfiguration.class
    })
    static class Application {}
}
