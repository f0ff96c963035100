package ai.fluxion.crons.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.Evaluation;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorEvent;
import ai.fluxion.crons.monitor.MonitorTransition;
import ai.fluxion.crons.monitor.Monitors;
import ai.fluxion.crons.monitor.RunReport;
import ai.fluxion.crons.store.MemoryMonitorStore;
import ai.fluxion.crons.store.MonitorKey;
import ai.fluxion.crons.store.MonitorStore;
import ai.fluxion.crons.store.jdbc.JdbcMonitorStore;
import ai.fluxion.crons.store.jdbc.JdbcStoreSchema;
import ai.fluxion.crons.store.jdbc.SchemaInitialization;
import java.time.Instant;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class StoreMirrorTests {

    private static final Instant START = Instant.parse("2026-11-22T10:00:01Z");

    private final JdbcDataSource database = new JdbcDataSource();

    private final MonitorDefinition monitor = Monitors.discovered("hourly", null);

    private final MonitorKey key = new MonitorKey("production", "hourly");

    @BeforeEach
    void prepare() {
        this.database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        new JdbcStoreSchema(this.database).migrate();
    }

    @Test
    void whoseChangeComesToNothingHasWhatTheQuickerOneWrote() {
        MemoryMonitorStore memory = new MemoryMonitorStore(100);
        StoreMirror mirror = mirror(memory);
        StoreMirror quicker = mirror(new MemoryMonitorStore(100));
        quicker.commit(this.monitor, null, closed(START));
        mirror.refresh();
        assertThat(memory.history(this.key, 10)).hasSize(1);

        quicker.commit(this.monitor, null, closed(START.plusSeconds(1)));
        mirror.commit(this.monitor, null, (state, known) -> Evaluation.unchanged(state));

        assertThat(memory.history(this.key, 10)).hasSize(2);
        mirror.refresh();
        assertThat(memory.history(this.key, 10)).hasSize(2);
    }

    @Test
    void whatChangedLatelyIsSeenWithoutReadingAll() {
        MemoryMonitorStore memory = new MemoryMonitorStore(100);
        StoreMirror mirror = mirror(memory);
        StoreMirror other = mirror(new MemoryMonitorStore(100));
        mirror.catchUp();
        assertThat(mirror.isLoaded()).isTrue();

        other.commit(this.monitor, null, closed(START));
        mirror.catchUp();

        assertThat(memory.history(this.key, 10)).hasSize(1);
    }

    @Test
    void whatWasChangedByAWrongClockIsSeenWhenAllIsRead() {
        MemoryMonitorStore memory = new MemoryMonitorStore(100);
        StoreMirror mirror = mirror(memory);
        mirror.refresh();
        mirror(new MemoryMonitorStore(100)).commit(this.monitor, null, closed(START));
        new JdbcTemplate(this.database).update("UPDATE fluxion_crons_monitor SET changed_at = 0");

        mirror.catchUp();
        assertThat(memory.history(this.key, 10)).isEmpty();
        mirror.refresh();

        assertThat(memory.history(this.key, 10)).hasSize(1);
    }

    private StoreMirror mirror(MemoryMonitorStore memory) {
        return new StoreMirror(
                new JdbcMonitorStore(this.database, 100, SchemaInitialization.NEVER),
                memory,
                "production",
                new PendingChanges());
    }

    private MonitorStore.Change closed(Instant at) {
        MonitorTransition transition = new MonitorTransition(false);
        return (state, known) -> transition.apply(
                this.monitor,
                state == null ? transition.begin(this.monitor, START) : state,
                known,
                new MonitorEvent.Closed(UUID.randomUUID(), at, CheckInStatus.OK, null, RunReport.EMPTY));
    }
}
