package ai.fluxion.crons.delivery.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.delivery.CheckInDispatcher;
import ai.fluxion.crons.delivery.CheckInMessage;
import ai.fluxion.crons.delivery.DeliveryStatistics;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorConfig;
import ai.fluxion.crons.schedule.Schedules;
import ai.fluxion.crons.testing.EnvelopeReceiver;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sentry.Sentry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our check-ins beside those of Sentry's own command line, and as Sentry's Spotlight takes them. Needs npm and a registry:
 * {@code mvn test -Ppeers}.
 *
 * <p>Spotlight 4.11.8 answers 400 to every second request of a client that asks for {@code Connection: close}, as the SDK
 * does. That is Spotlight's fault: it answers {@code Connection: keep-alive} all the same, so that the JDK keeps the
 * connection and uses it again, whereas Node, under it, refuses whatever comes after a request that was to be the last.
 * Two requests on a bare socket show it without any client of ours. Nothing is lost by it: what was refused is sent again,
 * a second later.
 */
@Tag("peers")
class PeersTests {

    private static final Path TOOLS = Path.of("target", "peers").toAbsolutePath();

    private static final int SPOTLIGHT = 8969;

    private final EnvelopeReceiver receiver = EnvelopeReceiver.start();

    private final List<Process> processes = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeAll
    static void install() throws Exception {
        Files.createDirectories(TOOLS);
        Files.writeString(
                TOOLS.resolve("package.json"),
                """
                {
                  "private": true,
                  "dependencies": {"@sentry/cli": "3.8.0", "@spotlightjs/spotlight": "4.11.8"},
                  "overrides": {"hono": "4.12.25"}
                }
                """);
        Process npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund")
                .directory(TOOLS.toFile())
                .inheritIO()
                .start();
        assertThat(npm.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(npm.exitValue()).isZero();
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : this.processes) {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        this.receiver.close();
        Sentry.close();
    }

    @Test
    void sentrysCommandLineSaysTheSameOfAGoodRunAndOfABadOne() throws Exception {
        for (CheckInStatus outcome : List.of(CheckInStatus.OK, CheckInStatus.ERROR)) {
            int code = sentryCli(outcome == CheckInStatus.OK ? "true" : "false");
            assertThat(code).isEqualTo(outcome == CheckInStatus.OK ? 0 : 1);
            List<JsonNode> theirs = this.receiver.checkIns();
            this.receiver.clear();

            deliver(this.receiver.dsn(), 1, outcome);
            List<JsonNode> ours = this.receiver.checkIns();
            this.receiver.clear();

            assertThat(theirs).hasSize(2);
            assertThat(ours.stream().map(PeersTests::comparable).toList())
                    .isEqualTo(theirs.stream().map(PeersTests::comparable).toList());
            assertThat(Stream.concat(theirs.stream(), ours.stream()))
                    .allSatisfy(checkIn ->
                            assertThat(checkIn.path("check_in_id").asText()).matches("[0-9a-f]{32}"));
            assertThat(ours.get(0).path("check_in_id")).isEqualTo(ours.get(1).path("check_in_id"));
            assertThat(theirs.get(1).path("duration").isNumber()).isTrue();
            assertThat(ours.get(1).path("duration").isNumber()).isTrue();
        }
    }

    @Test
    void spotlightCapturesOurs() throws Exception {
        startSpotlight();
        DeliveryStatistics counts = deliver("http://public@127.0.0.1:" + SPOTLIGHT + "/1", 5, CheckInStatus.OK);

        assertThat(counts.delivered() + counts.superseded()).isEqualTo(counts.made());
        String captured = captured();
        assertThat(captured).contains("\"check_in\"", "\"monitor_slug\":\"etl-ventas-0\"", "\"monitor_config\"");
        for (int run = 0; run < 5; run++) {
            assertThat(captured).contains("\"monitor_slug\":\"etl-ventas-" + run + "\"");
        }
    }

    @Test
    void spotlightOffersToKeepAConnectionThatItWasAskedToCloseAndThenRefusesIt() throws Exception {
        startSpotlight();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SPOTLIGHT)) {
            assertThat(exchange(socket)).startsWith("HTTP/1.1 200").containsIgnoringCase("connection: keep-alive");
            assertThat(exchange(socket)).startsWith("HTTP/1.1 400");
        }
    }

    private int sentryCli(String command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(bin("sentry-cli"), "monitors", "run", "etl-ventas-0"));
        line.addAll(Arrays.asList("--environment", "production", "--schedule", "0 2 * * *"));
        line.addAll(Arrays.asList("--timezone", "America/Caracas", "--check-in-margin", "30"));
        line.addAll(Arrays.asList("--max-runtime", "180", "--failure-issue-threshold", "1"));
        line.addAll(Arrays.asList("--recovery-threshold", "1", "--", command));
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(this.folder.toFile()).inheritIO();
        builder.environment().put("SENTRY_DSN", this.receiver.dsn());
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Runs of as many monitors, each of which has told its start before it ends. */
    private static DeliveryStatistics deliver(String dsn, int runs, CheckInStatus outcome) {
        Sentry.init(options -> {
            options.setDsn(dsn);
            options.setEnableShutdownHook(false);
        });
        try (SdkUse use = new SdkUse();
                CheckInDispatcher dispatcher = new CheckInDispatcher(
                        new SentryCheckInSender(
                                Sentry.getCurrentScopes(),
                                use,
                                Duration.ofSeconds(5),
                                new ExitTimeouts(Duration.ofSeconds(5), false, false)),
                        1000,
                        Duration.ofSeconds(5),
                        Clock.systemUTC())) {
            List<UUID> ids = Stream.generate(UUID::randomUUID).limit(runs).toList();
            for (CheckInStatus status : List.of(CheckInStatus.IN_PROGRESS, outcome)) {
                for (int run = 0; run < runs; run++) {
                    dispatcher.submit(message(ids.get(run), "etl-ventas-" + run, status));
                }
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> dispatcher.statistics().pending() == 0);
            }
            return dispatcher.statistics();
        }
    }

    private static CheckInMessage message(UUID id, String slug, CheckInStatus status) {
        MonitorConfig config = new MonitorConfig(
                Objects.requireNonNull(Schedules.unix("0 2 * * *", ZoneId.of("America/Caracas"))
                        .toSentry()
                        .schedule()),
                ZoneId.of("America/Caracas"),
                30,
                180,
                1,
                1,
                null);
        Duration duration = status.isFinal() ? Duration.ofMillis(5) : null;
        return new CheckInMessage(id, slug, "production", status, duration, null, config, Instant.now(), null);
    }

    /** Without what differs from run to run. */
    private static JsonNode comparable(JsonNode checkIn) {
        ObjectNode copy = checkIn.deepCopy();
        copy.put("check_in_id", "");
        if (copy.has("duration")) {
            copy.put("duration", 0);
        }
        if (copy.path("contexts").isEmpty()) {
            // The SDK writes the member though there is nothing in it.
            copy.remove("contexts");
        }
        return copy;
    }

    private void startSpotlight() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(bin("spotlight"), "server", "-p", String.valueOf(SPOTLIGHT))
                .directory(this.folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(this.folder.resolve("spotlight.log").toFile());
        builder.environment().putAll(Map.of("SPOTLIGHT_CAPTURE", "1"));
        this.processes.add(builder.start());
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            new Socket(InetAddress.getLoopbackAddress(), SPOTLIGHT).close();
            return true;
        });
    }

    private String captured() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(this.folder)) {
            for (Path file : files.filter(
                            one -> one.getFileName().toString().startsWith("application_x_sentry_envelope"))
                    .toList()) {
                text.append(Files.readString(file)).append('\n');
            }
        }
        return text.toString();
    }

    private static String exchange(Socket socket) throws IOException {
        String payload = "{\"check_in_id\":\"%032x\",\"monitor_slug\":\"etl\",\"status\":\"ok\"}".formatted(1);
        String body = "{}\n{\"type\":\"check_in\",\"length\":%d}\n%s\n".formatted(payload.length(), payload);
        String request = "POST /api/1/envelope/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                + "Content-Type: application/x-sentry-envelope\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String head = untilBlankLine(socket.getInputStream());
        if (head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
            // Its answers are empty: the last chunk is the only one.
            untilBlankLine(socket.getInputStream());
        }
        return head;
    }

    private static String untilBlankLine(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            text.append((char) next);
        }
        return text.toString();
    }

    private static String bin(String name) {
        return TOOLS.resolve(Path.of("node_modules", ".bin", name)).toString();
    }
}
