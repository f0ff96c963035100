package ai.fluxion.crons.intercept.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.fluxion.crons.testing.EnvelopeReceiver;
import ai.fluxion.crons.testing.Fault;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One-shot processes and a Sentry that answers, takes its time, or hangs: what arrives, and when the process is gone. */
class TaskRunDeliveryTest {

    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(2);

    /** What the machine may add: Spring's own end, the JVM's, and tests beside us. The SDK alone would take 17 s. */
    private static final Duration ALLOWANCE = Duration.ofSeconds(3);

    private final EnvelopeReceiver receiver = EnvelopeReceiver.start();

    private final Map<String, String> environment = new HashMap<>();

    private String schedule = "0 2 * * *";

    private Finished finished = new Finished(0, Duration.ZERO);

    enum Ending {
        WORK_DONE(0, "ok"),
        EXIT_CODE(3, "error"),
        EXCEPTION(1, "error"),
        FAILED_CONTEXT(1, "error"),
        FAILED_LIFECYCLE(1, "error"),
        FAILED_LISTENER(1, "error"),
        SIGTERM(143, "error");

        private final int exitCode;

        private final String status;

        Ending(int exitCode, String status) {
            this.exitCode = exitCode;
            this.status = status;
        }
    }

    @AfterEach
    void stop() {
        this.receiver.close();
    }

    @Test
    void aProcessIsOneRunAndEndsInTime() throws Exception {
        assertOneRunInTime(Ending.SIGTERM, Sentry.HANGING);
    }

    /** Spring stops what it has started then, with the run of the process open: nobody interrupts that. */
    @ParameterizedTest
    @EnumSource(names = {"FAILED_LIFECYCLE", "FAILED_LISTENER"})
    void aStartThatFailsLateIsAFailureThoughTheNextRunComesSoon(Ending ending) throws Exception {
        this.schedule = "*/5 * * * *";
        assertOneRunInTime(ending, Sentry.FAST);
        assertThat(this.finished.ending).as("waits for nothing").isLessThan(SHUTDOWN_TIMEOUT.dividedBy(2));
    }

    @Tag("exhaustive")
    @ParameterizedTest
    @CsvSource({
        "WORK_DONE, FAST",
        "WORK_DONE, SLOW",
        "WORK_DONE, HANGING",
        "EXIT_CODE, FAST",
        "EXIT_CODE, SLOW",
        "EXIT_CODE, HANGING",
        "EXCEPTION, FAST",
        "EXCEPTION, SLOW",
        "EXCEPTION, HANGING",
        "FAILED_CONTEXT, FAST",
        "FAILED_CONTEXT, SLOW",
        "FAILED_CONTEXT, HANGING",
        "FAILED_LIFECYCLE, SLOW",
        "FAILED_LIFECYCLE, HANGING",
        "FAILED_LISTENER, SLOW",
        "FAILED_LISTENER, HANGING",
        "SIGTERM, FAST",
        "SIGTERM, SLOW",
        "SIGTERM, HANGING"
    })
    void eachEndingWithEachSentry(Ending ending, Sentry sentry) throws Exception {
        assertOneRunInTime(ending, sentry);
    }

    private void assertOneRunInTime(Ending ending, Sentry sentry) throws Exception {
        this.receiver.fault(sentry.fault);
        this.finished = run(ending, true);
        assertThat(this.finished.exitCode).isEqualTo(ending.exitCode);
        assertThat(this.finished.ending).isLessThan(SHUTDOWN_TIMEOUT.plus(ALLOWANCE));
        List<JsonNode> checkIns = this.receiver.checkIns("etl-ventas-historico");
        if (sentry == Sentry.HANGING) {
            assertThat(checkIns).isEmpty();
            assertThat(this.receiver.requests()).isPositive();
            return;
        }
        assertThat(checkIns).extracting(c -> c.path("check_in_id").asText()).hasSizeBetween(1, 2);
        assertThat(checkIns)
                .extracting(c -> c.path("check_in_id").asText())
                .containsOnly(checkIns.get(0).path("check_in_id").asText());
        JsonNode last = checkIns.get(checkIns.size() - 1);
        assertThat(last.path("status").asText()).isEqualTo(ending.status);
        assertThat(last.path("duration").asDouble()).isPositive();
        assertThat(checkIns).anyMatch(c -> c.has("monitor_config"));
    }

    @Tag("exhaustive")
    @ParameterizedTest
    @EnumSource(Ending.class)
    void theExitCodeIsTheOneThatTheProcessHasWithoutUs(Ending ending) throws Exception {
        assertThat(run(ending, false).exitCode).isEqualTo(ending.exitCode);
        assertThat(this.receiver.checkIns()).isEmpty();
    }

    @Test
    void whereItRanIsOnItsError() throws Exception {
        HttpServer metadata = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        metadata.createContext("/v4/abc/task", exchange -> {
            byte[] body =
                    "{\"TaskARN\": \"arn:aws:ecs:us-east-1:1:task/etl/1\", \"Containers\": [{\"ImageID\": \"sha256:ab\"}]}"
                            .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        metadata.start();
        try {
            this.environment.put(
                    "ECS_CONTAINER_METADATA_URI_V4",
                    "http://localhost:%d/v4/abc".formatted(metadata.getAddress().getPort()));
            run(Ending.EXCEPTION, true);
        } finally {
            metadata.stop(0);
        }
        assertThat(this.receiver.events())
                .extracting(event -> event.path("tags"))
                .extracting(tags -> tags.path("ecs.task").asText(), tags -> tags.path("ecs.image.id")
                        .asText())
                .contains(tuple("arn:aws:ecs:us-east-1:1:task/etl/1", "sha256:ab"));
    }

    @Test
    @Tag("exhaustive")
    void thePodIsOnItsError() throws Exception {
        this.environment.put("KUBERNETES_SERVICE_HOST", "10.0.0.1");
        this.environment.put("HOSTNAME", "ventas-28-x");
        run(Ending.EXCEPTION, true);
        assertThat(this.receiver.events())
                .extracting(event -> event.path("tags").path("kubernetes.pod").asText())
                .contains("ventas-28-x");
    }

    private Finished run(Ending ending, boolean enabled) throws IOException, InterruptedException {
        Process process = start(ending, enabled);
        long over = 0;
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.equals("working") && ending == Ending.SIGTERM) {
                    over = System.nanoTime();
                    process.toHandle().destroy();
                } else if (line.equals("over")) {
                    over = System.nanoTime();
                }
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - over);
        System.out.printf("%s: gone after %d ms%n", ending, took.toMillis());
        return new Finished(process.exitValue(), took);
    }

    private Process start(Ending ending, boolean enabled) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        CLASS_PATH,
                        OneShotToSentry.class.getName(),
                        ending.name(),
                        "--sentry.dsn=" + this.receiver.dsn(),
                        "--fluxion.crons.enabled=" + enabled,
                        "--fluxion.crons.task.monitor=etl_ventas_historico",
                        "--fluxion.crons.monitors.etl_ventas_historico.schedule=" + this.schedule,
                        "--fluxion.crons.delivery.shutdown-timeout=" + SHUTDOWN_TIMEOUT,
                        "--spring.main.banner-mode=off",
                        "--spring.main.web-application-type=none",
                        "--logging.level.root=error")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(this.environment);
        return builder.start();
    }

    private record Finished(int exitCode, Duration ending) {}

    enum Sentry {
        FAST(Fault.none()),
        SLOW(Fault.latency(Duration.ofMillis(400))),
        HANGING(Fault.hang());

        private final Fault fault;

        Sentry(Fault fault) {
            this.fault = fault;
        }
    }
}
