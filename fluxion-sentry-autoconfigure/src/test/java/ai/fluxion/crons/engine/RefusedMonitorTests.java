package ai.fluxion.crons.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorEvent;
import ai.fluxion.crons.monitor.MonitorState;
import ai.fluxion.crons.monitor.MonitorStatus;
import ai.fluxion.crons.monitor.MonitorTransition;
import ai.fluxion.crons.monitor.Monitors;
import ai.fluxion.crons.monitor.RunReport;
import ai.fluxion.crons.monitor.Slots;
import ai.fluxion.crons.store.MemoryMonitorStore;
import ai.fluxion.crons.store.MonitorKey;
import ai.fluxion.crons.store.SharedMonitorStore;
import ai.fluxion.crons.store.jdbc.JdbcMonitorStore;
import ai.fluxion.crons.store.jdbc.JdbcStoreSchema;
import ai.fluxion.crons.store.jdbc.SchemaInitialization;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** A store that does not take one monitor, in a PostgreSQL that the test unpacks and starts by itself. */
@ExtendWith(OutputCaptureExtension.class)
class RefusedMonitorTests {

    private static final Instant START = Instant.parse("2026-11-22T10:00:01Z");

    private static EmbeddedPostgres postgres;

    private static HikariDataSource dataSource;

    private static JdbcTemplate sql;

    private final String environment = UUID.randomUUID().toString();

    private final MutableClock clock = new MutableClock("2026-11-22T10:00:01Z");

    private final AtomicLong passed = new AtomicLong();

    private final List<String> heard = new CopyOnWriteArrayList<>();

    private final List<StateKeeper> keepers = new ArrayList<>();

    private final MonitorDefinition refused = hourly("a-refused");

    private final MonitorDefinition other = hourly("other");

