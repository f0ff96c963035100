package ai.fluxion.crons.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.CronMonitors;
import ai.fluxion.crons.engine.StateKeeper;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorEvent;
import ai.fluxion.crons.monitor.MonitorSettings;
import ai.fluxion.crons.monitor.MonitorState;
import ai.fluxion.crons.monitor.RunReport;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.Schedules;
import ai.fluxion.crons.store.MemoryMonitorStore;
import ai.fluxion.crons.testing.EnvelopeReceiver;
import ai.fluxion.crons.testing.Fault;
import com.fasterxml.jackson.databind.JsonNode;
import io.sentry.Sentry;
import io.sentry.spring.boot.jakarta.SentryAutoConfiguration;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** The end of real processes: how long it takes where Sentry hangs, and what Sentry is told where it does not. */
@Tag("exhaustive")
class ShutdownProcessTests {

    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(2);

    /** What is ours, beyond the timeout. */
    private static final Duration OURS = Duration.ofMillis(500);

    /** What a signal, the JVM's own end and a machine shared with other builds take besides. */
    private static final Duration MACHINE = Duration.ofMillis(1500);

    private final EnvelopeReceiver receiver = EnvelopeReceiver.start();

    private final List<Process> processes = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : this.processes) {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        this.receiver.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"idle", "stuck"})
    void aSignalEndsAProcessWhoseSentryHangs(String mode) throws Exception {
        this.receiver.fault(Fault.hang());
        Process process = start(mode);
        // A check-in and an error are on their way, for ever.
        await().atMost(Duration.ofMinutes(3)).until(() -> this.receiver.requests() >= 2);

        long began = System.nanoTime();
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as(output())
                .isLessThan(SHUTDOWN_TIMEOUT.plus(OURS).plus(MACHINE));
        assertThat(process.exitValue()).isEqualTo(143);
    }

    @Test
    void aProcessThatHasDoneItsWorkEndsAlthoughSentryHangs() throws Exception {
        this.receiver.fault(Fault.hang());
        Process process = start("once");
        await().atMost(Duration.ofMinutes(3)).until(() -> this.receiver.requests() >= 2);

        long began = System.nanoTime();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as(output())
                .isLessThan(SHUTDOWN_TIMEOUT.plus(OURS).plus(MACHINE));
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void aProcessThatHasDoneItsWorkHasToldOfItWhenItEnds() throws Exception {
        this.receiver.fault(Fault.latency(Duration.ofMillis(200)));
        Process process = start("once");
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(statuses()).as(output()).endsWith("ok");
        assertThat(this.receiver.events()).hasSize(1);
    }

    @Test
    void aRollingDeployOfAJobThatRunsAgainSoonOpensNoIncident() throws Exception {
        deploy("auto");
        assertThat(statuses()).first().isEqualTo("in_progress");
        assertThat(statuses()).doesNotContain("error").endsWith("ok");
        assertThat(stateAfter().incident()).isNull();
    }

    @Test
    void whoWantsErrorsOfADeployGetsAnIncident() throws Exception {
        deploy("error");
        assertThat(statuses()).contains("error").endsWith("ok");
        // Told as it happened: the error came before the run that was good again.
        List<JsonNode> untilError = this.receiver.checkIns().stream()
                .takeWhile(checkIn -> !checkIn.path("status").asText().equals("ok"))
                .toList();
        assertThat(state(untilError, 1).incident()).isNotNull();
    }

    /** The old process is ended in the middle of its run, the new one runs. */
    private void deploy(String interrupted) throws Exception {
        Process old = start("stuck", "--fluxion.crons.delivery.interrupted=" + interrupted);
        await().atMost(Duration.ofMinutes(3))
                .until(() -> !this.receiver.checkIns().isEmpty());
        old.destroy();
        assertThat(old.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Process fresh = start("once");
        assertThat(fresh.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    /** What becomes of the monitor, if the new process goes on as it began for longer than a run may take. */
    private MonitorState stateAfter() {
        return state(this.receiver.checkIns(), 45);
    }

    /** Sentry's rules on what arrived, the old process in one minute and the new one in the next. */
    private static MonitorState state(List<JsonNode> arrived, int minutes) {
        Instant start = Instant.parse("2026-01-05T10:00:02Z");
        Instant[] now = {start};
        Clock clock = new Clock() {

            @Override
            public Instant instant() {
                return now[0];
            }

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
        Schedule schedule = Schedules.unix("* * * * *", ZoneOffset.UTC);
        MonitorDefinition monitor = new MonitorDefinition(
                "etl",
                "etl",
                null,
                null,
                null,
                schedule,
                schedule.toSentry(),
                new MonitorSettings(Duration.ofMinutes(2), Duration.ofMinutes(30), 1, 1, null),
                MonitorDefinition.Origin.DECLARED,
                true,
                true);
        StateKeeper states =
                new StateKeeper("production", clock, new MemoryMonitorStore(100), Duration.ofDays(90), List.of());
        String first = arrived.get(0).path("check_in_id").asText();
        for (JsonNode checkIn : arrived) {
            boolean old = checkIn.path("check_in_id").asText().equals(first);
            tell(states, monitor, checkIn, old ? start : start.plusSeconds(60));
        }
        for (int minute = 1; minute <= minutes; minute++) {
            now[0] = start.plusSeconds(60L * minute);
            states.tick(List.of(monitor), now[0]);
            if (minutes > 1) {
                states.record(
                        monitor,
                        new MonitorEvent.Closed(
                                UUID.randomUUID(), now[0], CheckInStatus.OK, Duration.ofSeconds(1), RunReport.EMPTY));
                assertThat(states.state(monitor).incident())
                        .as("minute %d", minute)
                        .isNull();
            }
        }
        return states.state(monitor);
    }

    private static void tell(StateKeeper states, MonitorDefinition monitor, JsonNode checkIn, Instant at) {
        String hex = checkIn.path("check_in_id").asText();
        UUID id = new UUID(
                Long.parseUnsignedLong(hex.substring(0, 16), 16), Long.parseUnsignedLong(hex.substring(16), 16));
        switch (checkIn.path("status").asText()) {
            case "in_progress" -> states.record(monitor, new MonitorEvent.Opened(id, at, RunReport.EMPTY));
            case "ok" ->
                states.record(monitor, new MonitorEvent.Closed(id, at, CheckInStatus.OK, null, RunReport.EMPTY));
            default ->
                states.record(monitor, new MonitorEvent.Closed(id, at, CheckInStatus.ERROR, null, RunReport.EMPTY));
        }
    }

    private List<String> statuses() {
        return this.receiver.checkIns("etl").stream()
                .map(checkIn -> checkIn.path("status").asText())
                .toList();
    }

    private Process start(String mode, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                Application.class.getName(),
                mode,
                "--sentry.dsn=" + this.receiver.dsn(),
                "--fluxion.crons.delivery.shutdown-timeout=" + SHUTDOWN_TIMEOUT,
                "--fluxion.crons.monitors.etl.schedule=* * * * *",
                "--fluxion.crons.monitors.etl.max-runtime=30m"));
        command.addAll(Arrays.asList(more));
        Process process = new ProcessBuilder(command)
                .directory(this.folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        this.folder.resolve("out").toFile()))
                .start();
        this.processes.add(process);
        return process;
    }

    private String output() throws IOException {
        return Files.readString(this.folder.resolve("out"));
    }

    private static String classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(path.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        CronsAutoConfiguration.class,
        SentryDeliveryAutoConfiguration.class,
        SentryAutoConfiguration.class
    })
    static class Application {

        public static void main(String[] arguments) throws InterruptedException {
            ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                    .web(WebApplicationType.NONE)
                    .run(Arrays.copyOfRange(arguments, 1, arguments.length));
            CronMonitors monitors = context.getBean(CronMonitors.class);
            Sentry.captureMessage("on its way");
            if (arguments[0].equals("stuck")) {
                monitors.run("etl", run -> new CountDownLatch(1).await());
            }
            monitors.run("etl", run -> {});
            if (arguments[0].equals("idle")) {
                new CountDownLatch(1).await();
            }
            System.exit(SpringApplication.exit(context));
        }
    }
}
