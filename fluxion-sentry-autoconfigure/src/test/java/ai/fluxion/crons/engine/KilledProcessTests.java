package ai.fluxion.crons.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorStatus;
import ai.fluxion.crons.store.MonitorKey;
import ai.fluxion.crons.store.jdbc.JdbcMonitorStore;
import ai.fluxion.crons.store.jdbc.SchemaInitialization;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Real processes on one PostgreSQL, one of which is killed in the middle of a run. */
@Tag("exhaustive")
class KilledProcessTests {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static EmbeddedPostgres postgres;

    private final List<Process> processes = new ArrayList<>();

    private final List<String> heard = new CopyOnWriteArrayList<>();

    private String url = "";

    @BeforeAll
    static void open() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void close() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void prepare() {
        String database = "crons_" + UUID.randomUUID().toString().replace('-', '_');
        new JdbcTemplate(postgres.getPostgresDatabase()).execute("CREATE DATABASE " + database);
        this.url = postgres.getJdbcUrl("postgres", database);
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : this.processes) {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void theNextStartEndsTheRunOfAProcessThatWasKilled() throws Exception {
        UUID id = UUID.randomUUID();
        Process first = start("PT2M");
        tell(first, "open " + id);
        CheckIn open = awaitStatus(id, CheckInStatus.IN_PROGRESS);
        kill(first);

        // The lease is long: it is the machine that says that the process is gone.
        StateKeeper next = ReplicaProcess.keeper(this.url, Duration.ofMinutes(2), List.of(new Heard()));
        next.start(FixedRegistry.of(ReplicaProcess.MONITOR));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.heard).containsExactly("process ended"));
        MonitorView view = next.view(ReplicaProcess.MONITOR);
        assertThat(view.status()).isEqualTo(MonitorStatus.ERROR);
        assertThat(view.lastCheckIn()).satisfies(last -> {
            assertThat(last.id()).isEqualTo(id);
            assertThat(last.startedAt()).isEqualTo(open.startedAt());
        });
        next.stop(Duration.ofSeconds(5));
    }

    @Test
    void aRunOfALivingProcessIsLeftAloneAndSeenByAll() throws Exception {
        UUID killed = UUID.randomUUID();
        UUID living = UUID.randomUUID();
        Process first = start("PT4S");
        Process second = start("PT4S");
        tell(first, "open " + killed);
        tell(second, "open " + living);
        awaitStatus(killed, CheckInStatus.IN_PROGRESS);
        awaitStatus(living, CheckInStatus.IN_PROGRESS);

        kill(first);

        awaitStatus(killed, CheckInStatus.ERROR);
        assertThat(awaitStatus(living, CheckInStatus.IN_PROGRESS).id()).isEqualTo(living);
        tell(second, "ok " + living);
        awaitStatus(living, CheckInStatus.OK);
        Process third = start("PT4S");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(view(third)).isEqualTo(view(second)));
    }

    @Test
    void twoProcessesThatStartAtOnceUpgradeWhatAnEarlierBuildLeft() throws Exception {
        DriverManagerDataSource database = new DriverManagerDataSource(this.url);
        for (String script : List.of("released-schema-postgresql.sql", "rows-of-version-1.sql")) {
            new ResourceDatabasePopulator(new ClassPathResource("ai/fluxion/crons/store/jdbc/test/" + script))
                    .execute(database);
        }

        List<Process> both = List.of(start("PT8S"), start("PT8S"));

        UUID id = UUID.randomUUID();
        tell(both.get(0), "open " + id);
        tell(both.get(0), "ok " + id);
        awaitStatus(id, CheckInStatus.OK);
        awaitOneView(both);
        JdbcTemplate jdbc = new JdbcTemplate(database);
        assertThat(jdbc.queryForList("SELECT version FROM fluxion_crons_schema ORDER BY version", Integer.class))
                .containsExactly(1, 2);
        assertThat(new JdbcMonitorStore(database, 100, SchemaInitialization.NEVER)
                        .history(new MonitorKey("production", "nightly"), 100))
                .extracting(CheckIn::status)
                .containsExactly(CheckInStatus.MISSED, CheckInStatus.MISSED, CheckInStatus.OK);
    }

    @Test
    void fiveProcessesHaveOneTruth() throws Exception {
        List<Process> five = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            five.add(start("PT8S"));
        }
        List<UUID> runs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            UUID id = UUID.randomUUID();
            runs.add(id);
            tell(five.get(i % 5), "open " + id);
            tell(five.get(i % 5), "ok " + id);
        }
        for (UUID id : runs) {
            awaitStatus(id, CheckInStatus.OK);
        }
        awaitOneView(five);

        // All evaluate the slot of New Year at once, and clocks are half a minute apart.
        Instant slot = ReplicaProcess.MONITOR.schedule().next(Instant.now());
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 5; i++) {
                tell(five.get(i), "tick " + slot.plusSeconds(180 + 60L * round + i % 2 * 30));
            }
        }
        awaitHeard(five, "missed, opened");

        UUID recovery = UUID.randomUUID();
        tell(five.get(1), "ok " + recovery);
        awaitStatus(recovery, CheckInStatus.OK);
        awaitHeard(five, "missed, opened, resolved");

        UUID cut = UUID.randomUUID();
        tell(five.get(0), "open " + cut);
        awaitStatus(cut, CheckInStatus.IN_PROGRESS);
        List<Process> four = five.subList(1, 5);
        String before = heard(five.subList(0, 1));
        kill(five.get(0));
        awaitStatus(cut, CheckInStatus.ERROR);
        List<String> all = new ArrayList<>(List.of("ended", "missed", "opened", "opened", "resolved"));
        Stream.of(before.split(", ")).forEach(all::remove);
        awaitHeard(four, String.join(", ", all));
        awaitOneView(four);
    }

    private static void awaitOneView(List<Process> processes) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            String first = view(processes.get(0));
            for (Process process : processes) {
                assertThat(view(process)).isEqualTo(first);
            }
        });
    }

    private static void awaitHeard(List<Process> processes, String sorted) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(heard(processes)).isEqualTo(sorted));
    }

    /** What all of them told, sorted. */
    private static String heard(List<Process> processes) throws IOException {
        List<String> all = new ArrayList<>();
        for (Process process : processes) {
            String told = answer(process, "heard");
            told = told.substring(told.indexOf('[') + 1, told.indexOf(']'));
            all.addAll(told.isEmpty() ? List.of() : List.of(told.split(", ")));
        }
        return all.stream().sorted().collect(Collectors.joining(", "));
    }

    private CheckIn awaitStatus(UUID id, CheckInStatus status) {
        JdbcMonitorStore store =
                new JdbcMonitorStore(new DriverManagerDataSource(this.url), 100, SchemaInitialization.NEVER);
        MonitorKey key = new MonitorKey("production", ReplicaProcess.MONITOR.slug());
        List<CheckIn> found = new ArrayList<>();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            found.clear();
            store.history(key, 100).stream()
                    .filter(one -> one.id().equals(id) && one.status() == status)
                    .forEach(found::add);
            return !found.isEmpty();
        });
        return found.get(0);
    }

    private Process start(String lease) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ReplicaProcess.class.getName(),
                        this.url,
                        lease)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.processes.add(process);
        return process;
    }

    private static void tell(Process process, String line) throws IOException {
        Writer out = process.outputWriter(StandardCharsets.UTF_8);
        out.write(line + "\n");
        out.flush();
    }

    private static String view(Process process) throws IOException {
        return answer(process, "view");
    }

    private static String answer(Process process, String question) throws IOException {
        tell(process, question);
        BufferedReader in = process.inputReader(StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith(question + " ")) {
                return line;
            }
        }
        throw new IOException("The process ended");
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private final class Heard implements MonitorListener {

        @Override
        public void processEnded(MonitorDefinition monitor, CheckIn checkIn) {
            heard.add(String.valueOf(checkIn.report().message()));
        }
    }
}
