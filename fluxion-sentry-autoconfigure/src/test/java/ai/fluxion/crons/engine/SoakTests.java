package ai.fluxion.crons.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.History;
import ai.fluxion.crons.monitor.Incident;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorEffect;
import ai.fluxion.crons.monitor.MonitorEvent;
import ai.fluxion.crons.monitor.Monitors;
import ai.fluxion.crons.monitor.RunReport;
import ai.fluxion.crons.monitor.Slots;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.store.MemoryMonitorStore;
import ai.fluxion.crons.store.MonitorKey;
import ai.fluxion.crons.store.jdbc.JdbcMonitorStore;
import ai.fluxion.crons.store.jdbc.JdbcStoreSchema;
import ai.fluxion.crons.store.jdbc.SchemaInitialization;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Days in seconds: runs that fail, hang, come late or not at all, restarts, and a store that goes away. Whatever happens, the
 * store has in the end what the pure function makes of the same events.
 */
class SoakTests {

    private static final Instant START = Instant.parse("2026-03-20T00:00:00Z");

    private static final int HISTORY = 2_000;

    private final MutableClock clock = new MutableClock(START.toString());

    private final Database database = new Database();

    private final AtomicInteger opened = new AtomicInteger();

    private final AtomicInteger resolved = new AtomicInteger();

    private final AtomicInteger missed = new AtomicInteger();

    private Random random = new Random();

    private final List<MonitorDefinition> monitors = new ArrayList<>();

    private final Map<String, History> model = new HashMap<>();

    private @Nullable StateKeeper keeper;

    @AfterEach
    void stop() {
        this.database.away = false;
        if (this.keeper != null) {
            this.keeper.stop(Duration.ofSeconds(3));
        }
    }

