package ai.fluxion.crons.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.Incident;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorEvent;
import ai.fluxion.crons.monitor.MonitorState;
import ai.fluxion.crons.monitor.MonitorStatus;
import ai.fluxion.crons.monitor.MonitorTransition;
import ai.fluxion.crons.monitor.Monitors;
import ai.fluxion.crons.monitor.OpenRun;
import ai.fluxion.crons.monitor.RunReport;
import ai.fluxion.crons.monitor.Slots;
import ai.fluxion.crons.store.MonitorKey;
import ai.fluxion.crons.store.MonitorStoreContractTests;
import ai.fluxion.crons.store.SharedMonitorStore.OpenRunOf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** What becomes of tables that others made: earlier builds, later ones, and several at once. */
abstract class JdbcStoreSchemaContractTests extends MonitorStoreContractTests {

    private static final String SCRIPTS = "ai/fluxion/crons/store/jdbc/";

    private static final UUID OLD_PROCESS = UUID.fromString("76fb9675-ce13-4b2a-8849-457f8135939c");

    /** The database, which may have tables of an earlier test. */
    abstract DataSource dataSource();

    @AfterEach
    void leaveTheTablesAsTheyAreMade() {
        drop();
    }

    @Test
    void tablesAreMadeOnceHoweverManyProcessesStart() throws Exception {
        drop();
        assertThat(schema().version()).isZero();

        migrateThreeTimesAtOnce();

        assertThat(schema().version()).isEqualTo(JdbcStoreSchema.VERSION);
        assertThat(jdbc().queryForList("SELECT version FROM fluxion_crons_schema ORDER BY version", Integer.class))
                .containsExactly(1, 2);
        assertThat(commit("fresh")).isEqualTo(1);
    }

    @Test
    void tablesThatAreGoneAreMadeAgain() {
        JdbcMonitorStore store = new JdbcMonitorStore(dataSource(), HISTORY, SchemaInitialization.ALWAYS);
        store.beat("production");
        drop();

        assertThatThrownBy(() -> store.beat("production")).isInstanceOf(BadSqlGrammarException.class);

        assertThat(store.beat("production")).hasSize(1);
    }

    @Test
    void whatVersionOneHeldIsThereAfterSeveralProcessesUpgradedItAtOnce() throws Exception {
        makeVersionOne();

        migrateThreeTimesAtOnce();

        assertThat(schema().version()).isEqualTo(2);
        JdbcMonitorStore store = newStore();
        assertThat(store.versions("production"))
                .isEqualTo(Map.of("hourly", 7L, "nightly", 3L, "etl-ventas-tienda-tienda-01", 2L));
        assertThat(store.find(key("hourly"))).satisfies(state -> {
            assertThat(state.status()).isEqualTo(MonitorStatus.OK);
            assertThat(state.next()).isEqualTo("2026-11-20T14:00:00Z");
            assertThat(state.key()).isNull();
            assertThat(state.open()).extracting(OpenRun::id).containsExactly(id(9));
        });
        assertThat(store.find(key("nightly"))).satisfies(state -> assertThat(state.incident())
                .isEqualTo(new Incident(
                        Instant.parse("2026-11-20T06:00:00Z"),
                        UUID.fromString("8e507388-596b-32e5-8f5f-3b3f0eccb31d"),
                        2)));
        assertThat(store.history(key("hourly"), 10))
                .extracting(CheckIn::id, CheckIn::status)
                .containsExactly(
                        tuple(9, CheckInStatus.IN_PROGRESS),
                        tuple(2, CheckInStatus.OK),
                        tuple(1, CheckInStatus.ERROR),
                        tuple(0, CheckInStatus.OK));
        assertThat(store.history(key("hourly"), 10).get(2)).satisfies(failed -> {
            assertThat(failed.duration()).isEqualTo(Duration.ofMillis(61_250));
            assertThat(failed.report().message()).isEqualTo("O'Brien: 0 registros\n\tañadidos");
            assertThat(failed.report().metrics()).isEqualTo(Map.of("registros_extraidos", 42, "costo", 1.5));
            assertThat(failed.report().steps()).hasSize(1);
        });
        assertThat(store.openRuns("production", OLD_PROCESS)).containsExactly(new OpenRunOf("hourly", id(9)));
    }

