package ai.fluxion.crons.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.Evaluation;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorEvent;
import ai.fluxion.crons.monitor.MonitorState;
import ai.fluxion.crons.monitor.MonitorTransition;
import ai.fluxion.crons.monitor.Monitors;
import ai.fluxion.crons.monitor.RunReport;
import ai.fluxion.crons.monitor.Slots;
import ai.fluxion.crons.store.MonitorKey;
import ai.fluxion.crons.store.SharedMonitorStore;
import ai.fluxion.crons.store.SharedMonitorStore.OpenRunOf;
import ai.fluxion.crons.store.SharedMonitorStore.Process;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a store in a database keeps to besides. */
abstract class JdbcMonitorStoreContractTests extends JdbcStoreSchemaContractTests {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final MonitorTransition transition = new MonitorTransition(false);

    private final MonitorDefinition monitor = Monitors.discovered("hourly", Slots.crontab("0 * * * *", null));

    private final MonitorKey key = new MonitorKey("production", "hourly");

    private JdbcMonitorStore store;

    @BeforeEach
    void prepare() {
        new JdbcStoreSchema(dataSource()).migrate();
        JdbcTemplate jdbc = new JdbcTemplate(dataSource());
        for (String table : List.of("monitor", "check_in", "process")) {
            jdbc.update("DELETE FROM fluxion_crons_" + table);
        }
        this.store = new JdbcMonitorStore(dataSource(), HISTORY, SchemaInitialization.NEVER);
    }

    @Test
    void changesAreThoseOfTheLastMinutesAndVersionsAreAll() {
        commit(storeAt(START), "old");
        // Three clocks that are not quite the same.
        commit(storeAt(START.plus(Duration.ofMinutes(9))), "behind");
        commit(storeAt(START.plus(Duration.ofMinutes(11))), "ahead");
        JdbcMonitorStore now = storeAt(START.plus(Duration.ofMinutes(10)));

        assertThat(now.changes("production")).containsOnlyKeys("behind", "ahead");
        assertThat(now.versions("production")).containsOnlyKeys("old", "behind", "ahead");

        commit(now, "old");
        assertThat(now.changes("production")).containsEntry("old", 2L);
        assertThat(now.changes("staging")).isEmpty();
    }

    private JdbcMonitorStore storeAt(Instant now) {
        return new JdbcMonitorStore(
                dataSource(), HISTORY, SchemaInitialization.NEVER, Clock.fixed(now, ZoneOffset.UTC));
    }

    private void commit(SharedMonitorStore one, String slug) {
        one.update(
                new MonitorKey("production", slug),
                null,
                (state, known) -> this.transition.apply(
                        this.monitor,
                        state == null ? MonitorState.INITIAL : state,
                        known,
                        new MonitorEvent.Closed(UUID.randomUUID(), START, CheckInStatus.OK, null, RunReport.EMPTY)));
    }

    @Override
    protected SharedMonitorStore store() {
        return this.store;
    }

    @Test
    void whatOneProcessWroteAnotherReads() {
        SharedMonitorStore other = new JdbcMonitorStore(dataSource(), HISTORY, SchemaInitialization.NEVER);
        UUID id = UUID.randomUUID();
        open(this.store, id, START);

        MonitorState state = other.find(this.key);

        assertThat(state).isEqualTo(this.store.find(this.key));
        assertThat(other.history(this.key, 10)).isEqualTo(this.store.history(this.key, 10));
        assertThat(other.versions("production")).containsExactly(java.util.Map.entry("hourly", 1L));
    }

    @Test
    void aSnapshotHasWhatChangedSinceAVersion() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        open(this.store, first, START);
        open(this.store, second, START.plusSeconds(1));
        close(this.store, first, START.plusSeconds(2));

