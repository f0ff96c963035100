package ai.fluxion.crons.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.CronMonitors;
import ai.fluxion.crons.cli.CommandContext.Streams;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.store.MonitorKey;
import ai.fluxion.crons.store.SharedMonitorStore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;

/** What commands say of states that an application has left in a PostgreSQL. */
class SharedStoreTests {

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void anApplicationHasRun() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(properties())
                .properties(
                        "fluxion.crons.store.jdbc.initialize-schema=always",
                        "fluxion.crons.monitors.etl_retirado.schedule=0 4 * * *")
                .run()) {
            CronMonitors monitors = application.getBean(CronMonitors.class);
            monitors.checkIn("etl_lento", CheckInStatus.OK, Duration.ofMinutes(50));
            monitors.checkIn("etl_retirado", CheckInStatus.OK, Duration.ofSeconds(1));
            monitors.run("etl_roto", run -> run.fail("0 registros"));
            SharedMonitorStore store = application.getBean(SharedMonitorStore.class);
            await().ignoreExceptions().untilAsserted(() -> assertThat(List.of("etl-lento", "etl-retirado", "etl-roto"))
                    .allSatisfy(slug -> assertThat(store.history(new MonitorKey("production", slug), 1))
                            .hasSize(1)));
        }
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void theListHasTheStatesAndSaysWhoseTheyAre() {
        Result result = run("list");

        assertThat(result.code).isZero();
        assertThat(result.out.lines().toList().get(0)).contains("STATUS", "LAST CHECK-IN");
        assertThat(line(result, "etl-lento")).contains(" ok ");
        assertThat(line(result, "etl-roto")).contains(" error ");
        assertThat(line(result, "etl-nuevo")).endsWith("-");
        assertThat(result.err).contains("States: of environment production, read from the shared store (PostgreSQL)");
    }

    @Test
    void programsReadTheStatesAsTheEndpointWritesThem() throws IOException {
        JsonNode lento = new ObjectMapper().readTree(run("show", "etl-lento", "--json").out);

        assertThat(lento.path("status").asText()).isEqualTo("ok");
        assertThat(lento.at("/lastCheckIn/duration").asDouble()).isEqualTo(3000);
        assertThat(lento.at("/stats/runs").asInt()).isEqualTo(1);
        assertThat(lento.at("/stats/duration/p95").asDouble()).isEqualTo(3000);
    }

    @Test
    void oneMonitorIsShownWithItsHistoryAndItsNextRunWithWhatIsWaitedFor() {
        assertThat(run("show", "etl-roto").out).contains("error, 0 running", "incident since", ": 0 registros");
        assertThat(run("show", "etl-nuevo").out).contains("it never reported");
        assertThat(run("next", "etl-roto").err).contains("error, 0 running", "Waited for:");
    }

    @Test
    void theDoctorComparesTheMaximumRuntimeWithWhatRunsTake() {
        Result result = run("doctor");

        assertThat(result.out)
                .contains("PROBLEM max-runtime  etl-lento: p95 50 min x 1.5 = 75m, the maximum runtime is 30m")
                .contains("etl-retirado is in the store and not in this application");
        assertThat(result.code).isEqualTo(1);
    }

    @Test
    void aStoreThatDoesNotAnswerHidesNoDefinition() {
        Result result = run(List.of("spring.datasource.url=jdbc:postgresql://127.0.0.1:1/nada"), List.of("list"));

        assertThat(result.out).contains("etl-lento");
        assertThat(result.err).contains("the store does not answer");
        assertThat(result.code).isEqualTo(1);
    }

    @Test
    void aDatabaseInAFileIsNeverOpened() {
        Result result = run(List.of("spring.datasource.url=jdbc:h2:file:/nowhere/x"), List.of("list"));

        assertThat(result.code).isZero();
        assertThat(result.err).contains("is not opened here: ask its /actuator/monitors");
    }

    private static String line(Result result, String slug) {
        return result.out
                .lines()
                .filter(line -> line.startsWith(slug + " "))
                .findFirst()
                .orElseThrow();
    }

    private static Result run(String... arguments) {
        return run(List.of(), List.of(arguments));
    }

    private static Result run(List<String> overriding, List<String> arguments) {
        List<String> properties = new ArrayList<>(List.of(properties()));
        properties.addAll(overriding);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream before = System.err;
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.register(Application.class);
            TestPropertyValues.of(properties).applyTo(context);
            Streams streams = new Streams(
                    new ByteArrayInputStream(new byte[0]),
                    new PrintStream(out, true),
                    new PrintStream(err, true),
                    false);
            int code = new ApplicationCommand(context, streams).execute(arguments);
            return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
        }
    }

    private static String[] properties() {
        return new String[] {
            "spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
            "fluxion.crons.store.type=jdbc",
            "fluxion.crons.environment=production",
            "fluxion.crons.monitors.etl_lento.schedule=0 2 * * *",
            "fluxion.crons.monitors.etl_lento.max-runtime=30m",
            "fluxion.crons.monitors.etl_roto.schedule=0 3 * * *",
            "fluxion.crons.monitors.etl_nuevo.schedule=0 5 * * *",
        };
    }

    private record Result(int code, String out, String err) {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