    @Test
    void whatVersionOneHeldGoesOnWithVersionTwo() {
        makeVersionOne();
        schema().migrate();
        JdbcMonitorStore store = newStore();
        assertThat(store.changes("production")).isEmpty();
        MonitorDefinition hourly = Monitors.discovered("hourly", Slots.crontab("0 * * * *", null));
        Instant end = Instant.parse("2026-11-20T13:10:00Z");

        long version = store.commit(key("hourly"), id(9), (state, known) -> new MonitorTransition(false)
                        .apply(
                                hourly,
                                Objects.requireNonNull(state),
                                known,
                                new MonitorEvent.Closed(id(9), end, CheckInStatus.OK, null, RunReport.EMPTY)))
                .version();

        assertThat(version).isEqualTo(8);
        assertThat(store.changes("production")).isEqualTo(Map.of("hourly", 8L));
        assertThat(store.history(key("hourly"), 1).get(0)).satisfies(closed -> {
            assertThat(closed.status()).isEqualTo(CheckInStatus.OK);
            assertThat(closed.startedAt()).isEqualTo("2026-11-20T13:00:00.007Z");
            assertThat(closed.report().tags()).isEqualTo(Map.of("tienda", "01"));
        });
        assertThat(store.openRuns("production", OLD_PROCESS)).isEmpty();
    }

    @Test
    void aProcessThatKnowsVersionOneOnlyGoesOnWriting() {
        makeVersionOne();
        schema().migrate();
        jdbc().update("DELETE FROM fluxion_crons_check_in");
        jdbc().update("DELETE FROM fluxion_crons_monitor");
        jdbc().update("DELETE FROM fluxion_crons_process");

        // The statements of that build, with the columns that it knew.
        run("test/rows-of-version-1.sql");
        jdbc().update("UPDATE fluxion_crons_monitor SET version = version + 1 WHERE slug = 'hourly' AND version = 7");

        JdbcMonitorStore store = newStore();
        assertThat(store.versions("production")).containsEntry("hourly", 8L).containsEntry("nightly", 3L);
        assertThat(store.history(key("nightly"), 10)).hasSize(3);
    }

    @Test
    void anUpgradeThatWasCutOffIsBegunAgain() {
        makeVersionOne();
        jdbc().execute("ALTER TABLE fluxion_crons_monitor ADD COLUMN changed_at BIGINT DEFAULT 0 NOT NULL");

        schema().migrate();

        assertThat(schema().version()).isEqualTo(2);
        assertThat(newStore().find(key("nightly"))).isNotNull();
    }

    @Test
    void tablesOfANewerVersionAreRefusedAndLeftAlone() {
        schema().migrate();
        jdbc().update("INSERT INTO fluxion_crons_schema (version) VALUES (3)");

        for (SchemaInitialization initialization : SchemaInitialization.values()) {
            JdbcMonitorStore store = new JdbcMonitorStore(dataSource(), HISTORY, initialization);
            assertThatThrownBy(() -> store.beat("production"))
                    .isInstanceOf(InvalidDataAccessResourceUsageException.class)
                    .hasMessage(
                            "The monitor store's tables are at version 3, and this application knows versions up to 2:"
                                    + " a newer one has upgraded them. Run that one, or give this one tables of its own");
            assertThatThrownBy(() -> store.find(key("hourly")))
                    .hasMessageContaining("this application knows versions up to 2");
        }
        assertThat(jdbc().queryForList("SELECT id FROM fluxion_crons_process")).isEmpty();
    }

    @Test
    void olderTablesThatMayNotBeUpgradedHereAreNamedWithTheScriptsThatAreMissing() {
        makeVersionOne();

        assertThatThrownBy(() ->
                        new JdbcMonitorStore(dataSource(), HISTORY, SchemaInitialization.NEVER).slugs("production"))
                .isInstanceOf(InvalidDataAccessResourceUsageException.class)
                .hasMessageContainingAll("at version 1", "needs version 2", "upgrade-2-" + platform() + ".sql");
        drop();
        assertThatThrownBy(() ->
                        new JdbcMonitorStore(dataSource(), HISTORY, SchemaInitialization.EMBEDDED).beat("production"))
                .hasMessageContainingAll(
                        "at version 0",
                        "schema-" + platform() + ".sql, upgrade-2-" + platform() + ".sql",
                        "fluxion.crons.store.jdbc.initialize-schema=always");
    }

    @Test
    void tablesAreUpgradedVersionByVersion() {
        schema().migrate();
        try {
            new JdbcStoreSchema(dataSource(), SCRIPTS + "test/", 4).migrate();

            assertThat(schema().version()).isEqualTo(4);
            assertThat(jdbc().queryForObject("SELECT added + more FROM fluxion_crons_later", int.class))
                    .isEqualTo(3);
        } finally {
            jdbc().execute("DROP TABLE IF EXISTS fluxion_crons_later");
        }
    }