        assertThat(this.store.snapshot(this.key, 0)).satisfies(all -> {
            assertThat(all.version()).isEqualTo(3);
            assertThat(all.state()).isEqualTo(this.store.find(this.key));
            assertThat(all.checkIns()).extracting(one -> one.id()).containsExactly(first, second);
        });
        assertThat(this.store.snapshot(this.key, 2)).satisfies(changed -> assertThat(changed.checkIns())
                .extracting(one -> one.status())
                .containsExactly(CheckInStatus.OK));
        assertThat(this.store.snapshot(new MonitorKey("production", "other"), 0))
                .isNull();
    }

    @Test
    void aKeyWithASignThatADatabaseRefusesIsWrittenAllTheSame() {
        this.store.commit(
                this.key,
                null,
                (state, known) -> Evaluation.unchanged(MonitorState.initial("tienda\0_01 \uD83C\uDFEA")));

        assertThat(this.store.find(this.key).key()).isEqualTo("tienda\uFFFD_01 \uD83C\uDFEA");
    }

    @Test
    void whatChangesNothingIsNoVersion() {
        UUID id = UUID.randomUUID();
        open(this.store, id, START);
        close(this.store, id, START.plusSeconds(2));

        assertThat(close(this.store, id, START.plusSeconds(3))).isEqualTo(2);
        assertThat(this.store.versions("production")).containsEntry("hourly", 2L);
    }

    @Test
    void anOpenRunBelongsToItsProcessUntilItEnds() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        SharedMonitorStore other = new JdbcMonitorStore(dataSource(), HISTORY, SchemaInitialization.NEVER);
        open(this.store, first, START);
        open(this.store, second, START.plusSeconds(1));
        other.update(
                this.key,
                first,
                (state, known) -> this.transition.apply(
                        this.monitor,
                        java.util.Objects.requireNonNull(state),
                        known,
                        new MonitorEvent.Heartbeat(first, START.plusSeconds(60))));
        assertThat(this.store.openRuns("production", this.store.processId()))
                .containsExactlyInAnyOrder(new OpenRunOf("hourly", first), new OpenRunOf("hourly", second));

        close(other, first, START.plusSeconds(70));

        assertThat(this.store.openRuns("production", this.store.processId()))
                .containsExactly(new OpenRunOf("hourly", second));
        assertThat(this.store.openRuns("production", other.processId())).isEmpty();
        assertThat(this.store.openRuns("staging", this.store.processId())).isEmpty();
    }

    @Test
    void processesKnowEachOther() {
        SharedMonitorStore other = new JdbcMonitorStore(dataSource(), HISTORY, SchemaInitialization.NEVER);
        this.store.beat("production");
        other.beat("production");
        List<Process> all = this.store.beat("production");

        assertThat(all).extracting(Process::id).containsExactlyInAnyOrder(this.store.processId(), other.processId());
        assertThat(all)
                .filteredOn(one -> one.id().equals(this.store.processId()))
                .first()
                .satisfies(self -> {
                    assertThat(self.beats()).isEqualTo(2);
                    assertThat(self.pid()).isEqualTo(ProcessHandle.current().pid());
                });
        assertThat(this.store.beat("staging")).hasSize(1);
    }

    @Test
    void whatAForgottenProcessMadeIsNobodys() {
        SharedMonitorStore other = new JdbcMonitorStore(dataSource(), HISTORY, SchemaInitialization.NEVER);
        other.beat("production");
        open(other, UUID.randomUUID(), START);

        this.store.forget("production", other.processId());

        assertThat(this.store.openRuns("production", other.processId())).isEmpty();
        assertThat(this.store.beat("production")).hasSize(1);
        assertThat(this.store.find(this.key))
                .satisfies(state -> assertThat(state.open()).hasSize(1));
    }

    @Test
    void aPoolOfOneConnectionWithoutAutoCommitDoesAllOfIt() {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(dataSource());
            pool.setAutoCommit(false);
            pool.setMaximumPoolSize(1);
            SharedMonitorStore one = new JdbcMonitorStore(pool, 1, SchemaInitialization.ALWAYS);
            one.beat("production");
            one.beat("production");
            assertThat(this.store.beat("production"))
                    .filteredOn(process -> process.id().equals(one.processId()))
                    .extracting(Process::beats)
                    .containsExactly(2L);

            close(one, UUID.randomUUID(), START.minus(Duration.ofDays(3)));
            close(one, UUID.randomUUID(), START);
            close(one, UUID.randomUUID(), START.plusSeconds(60));
            one.prune("production", START.minus(Duration.ofDays(1)));
            assertThat(this.store.history(this.key, 10)).hasSize(1);

            one.forget("production", one.processId());
            assertThat(this.store.beat("production")).hasSize(1);
        }
    }

    @Test
    void serializableTransactionsAreBegunAnewUntilTheyAreDone() throws Exception {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(dataSource());
            pool.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
            SharedMonitorStore one = new JdbcMonitorStore(pool, HISTORY, SchemaInitialization.NEVER);
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Future<?>> all = new ArrayList<>();
                for (int thread = 0; thread < 4; thread++) {
                    all.add(threads.submit(() -> {
                        for (int i = 0; i < 10; i++) {
                            close(one, UUID.randomUUID(), START.plusSeconds(i));
                            one.beat("production");
                            one.prune("production", START.minus(Duration.ofDays(1)));
                        }
                    }));
                }
                for (Future<?> each : all) {
                    each.get();
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(one.versions("production")).containsEntry("hourly", 40L);
        }
    }

    @Test
    void whatIsOldInOneEnvironmentIsKeptInOthers() {
        MonitorKey staging = new MonitorKey("staging", "hourly");
        close(this.store, UUID.randomUUID(), START);
        SharedMonitorStore brief = new JdbcMonitorStore(dataSource(), 1, SchemaInitialization.NEVER);
        for (int i = 0; i < 2; i++) {
            close(this.store, UUID.randomUUID(), START.plusSeconds(i));
            brief.update(
                    staging,
                    null,
                    (state, known) -> this.transition.apply(
                            this.monitor,
                            MonitorState.INITIAL,
                            null,
                            new MonitorEvent.Closed(
                                    UUID.randomUUID(), START, CheckInStatus.OK, null, RunReport.EMPTY)));
        }

        brief.prune("staging", START.plus(Duration.ofDays(1)));

        assertThat(this.store.history(staging, 10)).isEmpty();
        assertThat(this.store.history(this.key, 10)).hasSize(3);
    }

    private void open(SharedMonitorStore store, UUID id, Instant at) {
        apply(store, id, new MonitorEvent.Opened(id, at, RunReport.EMPTY));
    }

    private long close(SharedMonitorStore store, UUID id, Instant at) {
        return apply(store, id, new MonitorEvent.Closed(id, at, CheckInStatus.OK, null, RunReport.EMPTY));
    }

    private long apply(SharedMonitorStore store, UUID id, MonitorEvent event) {
        return store.commit(
                        this.key,
                        id,
                        (state, known) -> this.transition.apply(
                                this.monitor, state == null ? MonitorState.INITIAL : state, known, event))
                .version();
    }
}