    @BeforeAll
    static void open() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        dataSource = new HikariDataSource();
        dataSource.setDataSource(postgres.getPostgresDatabase());
        sql = new JdbcTemplate(dataSource);
        new JdbcStoreSchema(dataSource).migrate();
    }

    @AfterAll
    static void close() throws IOException {
        dataSource.close();
        postgres.close();
    }

    @AfterEach
    void stop() {
        take();
        this.keepers.forEach(keeper -> keeper.stop(Duration.ofSeconds(3)));
    }

    @Test
    void aMonitorThatTheStoreRefusesKeepsNoOtherFromBeingMissed(CapturedOutput output) {
        StateKeeper keeper = start();
        ran(keeper, START);
        refuse();

        for (int minute = 0; minute < 5; minute++) {
            keeper.tick(
                    List.of(this.refused, this.other),
                    Instant.parse("2026-11-22T11:02:00Z").plus(Duration.ofMinutes(minute)));
        }

        assertThat(statuses(this.other)).containsExactly(CheckInStatus.MISSED, CheckInStatus.OK);
        await().untilAsserted(
                        () -> assertThat(this.heard).containsExactlyInAnyOrder("missed a-refused", "missed other"));
        assertThat(keeper.status(this.refused)).isEqualTo(MonitorStatus.ERROR);
        assertThat(output).containsOnlyOnce("refuses 'a-refused'").doesNotContain("The monitor store fails");
    }

    @Test
    void whatAMonitorDidWhileTheStoreRefusedItIsWrittenWhenItIsTakenAgain(CapturedOutput output) {
        StateKeeper keeper = start();
        ran(keeper, START);
        refuse();
        keeper.tick(List.of(this.refused, this.other), Instant.parse("2026-11-22T11:02:00Z"));
        ran(keeper, Instant.parse("2026-11-22T12:00:01Z"), this.refused);
        await().untilAsserted(() -> assertThat(keeper.history(this.refused, 10)).hasSize(3));
        keeper.tick(List.of(this.refused, this.other), Instant.parse("2026-11-22T12:02:00Z"));
        ran(keeper, Instant.parse("2026-11-22T13:00:01Z"), this.refused);
        ran(keeper, Instant.parse("2026-11-22T13:00:01Z"), this.other);
        assertThat(statuses(this.refused)).containsExactly(CheckInStatus.OK);
        take();

        // Again and again, since it may be in the middle of a try.
        await().untilAsserted(() -> {
            this.passed.addAndGet(Duration.ofMinutes(6).toNanos());
            assertThat(statuses(this.refused))
                    .containsExactly(CheckInStatus.OK, CheckInStatus.OK, CheckInStatus.MISSED, CheckInStatus.OK);
        });
        await().until(keeper::isSettled);
        assertThat(keeper.history(this.refused, 10)).isEqualTo(store().history(key(this.refused), 10));
        assertThat(output).contains("takes 'a-refused' again").doesNotContain("which are dropped", "these are dropped");
        keeper.tick(List.of(this.refused), Instant.parse("2026-11-22T14:02:00Z"));
        assertThat(statuses(this.refused)).startsWith(CheckInStatus.MISSED).hasSize(5);
    }

    @Test
    @Tag("exhaustive")
    void aMonitorThatIsRefusedIsNotMissedForWhatAPeerMayHaveRun() {
        StateKeeper keeper = start();
        start();
        ran(keeper, START);
        passBeats(keeper);
        refuse();

        for (int minute = 0; minute < 5; minute++) {
            keeper.tick(
                    List.of(this.refused, this.other),
                    Instant.parse("2026-11-22T11:03:00Z").plus(Duration.ofMinutes(minute)));
        }

        await().untilAsserted(() -> assertThat(this.heard).containsExactly("missed other"));
    }

    @Test
    @Tag("exhaustive")
    void whatIsOldInAStoreThatRefusesItIsNotMissedByAProcessThatStarts() {
        StateKeeper before = start();
        ran(before, START);
        before.stop(Duration.ofSeconds(3));
        refuse();
        StateKeeper after = start();
        await().untilAsserted(() -> assertThat(after.history(this.refused, 10)).hasSize(1));

        Instant now = Instant.parse("2026-11-22T15:30:00Z");
        after.tick(List.of(this.refused, this.other), now);
        ran(after, Instant.parse("2026-11-22T16:00:00Z"), this.refused);
        after.tick(List.of(this.refused, this.other), Instant.parse("2026-11-22T16:30:00Z"));
        assertThat(this.heard).doesNotContain("missed a-refused");

        after.tick(List.of(this.refused, this.other), Instant.parse("2026-11-22T17:30:00Z"));
        await().untilAsserted(() -> assertThat(this.heard).containsOnlyOnce("missed a-refused"));
    }

    @Test
    void aChangeThatIsRefusedForItselfKeepsNoLaterOneBack(CapturedOutput output) {
        StateKeeper keeper = start();
        ran(keeper, START);
        sql.execute("ALTER TABLE fluxion_crons_check_in ADD CONSTRAINT refused CHECK (report NOT LIKE '%bad%')");
        RunReport bad = new RunReport("bad", Map.of(), Map.of(), List.of(), null);
        keeper.record(
                this.refused,
                new MonitorEvent.Closed(UUID.randomUUID(), START.plusSeconds(60), CheckInStatus.ERROR, null, bad));
        ran(keeper, START.plusSeconds(120), this.refused);

        await().untilAsserted(
                        () -> assertThat(statuses(this.refused)).containsExactly(CheckInStatus.OK, CheckInStatus.OK));
        await().until(keeper::isSettled);
        assertThat(output).contains("refuses 1 changes of 'a-refused'").doesNotContain("The monitor store fails");
    }

    @Test
    void aRowThatCannotBeReadKeepsNobodyFromReadingTheOthers(CapturedOutput output) {
        StateKeeper one = start();
        ran(one, START);
        sql.update(
                "UPDATE fluxion_crons_monitor SET status = 'strange', version = version + 1 WHERE environment = ? AND slug = ?",
                this.environment,
                "a-refused");
        StateKeeper two = start();

        await().untilAsserted(() -> assertThat(two.status(this.other)).isEqualTo(MonitorStatus.OK));
        ran(two, START.plusSeconds(60), this.refused);
        ran(two, START.plusSeconds(60), this.other);
        await().untilAsserted(() -> assertThat(statuses(this.other)).hasSize(2));
        assertThat(two.status(this.refused)).isEqualTo(MonitorStatus.OK);
        assertThat(output).contains("of 'a-refused' cannot be read").doesNotContain("The monitor store fails");
    }

    @Test
    void aRunThatCannotBeEndedKeepsNoOtherOfItsProcessOpen(CapturedOutput output) {
        SharedMonitorStore dead = store();
        dead.beat(this.environment);
        for (MonitorDefinition monitor : List.of(this.refused, this.other)) {
            dead.commit(key(monitor), null, (state, known) -> new MonitorTransition(false)
                    .apply(
                            monitor,
                            MonitorState.initial(null),
                            null,
                            new MonitorEvent.Opened(UUID.randomUUID(), START, RunReport.EMPTY)));
        }
        sql.update(
                "UPDATE fluxion_crons_process SET pid = 0, started_at = 1 WHERE id = ?",
                dead.processId().toString());
        refuse();
        StateKeeper keeper = start();

        await().untilAsserted(() -> assertThat(statuses(this.other)).containsExactly(CheckInStatus.ERROR));
        ran(keeper, START.plusSeconds(60), this.other);
        await().untilAsserted(() -> assertThat(statuses(this.other)).hasSize(2));
        assertThat(output).doesNotContain("The monitor store fails");
        assertThat(statuses(this.refused)).containsExactly(CheckInStatus.IN_PROGRESS);
    }

    @Test
    @Tag("exhaustive")
    void aRowThatIsLockedKeepsNoOtherFromBeingWritten(CapturedOutput output) throws SQLException {
        StateKeeper keeper = start();
        ran(keeper, START);
        try (Connection holder = postgres.getPostgresDatabase().getConnection()) {
            holder.setAutoCommit(false);
            try (PreparedStatement lock = holder.prepareStatement(
                    "SELECT * FROM fluxion_crons_monitor WHERE environment = ? AND slug = 'a-refused' FOR UPDATE")) {
                lock.setString(1, this.environment);
                lock.execute();
            }
            sql.execute("ALTER DATABASE postgres SET lock_timeout = 100");
            dataSource.getHikariPoolMXBean().softEvictConnections();
            ran(keeper, START.plusSeconds(60), this.refused);
            ran(keeper, START.plusSeconds(60), this.other);
            await().untilAsserted(() -> assertThat(statuses(this.other)).hasSize(2));
            await().untilAsserted(() -> assertThat(output).contains("refuses 'a-refused'"));
            assertThat(statuses(this.refused)).hasSize(1);
            holder.rollback();
        } finally {
            sql.execute("ALTER DATABASE postgres RESET lock_timeout");
            dataSource.getHikariPoolMXBean().softEvictConnections();
        }

        await().untilAsserted(() -> {
            this.passed.addAndGet(Duration.ofMinutes(6).toNanos());
            assertThat(statuses(this.refused)).hasSize(2);
        });
        assertThat(output).doesNotContain("The monitor store fails");
    }

    @Test
    @Tag("exhaustive")
    void aColumnThatIsMissingIsEverybodysTroubleAndSaidOnce(CapturedOutput output) {
        StateKeeper keeper = start();
        ran(keeper, START);
        sql.execute("ALTER TABLE fluxion_crons_monitor RENAME monitor_key TO gone");
        try {
            ran(keeper, START.plusSeconds(60), this.refused);
            ran(keeper, START.plusSeconds(60), this.other);
            await().untilAsserted(() -> assertThat(output).contains("The monitor store fails"));
            keeper.tick(List.of(this.refused, this.other), Instant.parse("2026-11-22T11:02:00Z"));
            assertThat(output).doesNotContain("refuses");
        } finally {
            sql.execute("ALTER TABLE fluxion_crons_monitor RENAME gone TO monitor_key");
        }
        await().until(keeper::isSettled);
        assertThat(statuses(this.refused)).hasSize(2);
        assertThat(statuses(this.other)).hasSize(2);
        assertThat(output).containsOnlyOnce("The monitor store fails");
    }

    @Test
    @Tag("exhaustive")
    void aStoreThatKeepsWhatIsOldIsNotAway(CapturedOutput output) {
        StateKeeper keeper = start();
        ran(keeper, START);
        sql.execute(
                """
                CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'it is kept'; END $$""");
        sql.execute("CREATE TRIGGER keep BEFORE DELETE ON fluxion_crons_check_in FOR EACH ROW EXECUTE FUNCTION keep()");
        try {
            this.clock.set("2027-11-22T10:00:00Z");
            this.passed.addAndGet(Duration.ofHours(2).toNanos());
            await().untilAsserted(() -> assertThat(output).contains("refuses to forget"));
            assertThat(output).doesNotContain("The monitor store fails");
        } finally {
            sql.execute("DROP FUNCTION keep CASCADE");
        }
    }

    private void passBeats(StateKeeper keeper) {
        long before = beats();
        this.passed.addAndGet(Duration.ofMinutes(1).toNanos());
        await().until(() -> beats() >= before + 2);
        await().until(keeper::isSettled);
    }

    private long beats() {
        return sql.queryForObject(
                "SELECT SUM(beats) FROM fluxion_crons_process WHERE environment = ?", Long.class, this.environment);
    }

    private void ran(StateKeeper keeper, Instant at) {
        for (MonitorDefinition monitor : List.of(this.refused, this.other)) {
            ran(keeper, at, monitor);
        }
        await().untilAsserted(() -> {
            assertThat(store().find(key(this.refused))).isNotNull();
            assertThat(store().find(key(this.other))).isNotNull();
        });
        await().until(keeper::isSettled);
        keeper.tick(List.of(this.refused, this.other), at);
    }

    private static void ran(StateKeeper keeper, Instant at, MonitorDefinition monitor) {
        keeper.record(monitor, new MonitorEvent.Closed(UUID.randomUUID(), at, CheckInStatus.OK, null, RunReport.EMPTY));
    }

    private static void refuse() {
        sql.execute("ALTER TABLE fluxion_crons_monitor ADD CONSTRAINT refused CHECK (slug <> 'a-refused') NOT VALID");
    }

    private static void take() {
        sql.execute("ALTER TABLE fluxion_crons_monitor DROP CONSTRAINT IF EXISTS refused");
        sql.execute("ALTER TABLE fluxion_crons_check_in DROP CONSTRAINT IF EXISTS refused");
    }

    private List<CheckInStatus> statuses(MonitorDefinition monitor) {
        return store().history(key(monitor), 10).stream().map(CheckIn::status).toList();
    }

    private StateKeeper start() {
        StateKeeper keeper = new StateKeeper(
                this.environment,
                this.clock,
                store(),
                new MemoryMonitorStore(100),
                Duration.ofDays(90),
                Duration.ofMinutes(2),
                List.of(new Heard()),
                () -> System.nanoTime() + this.passed.get());
        this.keepers.add(keeper);
        keeper.start(FixedRegistry.unticked(List.of(this.refused, this.other)));
        await().until(keeper::isSettled);
        return keeper;
    }

    private static SharedMonitorStore store() {
        return new JdbcMonitorStore(dataSource, 100, SchemaInitialization.NEVER);
    }

    private MonitorKey key(MonitorDefinition monitor) {
        return new MonitorKey(this.environment, monitor.slug());
    }

    private static MonitorDefinition hourly(String slug) {
        return Monitors.discovered(slug, Slots.crontab("0 * * * *", null));
    }

    private final class Heard implements MonitorListener {

        @Override
        public void missed(MonitorDefinition monitor, CheckIn checkIn) {
            heard.add("missed " + monitor.slug());
        }
    }
}