    @Test
    void aDatabaseThatDoesNotTakeTheScriptsIsNamed() throws SQLException {
        schema().migrate();
        JdbcStoreSchema beyond = new JdbcStoreSchema(dataSource(), SCRIPTS + "test/", 5);
        try (Connection connection = dataSource().getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();

            assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
                    .isThrownBy(beyond::migrate)
                    .withMessageContaining(product)
                    .withMessageContaining("upgrade-5-generic.sql")
                    .withMessageContaining("fluxion.crons.store.type=memory")
                    .withMessageContaining("HUGE_UNKNOWN_TYPE".toLowerCase(Locale.ROOT));
        } finally {
            jdbc().execute("DROP TABLE IF EXISTS fluxion_crons_later");
        }
    }

    @Test
    void tablesOfAnotherSchemaAreNotOurs() throws SQLException {
        schema().migrate();
        commit("ours");
        jdbc().execute("CREATE SCHEMA \"other\"");
        try (Connection connection = dataSource().getConnection()) {
            String own = connection.getSchema();
            connection.setSchema("other");
            DataSource other = new SingleConnectionDataSource(connection, true);
            assertThat(new JdbcStoreSchema(other).version()).isZero();

            new JdbcStoreSchema(other).migrate();

            assertThat(new JdbcMonitorStore(other, HISTORY, SchemaInitialization.NEVER).slugs("production"))
                    .isEmpty();
            connection.setSchema(own);
            assertThat(newStore().slugs("production")).containsExactly("ours");
        } finally {
            jdbc().execute("DROP SCHEMA \"other\" CASCADE");
        }
    }

    @Test
    void theScriptThatWasReleasedIsWhatItWas() throws IOException {
        String released = "test/released-schema-%s.sql".formatted(platform());

        assertThat(text("schema-%s.sql".formatted(platform())))
                .as("A change of the tables is an upgrade script, and a higher version")
                .isEqualTo(text(released));
    }

    private void makeVersionOne() {
        drop();
        run("test/released-schema-%s.sql".formatted(platform()));
        run("test/rows-of-version-1.sql");
        assertThat(schema().version()).isEqualTo(1);
    }

    private void run(String script) {
        ResourceDatabasePopulator populator = new ResourceDatabasePopulator(new ClassPathResource(SCRIPTS + script));
        populator.setSqlScriptEncoding("UTF-8");
        populator.execute(dataSource());
    }

    private void drop() {
        for (String table : List.of("monitor", "check_in", "process", "schema")) {
            jdbc().execute("DROP TABLE IF EXISTS fluxion_crons_" + table);
        }
    }

    private void migrateThreeTimesAtOnce() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(3);
        CyclicBarrier together = new CyclicBarrier(3);
        List<? extends Future<?>> futures = IntStream.range(0, 3)
                .mapToObj(i -> executor.submit(() -> {
                    together.await();
                    new JdbcStoreSchema(dataSource()).migrate();
                    return null;
                }))
                .toList();
        for (Future<?> future : futures) {
            future.get();
        }
        executor.shutdown();
    }

    private long commit(String slug) {
        MonitorDefinition monitor = Monitors.discovered(slug, null);
        UUID id = UUID.randomUUID();
        return newStore()
                .commit(key(slug), id, (state, known) -> new MonitorTransition(false)
                        .apply(
                                monitor,
                                state == null ? MonitorState.INITIAL : state,
                                known,
                                new MonitorEvent.Opened(id, Instant.EPOCH, RunReport.EMPTY)))
                .version();
    }

    private String platform() {
        String name = Objects.requireNonNull(jdbc().execute(
                        (Connection connection) -> connection.getMetaData().getDatabaseProductName()));
        return name.toLowerCase(Locale.ROOT);
    }

    private static String text(String script) throws IOException {
        return new ClassPathResource(SCRIPTS + script).getContentAsString(StandardCharsets.UTF_8);
    }

    private JdbcStoreSchema schema() {
        return new JdbcStoreSchema(dataSource());
    }

    private JdbcMonitorStore newStore() {
        return new JdbcMonitorStore(dataSource(), HISTORY, SchemaInitialization.NEVER);
    }

    private JdbcTemplate jdbc() {
        return new JdbcTemplate(dataSource());
    }

    private static Tuple tuple(int number, CheckInStatus status) {
        return Assertions.tuple(id(number), status);
    }

    private static UUID id(int number) {
        return new UUID(0x1000L, 0x8000_0000_0000_0000L + number);
    }

    private static MonitorKey key(String slug) {
        return new MonitorKey("production", slug);
    }
}