    @Test
    @Tag("exhaustive")
    void twoDaysOfTwentyMonitors() {
        live(5, 2, 20, 3);
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
    @Tag("endurance")
    void twoOtherDaysOfTwentyMonitors(long seed) {
        live(seed, 2, 20, 3);
    }

    @Test
    @Tag("endurance")
    void thirtyDaysOfTwoHundredMonitors() {
        live(5, 30, 200, 12);
    }

    private void live(long seed, int days, int count, int troubles) {
        this.random = new Random(seed);
        for (int i = 0; i < count; i++) {
            MonitorDefinition monitor = monitor(i);
            this.monitors.add(monitor);
            this.model.put(monitor.slug(), new History(monitor, START, false));
        }
        List<Happening> happenings = happenings(days);
        int minutes = days * 24 * 60;
        int period = minutes / troubles;
        start();
        int next = 0;
        boolean away = false;
        for (int minute = 0; minute < minutes; minute++) {
            Instant now = START.plus(Duration.ofMinutes(minute));
            this.clock.set(now);
            int phase = minute % period;
            if (phase == period / 3) {
                restart();
            }
            // A store that is away for up to three hours: nothing is evaluated until a minute after it came back.
            int outage = 1 + minute / period * 37 % 180;
            boolean gone = phase >= period / 2 && phase < period / 2 + outage;
            if (away && !gone) {
                this.database.away = false;
                awaitSettled();
            } else {
                if (!gone) {
                    tick(now);
                }
                if (gone && !away) {
                    awaitSettled();
                }
                this.database.away = gone;
            }
            away = gone;
            Instant end = now.plus(Duration.ofMinutes(1));
            while (next < happenings.size() && happenings.get(next).event().at().isBefore(end)) {
                Happening one = happenings.get(next++);
                this.model.get(one.monitor().slug()).apply(one.event());
                this.keeper.record(one.monitor(), one.event());
            }
            // In between, ticks come while much is still to be written.
            if (!away && this.random.nextInt(10) == 0) {
                awaitSettled();
            }
        }
        this.database.away = false;
        awaitSettled();
        compare();
    }

    private void tick(Instant now) {
        this.model.values().forEach(history -> history.apply(new MonitorEvent.Tick(now)));
        this.keeper.tick(this.monitors, now);
    }

    private void compare() {
        JdbcMonitorStore store = store();
        int check = 0;
        for (MonitorDefinition monitor : this.monitors) {
            History expected = this.model.get(monitor.slug());
            MonitorKey key = new MonitorKey("production", monitor.slug());
            assertThat(store.find(key)).as(monitor.slug()).isEqualTo(expected.state());
            assertThat(store.history(key, HISTORY))
                    .as(monitor.slug())
                    .containsExactlyInAnyOrderElementsOf(expected.checkIns());
            assertThat(this.keeper.history(monitor, HISTORY))
                    .as(monitor.slug())
                    .containsExactlyInAnyOrderElementsOf(expected.checkIns());
            check += expected.checkIns().size();
        }
        assertThat(check).isGreaterThan(5 * this.monitors.size());
        this.keeper.stop(Duration.ofSeconds(20));
        assertThat(this.missed).hasValue(effects(MonitorEffect.Missed.class)).hasPositiveValue();
        assertThat(this.opened)
                .hasValue(effects(MonitorEffect.IncidentOpened.class))
                .hasPositiveValue();
        assertThat(this.resolved)
                .hasValue(effects(MonitorEffect.IncidentResolved.class))
                .hasPositiveValue();
    }

    private <E extends MonitorEffect> int effects(Class<E> type) {
        return this.model.values().stream()
                .mapToInt(history -> history.effects(type).size())
                .sum();
    }

    private static MonitorDefinition monitor(int i) {
        Schedule schedule = i % 20 == 0
                ? Slots.crontab("%d * * * *".formatted(i % 60), "Europe/Madrid")
                : Slots.crontab("%d %d/%d * * *".formatted(i % 60, i % 5, i % 3 == 0 ? 6 : 12), "Europe/Madrid");
        return Monitors.of(
                "monitor-" + i,
                schedule,
                Monitors.settings(1 + i % 5, 20 + i % 30, 1 + i % 4 / 3, 1 + i % 5 / 4),
                i % 2 == 0 ? MonitorDefinition.Origin.DECLARED : MonitorDefinition.Origin.DISCOVERED);
    }

    /** What the monitors' runs do, in the order of time. */
    private List<Happening> happenings(int days) {
        List<Happening> all = new ArrayList<>();
        Instant end = START.plus(Duration.ofDays(days));
        for (MonitorDefinition monitor : this.monitors) {
            Schedule schedule = monitor.schedule();
            for (Instant slot = schedule.next(START);
                    slot != null && slot.isBefore(end.minus(Duration.ofHours(2)));
                    slot = schedule.next(slot)) {
                if (this.random.nextInt(12) != 0) {
                    run(
                            all,
                            monitor,
                            slot.plusMillis(this.random.nextInt(this.random.nextInt(8) == 0 ? 900_000 : 50_000)));
                }
            }
        }
        all.sort(Comparator.comparing(happening -> happening.event().at()));
        return all;
    }

    private void run(List<Happening> all, MonitorDefinition monitor, Instant begin) {
        UUID id = new UUID(this.random.nextLong(), this.random.nextLong());
        if (this.random.nextInt(20) == 0) {
            all.add(new Happening(monitor, new MonitorEvent.Skipped(id, begin, "lock held elsewhere")));
            return;
        }
        RunReport report = this.random.nextInt(5) == 0
                ? new RunReport(null, Map.of("tienda", "1"), Map.of("filas", this.random.nextLong()), List.of(), null)
                : RunReport.EMPTY;
        all.add(new Happening(monitor, new MonitorEvent.Opened(id, begin, report)));
        Duration duration = Duration.ofMillis(this.random.nextInt(this.random.nextInt(6) == 0 ? 5_400_000 : 300_000));
        if (this.random.nextInt(4) == 0) {
            all.add(new Happening(monitor, new MonitorEvent.Heartbeat(id, begin.plus(duration.dividedBy(2)))));
        }
        CheckInStatus status = this.random.nextInt(9) == 0 ? CheckInStatus.ERROR : CheckInStatus.OK;
        // Some processes are killed, and some closes come twice.
        for (int times = this.random.nextInt(30) == 0 ? 0 : this.random.nextInt(30) == 0 ? 2 : 1; times > 0; times--) {
            all.add(new Happening(
                    monitor, new MonitorEvent.Closed(id, begin.plus(duration), status, duration, RunReport.EMPTY)));
        }
    }

    private void start() {
        this.keeper = new StateKeeper(
                "production",
                this.clock,
                store(),
                new MemoryMonitorStore(HISTORY),
                Duration.ofDays(90),
                Duration.ofMinutes(2),
                List.of(new Counting()),
                () -> Duration.between(START, this.clock.instant()).toNanos());
        this.keeper.start(FixedRegistry.unticked(this.monitors));
        awaitSettled();
    }

    private void restart() {
        this.keeper.stop(Duration.ofSeconds(20));
        start();
    }

    private void awaitSettled() {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!this.keeper.isSettled()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(50_000);
        }
    }

    private JdbcMonitorStore store() {
        return new JdbcMonitorStore(this.database, HISTORY, SchemaInitialization.NEVER);
    }

    private record Happening(MonitorDefinition monitor, MonitorEvent event) {}

    private final class Counting implements MonitorListener {

        @Override
        public void missed(MonitorDefinition monitor, CheckIn checkIn) {
            missed.incrementAndGet();
        }

        @Override
        public void incidentOpened(MonitorDefinition monitor, Incident incident, CheckIn checkIn) {
            opened.incrementAndGet();
        }

        @Override
        public void incidentResolved(MonitorDefinition monitor, Incident incident, CheckIn checkIn) {
            resolved.incrementAndGet();
        }
    }

    private static final class Database extends DelegatingDataSource {

        volatile boolean away;

        Database() {
            setTargetDataSource(
                    JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", ""));
            new JdbcStoreSchema(this).migrate();
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (this.away) {
                throw new SQLException("The database is away");
            }
            return super.getConnection();
        }
    }
}
