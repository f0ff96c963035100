package ai.fluxion.crons.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.Incident;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorEvent;
import ai.fluxion.crons.monitor.MonitorSettings;
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
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

@ExtendWith(OutputCaptureExtension.class)
class SharedStatesTests {

    private static final Instant START = Instant.parse("2026-11-22T10:00:01Z");

    private final MutableClock clock = new MutableClock("2026-11-22T10:00:01Z");

    private final Database database = new Database();

    private final List<String> heard = new CopyOnWriteArrayList<>();

    private final List<StateKeeper> keepers = new ArrayList<>();

    private final MonitorDefinition hourly = Monitors.discovered("hourly", Slots.crontab("0 * * * *", null));

    private final MonitorKey key = new MonitorKey("production", "hourly");

    @AfterEach
    void stop() {
        this.database.away = false;
        this.keepers.forEach(keeper -> keeper.stop(Duration.ofSeconds(3)));
    }

    @Test
    void whatOneReplicaRecordsTheOtherShows() {
        StateKeeper one = start();
        StateKeeper other = start();
        UUID id = UUID.randomUUID();
        one.record(
                this.hourly,
                new MonitorEvent.Opened(
                        id, START, new RunReport(null, Map.of("tienda", "1"), Map.of(), List.of(), null)));
        assertThat(one.view(this.hourly).running()).isOne();
        one.record(this.hourly, closed(id, CheckInStatus.OK, START.plusSeconds(3)));

        await().untilAsserted(() -> {
            assertThat(other.view(this.hourly)).isEqualTo(one.view(this.hourly));
            assertThat(other.view(this.hourly).status()).isEqualTo(MonitorStatus.OK);
            assertThat(other.history(this.hourly, 10)).isEqualTo(one.history(this.hourly, 10));
        });
        await().untilAsserted(() -> assertThat(this.heard).containsExactly("recorded in_progress", "recorded ok"));
    }

    @Test
    void aSlotIsEvaluatedOnceForAllReplicas() {
        StateKeeper one = start();
        StateKeeper other = start();
        one.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, START));
        await().untilAsserted(() -> assertThat(other.status(this.hourly)).isEqualTo(MonitorStatus.OK));

        for (int minute = 60; minute < 70; minute++) {
            Instant now = START.plus(Duration.ofMinutes(minute));
            one.tick(List.of(this.hourly), now);
            // The other one's clock is wrong.
            other.tick(List.of(this.hourly), now.plusSeconds(30));
        }

        await().untilAsserted(() ->
                assertThat(this.heard).containsExactly("recorded ok", "recorded missed", "missed", "opened"));
        this.clock.set(START.plus(Duration.ofMinutes(69)));
        await().untilAsserted(() -> assertThat(one.view(this.hourly)).isEqualTo(other.view(this.hourly)));
    }

    @Test
    void aReplicaWhoseClockIsAheadMissesNothingEarly() {
        StateKeeper one = start();
        StateKeeper ahead = start();
        one.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, START));
        await().untilAsserted(() -> assertThat(ahead.status(this.hourly)).isEqualTo(MonitorStatus.OK));

        // 11:00:55 for everybody else, who still may begin.
        ahead.tick(List.of(this.hourly), Instant.parse("2026-11-22T11:01:25Z"));
        one.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, Instant.parse("2026-11-22T11:00:58Z")));
        await().untilAsserted(() -> assertThat(ahead.history(this.hourly, 10)).hasSize(2));
        ahead.tick(List.of(this.hourly), Instant.parse("2026-11-22T11:02:25Z"));

        assertThat(store().history(this.key, 10)).noneMatch(checkIn -> checkIn.status() == CheckInStatus.MISSED);
    }

    @Test
    void anOutageOfTheStoreIsNobodysTrouble(CapturedOutput output) {
        StateKeeper keeper = start();
        keeper.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, START));
        await().untilAsserted(() -> assertThat(store().find(this.key)).isNotNull());

        this.database.away = true;
        for (int i = 1; i <= 20; i++) {
            UUID id = UUID.randomUUID();
            keeper.record(this.hourly, new MonitorEvent.Opened(id, START.plusSeconds(i), RunReport.EMPTY));
            keeper.record(this.hourly, closed(id, CheckInStatus.ERROR, START.plusSeconds(i)));
        }
        MonitorView meanwhile = keeper.view(this.hourly);
        assertThat(meanwhile.status()).isEqualTo(MonitorStatus.ERROR);
        assertThat(meanwhile.statistics().error()).isEqualTo(20);
        await().untilAsserted(() -> assertThat(this.heard).containsOnlyOnce("opened"));
        assertThat(output).containsOnlyOnce("The monitor store fails");
        this.database.away = false;

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(store().history(this.key, 100)).hasSize(21);
            assertThat(store().find(this.key)).isEqualTo(keeper.state(this.hourly));
        });
        assertThat(this.heard).containsOnlyOnce("opened");
        assertThat(keeper.view(this.hourly)).isEqualTo(meanwhile);
    }

    @Test
    void whatAFullStoreCannotTakeIsWrittenWhenItCanAgain(CapturedOutput output) {
        AtomicBoolean full = new AtomicBoolean();
        StateKeeper keeper = new StateKeeper(
                "production",
                this.clock,
                fillable(store(), full),
                new MemoryMonitorStore(100),
                Duration.ofDays(90),
                Duration.ofMinutes(2),
                List.of(new Heard()));
        this.keepers.add(keeper);
        keeper.start(FixedRegistry.of(this.hourly));
        keeper.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, START));
        await().untilAsserted(() -> assertThat(store().history(this.key, 10)).hasSize(1));

        full.set(true);
        for (int i = 1; i <= 20; i++) {
            keeper.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.ERROR, START.plusSeconds(i)));
        }
        await().untilAsserted(() -> assertThat(output).contains("The monitor store fails"));
        assertThat(keeper.view(this.hourly).statistics().error()).isEqualTo(20);
        full.set(false);

        await().untilAsserted(() -> assertThat(store().history(this.key, 100)).hasSize(21));
        assertThat(output).containsOnlyOnce("The monitor store fails").doesNotContain("which is dropped");
    }

    /** A store that reads and, while it is full, does not write. */
    private static SharedMonitorStore fillable(SharedMonitorStore store, AtomicBoolean full) {
        Set<String> writing = Set.of("commit", "update", "beat", "forget", "prune");
        return (SharedMonitorStore) Proxy.newProxyInstance(
                SharedStatesTests.class.getClassLoader(),
                new Class<?>[] {SharedMonitorStore.class},
                (proxy, method, arguments) -> {
                    if (full.get() && writing.contains(method.getName())) {
                        throw new DataAccessResourceFailureException("No space left on device");
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException ex) {
                        throw ex.getCause();
                    }
                });
    }

    @Test
    void aStoreThatIsAwayAtTheStartIsNotWaitedFor() {
        this.database.away = true;
        StateKeeper keeper = start();
        keeper.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, START));
        assertThat(keeper.status(this.hourly)).isEqualTo(MonitorStatus.OK);
        this.database.away = false;

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(store().history(this.key, 10)).hasSize(1));
    }

    /** Or others take it for dead, and its open runs for failed. */
    @Test
    void aProcessThatStopsTakesItsLeaveOfTheStoreInTheTimeThatItHas() {
        SharedMonitorStore onlooker = store();
        int others = onlooker.beat("production").size();
        for (int i = 0; i < 6; i++) {
            start().stop(Duration.ofSeconds(1));
            assertThat(onlooker.beat("production")).hasSize(others);
        }
        onlooker.forget("production", onlooker.processId());
    }

    /** Where it counted as an outage, a network that loses one call in each minute would have nothing evaluated ever. */
    @Test
    void aCallThatFailsOnceIsNoOutageAndKeepsNothingFromBeingEvaluated() {
        StateKeeper keeper = start();
        keeper.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, START));
        await().until(() -> store().find(this.key) != null);
        this.heard.clear();
        this.clock.set("2026-11-24T11:01:00Z");

        this.database.losing.set(1);
        keeper.tick(List.of(this.hourly), this.clock.instant());

        await().untilAsserted(() -> assertThat(this.heard).containsExactly("recorded missed", "missed", "opened"));
        assertThat(this.database.losing).hasValue(0);
    }

    @Test
    void whatIsStartedAgainWaitsForTheStoreThatHoldsUpItsEnd() {
        FixedRegistry monitors = FixedRegistry.of(this.hourly);
        StateKeeper keeper = start(monitors);
        CountDownLatch hang = new CountDownLatch(1);
        this.database.hang = hang;
        await().until(() -> this.database.waiting);
        keeper.stop(Duration.ofMillis(30));

        keeper.start(monitors);

        await().until(() -> {
            List<Thread> writers = writers();
            return writers.size() == 2 && writers.stream().allMatch(one -> one.getState() == Thread.State.WAITING);
        });
        assertThat(this.database.hung).hasValue(1);
        this.database.hang = null;
        hang.countDown();
        await().until(() -> writers().size() == 1);
        keeper.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, START));
        await().until(() -> store().find(this.key) != null);
    }

    private static List<Thread> writers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("fluxion-crons-store"))
                .toList();
    }

    @Test
    void aRestartLosesNothingAndMissesNothingInTime() {
        StateKeeper before = start();
        before.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, START));
        before.stop(Duration.ofSeconds(5));
        this.heard.clear();

        this.clock.set("2026-11-22T11:00:50Z");
        StateKeeper after = start();
        await().untilAsserted(() -> assertThat(after.history(this.hourly, 10)).hasSize(1));
        after.tick(List.of(this.hourly), this.clock.instant());
        assertThat(after.status(this.hourly)).isEqualTo(MonitorStatus.OK);

        after.tick(List.of(this.hourly), Instant.parse("2026-11-24T11:01:00Z"));
        await().untilAsserted(() -> assertThat(this.heard).containsExactly("recorded missed", "missed", "opened"));
    }

    @Test
    void aScheduleThatChangedInADeployIsWaitedForAnew() {
        StateKeeper before = start();
        before.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, START));
        before.stop(Duration.ofSeconds(5));
        MonitorDefinition daily = Monitors.discovered("hourly", Slots.crontab("0 2 * * *", null));

        StateKeeper after = start();
        await().untilAsserted(() -> assertThat(after.history(daily, 10)).hasSize(1));
        after.tick(List.of(daily), Instant.parse("2026-11-22T10:30:00Z"));
        after.tick(List.of(daily), Instant.parse("2026-11-22T12:30:00Z"));

        this.clock.set("2026-11-22T12:30:00Z");
        assertThat(after.view(daily)).satisfies(view -> {
            assertThat(view.status()).isEqualTo(MonitorStatus.OK);
            assertThat(view.state().next()).isEqualTo("2026-11-23T02:00:00Z");
        });
    }

    @Test
    void aScheduleThatChangesWhileItRunsIsWaitedForAnew() {
        StateKeeper keeper = start();
        keeper.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, START));
        await().until(() -> store().find(this.key) != null);
        keeper.tick(List.of(this.hourly), START);
        MonitorDefinition daily = Monitors.discovered("hourly", Slots.crontab("0 2 * * *", null));

        keeper.tick(List.of(daily), Instant.parse("2026-11-22T10:30:00Z"));
        keeper.tick(List.of(daily), Instant.parse("2026-11-22T12:30:00Z"));

        await().untilAsserted(() -> assertThat(store().find(this.key).next()).isEqualTo("2026-11-23T02:00:00Z"));
        assertThat(store().history(this.key, 10)).noneMatch(checkIn -> checkIn.status() == CheckInStatus.MISSED);
    }

    @Test
    void aVersionThatIsReplacedDoesNotLeaveItsScheduleBehind() {
        StateKeeper old = start();
        old.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, START));
        await().until(() -> store().find(this.key) != null);
        old.tick(List.of(this.hourly), START);
        MonitorDefinition daily = Monitors.discovered("hourly", Slots.crontab("0 2 * * *", null));
        StateKeeper next = start();
        await().untilAsserted(() -> assertThat(next.history(daily, 10)).hasSize(1));
        next.tick(List.of(daily), Instant.parse("2026-11-22T10:59:00Z"));
        assertThat(store().find(this.key).next()).isEqualTo("2026-11-23T02:00:00Z");

        // Both are there when the old one's job is due.
        old.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, Instant.parse("2026-11-22T11:00:01Z")));
        await().untilAsserted(() -> assertThat(store().find(this.key).next()).isEqualTo("2026-11-22T12:00:00Z"));
        old.stop(Duration.ofSeconds(5));
        for (int minute = 1; minute < 120; minute++) {
            next.tick(List.of(daily), Instant.parse("2026-11-22T11:00:00Z").plus(Duration.ofMinutes(minute)));
        }

        assertThat(store().find(this.key).next()).isEqualTo("2026-11-23T02:00:00Z");
        assertThat(store().history(this.key, 10)).noneMatch(checkIn -> checkIn.status() == CheckInStatus.MISSED);
    }

    @Test
    void aSlotIsMissedThatAReplacedVersionDidNotKnow() {
        StateKeeper old = start();
        MonitorDefinition daily = Monitors.discovered("hourly", Slots.crontab("0 2 * * *", null));
        old.record(daily, closed(UUID.randomUUID(), CheckInStatus.OK, START));
        await().until(() -> store().find(this.key) != null);
        old.tick(List.of(daily), START);
        StateKeeper next = start();
        await().untilAsserted(() -> assertThat(next.history(this.hourly, 10)).hasSize(1));
        next.tick(List.of(this.hourly), Instant.parse("2026-11-22T10:30:00Z"));

        old.record(daily, closed(UUID.randomUUID(), CheckInStatus.OK, Instant.parse("2026-11-22T10:40:00Z")));
        await().untilAsserted(() -> assertThat(store().find(this.key).next()).isEqualTo("2026-11-23T02:00:00Z"));
        old.stop(Duration.ofSeconds(5));
        for (int minute = 1; minute < 20; minute++) {
            next.tick(
                    List.of(this.hourly), Instant.parse("2026-11-22T10:50:00Z").plus(Duration.ofMinutes(minute)));
        }

        assertThat(store().history(this.key, 10))
                .extracting(CheckIn::status)
                .containsExactly(CheckInStatus.MISSED, CheckInStatus.OK, CheckInStatus.OK);
    }

    @Test
    void aSlotThatAReplacedVersionsRunOutlivedIsNotMissed() {
        MonitorDefinition often = Monitors.of(
                "hourly",
                Slots.crontab("*/10 * * * *", null),
                Monitors.settings(5, 30, 1, 1),
                MonitorDefinition.Origin.DISCOVERED);
        StateKeeper old = start();
        old.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, START));
        await().until(() -> store().find(this.key) != null);
        StateKeeper next = start();
        await().until(next::isSettled);
        next.tick(List.of(often), Instant.parse("2026-11-22T10:59:00Z"));
        assertThat(store().find(this.key).next()).isEqualTo("2026-11-22T11:00:00Z");

        UUID run = UUID.randomUUID();
        old.record(this.hourly, new MonitorEvent.Opened(run, Instant.parse("2026-11-22T11:00:01Z"), RunReport.EMPTY));
        await().until(old::isSettled);
        next.tick(List.of(often), Instant.parse("2026-11-22T11:02:00Z"));
        // Sentry, too, counts from the end of the run, which is in time for 11:10.
        old.record(this.hourly, closed(run, CheckInStatus.OK, Instant.parse("2026-11-22T11:12:01Z")));
        await().until(old::isSettled);
        for (int minute = 13; minute < 24; minute++) {
            next.tick(List.of(often), Instant.parse("2026-11-22T11:00:00Z").plus(Duration.ofMinutes(minute)));
        }

        assertThat(store().find(this.key).next()).isEqualTo("2026-11-22T11:20:00Z");
        assertThat(store().history(this.key, 10)).noneMatch(checkIn -> checkIn.status() == CheckInStatus.MISSED);
    }

    @Test
    void aMonitorThatIsSwitchedOnAgainDoesNotOweTheSlotsOfTheTimeThatItWasOff() {
        StateKeeper before = start();
        before.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, START));
        before.stop(Duration.ofSeconds(5));
        MonitorDefinition off = Monitors.disabled(this.hourly);
        StateKeeper meanwhile = start();
        await().until(meanwhile::isSettled);
        meanwhile.tick(List.of(off), Instant.parse("2026-11-22T10:30:00Z"));
        meanwhile.tick(List.of(off), Instant.parse("2026-11-22T15:30:00Z"));
        meanwhile.stop(Duration.ofSeconds(5));

        this.clock.set("2026-11-29T10:30:00Z");
        StateKeeper after = start();
        await().until(after::isSettled);
        after.tick(List.of(this.hourly), this.clock.instant());
        after.tick(List.of(this.hourly), Instant.parse("2026-11-29T10:31:00Z"));

        assertThat(store().find(this.key).next()).isEqualTo("2026-11-29T11:00:00Z");
        assertThat(store().history(this.key, 10)).noneMatch(checkIn -> checkIn.status() == CheckInStatus.MISSED);
        after.tick(List.of(this.hourly), Instant.parse("2026-11-29T11:05:00Z"));
        assertThat(store().history(this.key, 1)).extracting(CheckIn::status).containsExactly(CheckInStatus.MISSED);
    }

    @Test
    void aVersionThatSwitchesAMonitorOffLeavesItToTheOneThatItReplaces() {
        StateKeeper old = start();
        old.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, START));
        await().until(() -> store().find(this.key) != null);
        old.tick(List.of(this.hourly), START);
        StateKeeper next = start();
        await().until(next::isSettled);
        MonitorDefinition off = Monitors.disabled(this.hourly);

        for (int minute = 1; minute < 70; minute++) {
            next.tick(List.of(off), START.plus(Duration.ofMinutes(minute)));
            old.tick(List.of(this.hourly), START.plus(Duration.ofMinutes(minute)));
        }

        assertThat(store().history(this.key, 10))
                .extracting(CheckIn::status)
                .containsExactly(CheckInStatus.MISSED, CheckInStatus.OK);
    }

    @Test
    void whatAWrongClockLeftInTheStoreDoesNotEndMonitoring() {
        this.clock.set("2030-01-01T00:00:01Z");
        StateKeeper wrong = start();
        wrong.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, this.clock.instant()));
        wrong.stop(Duration.ofSeconds(5));
        this.clock.set(START);

        StateKeeper right = start();
        await().until(right::isSettled);
        right.tick(List.of(this.hourly), START);
        assertThat(store().find(this.key).next()).isEqualTo("2026-11-22T11:00:00Z");
        right.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, Instant.parse("2026-11-22T11:00:01Z")));

        await().untilAsserted(() -> assertThat(store().find(this.key).next()).isEqualTo("2026-11-22T12:00:00Z"));
    }

    @Test
    void anErrorInTheStoreEndsNeitherItsThreadNorTheChange() {
        AtomicBoolean broken = new AtomicBoolean();
        StateKeeper keeper = new StateKeeper(
                "production",
                this.clock,
                failing(store(), broken),
                new MemoryMonitorStore(100),
                Duration.ofDays(90),
                Duration.ofMinutes(2),
                List.of(new Heard()));
        this.keepers.add(keeper);
        keeper.start(FixedRegistry.of(this.hourly));
        await().until(keeper::isSettled);

        broken.set(true);
        keeper.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, START));

        await().until(() -> !broken.get());
        await().untilAsserted(() -> assertThat(store().history(this.key, 10)).hasSize(1));
        await().until(keeper::isSettled);
    }

    /** A store that dies of a change, once. */
    private static SharedMonitorStore failing(SharedMonitorStore store, AtomicBoolean broken) {
        return (SharedMonitorStore) Proxy.newProxyInstance(
                SharedStatesTests.class.getClassLoader(),
                new Class<?>[] {SharedMonitorStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("commit") && broken.compareAndSet(true, false)) {
                        throw new NoClassDefFoundError("org/h2/Late");
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException ex) {
                        throw ex.getCause();
                    }
                });
    }

    @Test
    void anApplicationThatIsStoppedAndStartedAgainGoesOn() {
        StateKeeper keeper = start();
        keeper.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, START));
        await().untilAsserted(() -> assertThat(store().history(this.key, 10)).hasSize(1));
        keeper.stop(Duration.ofSeconds(5));
        keeper.start(FixedRegistry.of(this.hourly));
        keeper.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.ERROR, START.plusSeconds(3)));

        await().untilAsserted(() -> assertThat(store().history(this.key, 10)).hasSize(2));
        await().untilAsserted(() -> assertThat(this.heard).containsExactly("recorded ok", "recorded error", "opened"));
    }

    @Test
    void theRunsOfAProcessThatDiedAreEnded() {
        SharedMonitorStore dead = store();
        UUID id = UUID.randomUUID();
        MonitorTransition transition = new MonitorTransition(false);
        dead.beat("production");
        dead.update(
                this.key,
                id,
                (state, known) -> transition.apply(
                        this.hourly,
                        MonitorState.INITIAL,
                        known,
                        new MonitorEvent.Opened(
                                id, START, new RunReport(null, Map.of("tienda", "1"), Map.of(), List.of(), null))));
        StateKeeper one = start(this.hourly);
        StateKeeper other = start(this.hourly);
        this.clock.set(START.plusSeconds(40));

        await().untilAsserted(() ->
                assertThat(this.heard).containsExactly("recorded error", "opened", "ended process ended"));
        await().untilAsserted(() -> assertThat(one.view(this.hourly)).isEqualTo(other.view(this.hourly)));
        assertThat(one.view(this.hourly).lastCheckIn()).satisfies(last -> {
            assertThat(last.startedAt()).isEqualTo(START);
            assertThat(last.status()).isEqualTo(CheckInStatus.ERROR);
            assertThat(last.report().tags()).containsEntry("tienda", "1");
        });
        assertThat(store().beat("production")).noneMatch(process -> process.id().equals(dead.processId()));
    }

    @Test
    void aProcessThatStopsInOrderLeavesItsRunsToTheNextOne() throws Exception {
        StateKeeper one = start(this.hourly);
        one.record(this.hourly, new MonitorEvent.Opened(UUID.randomUUID(), START, RunReport.EMPTY));
        one.stop(Duration.ofSeconds(5));

        StateKeeper other = start(this.hourly);
        await().untilAsserted(
                        () -> assertThat(other.view(this.hourly).running()).isOne());
        await().during(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(this.heard).containsExactly("recorded in_progress"));
    }

    @Test
    void aMonitorThatTheApplicationLostIsNamed(CapturedOutput output) {
        StateKeeper before = start();
        before.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, START));
        before.stop(Duration.ofSeconds(5));

        StateKeeper after = start(Monitors.discovered("other", null));

        await().untilAsserted(() -> {
            after.tick(List.of(Monitors.discovered("other", null)), START);
            assertThat(output).containsOnlyOnce("monitors that this application does not have: [hourly]");
        });
    }

    @Test
    void aKeyThatCameAtRunTimeIsKnownToReplicasAndAfterARestart() {
        ApplicationMonitorRegistry registry = registry();
        ApplicationMonitorRegistry replicas = registry();
        MonitorDefinition tienda = registry.named("etl_ventas").definition("Tienda_01");
        StateKeeper one = start(registry);
        one.record(tienda, closed(UUID.randomUUID(), CheckInStatus.ERROR, START));

        StateKeeper other = start(replicas);

        await().untilAsserted(() -> {
            MonitorDefinition known = replicas.find(tienda.slug());
            assertThat(known).isEqualTo(tienda);
            assertThat(other.view(known)).isEqualTo(one.view(tienda));
        });
        assertThat(replicas.named("etl_ventas").definition("Tienda_01")).isSameAs(replicas.find(tienda.slug()));
    }

    @Test
    void aKeyThatATickMeetsBeforeItsFirstReportIsKnownToReplicas() {
        ApplicationMonitorRegistry registry = registry();
        ApplicationMonitorRegistry replicas = registry();
        StateKeeper one = start(FixedRegistry.unticked(List.of()));
        MonitorDefinition tienda = registry.named("etl_ventas").definition("Tienda_01");
        await().until(one::isSettled);
        one.tick(registry.definitions(), START);
        assertThat(store().slugs("production")).contains(tienda.slug());

        start(replicas);

        await().untilAsserted(() -> assertThat(replicas.find(tienda.slug())).isEqualTo(tienda));
    }

    @Test
    void aKeyThatIsNoLongerConfiguredIsDisabledAndNamedButNotMissedForEver(CapturedOutput output) {
        ApplicationMonitorRegistry registry = registry("tienda_01", "tienda_02");
        StateKeeper before = start(registry);
        for (MonitorDefinition tienda : registry.definitions()) {
            before.record(tienda, closed(UUID.randomUUID(), CheckInStatus.ERROR, START));
        }
        before.stop(Duration.ofSeconds(5));
        this.heard.clear();
        this.clock.set("2026-11-24T10:00:01Z");

        ApplicationMonitorRegistry smaller = registry("tienda_01");
        StateKeeper after = start(smaller);
        await().untilAsserted(() -> assertThat(smaller.definitions()).hasSize(2));
        for (int minute = 0; minute < 300; minute++) {
            after.tick(smaller.definitions(), this.clock.instant().plus(Duration.ofMinutes(minute)));
        }

        assertThat(after.view(smaller.find("etl-ventas-tienda-02"))).satisfies(view -> {
            assertThat(view.status()).isEqualTo(MonitorStatus.DISABLED);
            assertThat(view.state().next()).isNull();
            assertThat(view.state().incident()).isNull();
            assertThat(view.statistics().error()).isOne();
            assertThat(view.statistics().missed()).isZero();
        });
        assertThat(after.view(smaller.find("etl-ventas-tienda-01")).statistics().missed())
                .isPositive();
        assertThat(output).containsOnlyOnce("this application does not have: [etl-ventas-tienda-02]");
        // It reports after all.
        MonitorDefinition again = smaller.named("etl_ventas").definition("tienda_02");
        assertThat(again.enabled()).isTrue();
        assertThat(smaller.find("etl-ventas-tienda-02")).isSameAs(again);
    }

    @Test
    void replicasOfTwoVersionsDoNotChangeEachOthersSchedulesToAndFro() {
        MonitorDefinition daily = Monitors.discovered("hourly", Slots.crontab("0 2 * * *", null));
        StateKeeper old = start();
        old.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, START));
        await().until(() -> store().find(this.key) != null);
        old.tick(List.of(this.hourly), START);
        StateKeeper next = start();
        await().untilAsserted(() -> assertThat(next.history(daily, 10)).hasSize(1));
        long before = store().versions("production").get("hourly");

        for (int minute = 1; minute < 30; minute++) {
            next.tick(List.of(daily), START.plus(Duration.ofMinutes(minute)));
            old.tick(List.of(this.hourly), START.plus(Duration.ofMinutes(minute)));
        }

        // The new version waits anew, once; the old one lets it be.
        assertThat(store().versions("production").get("hourly")).isEqualTo(before + 1);
        assertThat(store().find(this.key).next()).isEqualTo("2026-11-23T02:00:00Z");
    }

    @Test
    void aStoreThatHangsHoldsNobody() throws Exception {
        StateKeeper keeper = start();
        keeper.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, START));
        await().until(() -> store().find(this.key) != null);
        CountDownLatch hang = new CountDownLatch(1);
        this.database.hang = hang;
        long began = System.nanoTime();
        for (int i = 1; i <= 200; i++) {
            keeper.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, START.plusSeconds(i)));
        }
        assertThat(keeper.view(this.hourly).statistics().ok()).isEqualTo(100);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        this.database.hang = null;
        hang.countDown();
        await().atMost(Duration.ofSeconds(60)).until(keeper::isSettled);
        assertThat(store().find(this.key)).isEqualTo(keeper.state(this.hourly));
    }

    @Test
    void whatIsBeingWrittenAtTheEndIsNotInterrupted() {
        StateKeeper keeper = start();
        await().until(keeper::isSettled);
        CountDownLatch hang = new CountDownLatch(1);
        this.database.hang = hang;
        keeper.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, START));
        await().until(() -> this.database.waiting);

        keeper.stop(Duration.ofMillis(300));
        this.database.hang = null;
        hang.countDown();

        await().untilAsserted(() -> assertThat(this.database.waiting).isFalse());
        assertThat(this.database.interrupted).isFalse();
    }

    @Test
    void aTickDoesNotOvertakeTheSkippedSlotThatIsStillToBeWritten() throws Exception {
        BusyWriter writer = new BusyWriter();
        StateKeeper keeper = start(FixedRegistry.unticked(List.of(this.hourly)), writer);
        keeper.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK, START));
        await().until(keeper::isSettled);
        keeper.tick(List.of(this.hourly), START);
        writer.hold();

        keeper.record(
                this.hourly,
                new MonitorEvent.Skipped(UUID.randomUUID(), Instant.parse("2026-11-22T11:00:30Z"), "locked"));
        // A minute after the slot is over: the store may know of a peer.
        keeper.tick(List.of(this.hourly), Instant.parse("2026-11-22T11:02:00Z"));
        writer.release();

        await().until(keeper::isSettled);
        assertThat(store().history(this.key, 2))
                .extracting(CheckIn::status, CheckIn::expectedAt)
                .containsExactly(
                        tuple(CheckInStatus.SKIPPED, Instant.parse("2026-11-22T11:00:00Z")),
                        tuple(CheckInStatus.MISSED, Instant.parse("2026-11-22T11:00:00Z")));
    }

    @Test
    void aRunThatIsStillToBeWrittenIsNotMissedByTheTickThatAnotherOneTimesOutWith() throws Exception {
        BusyWriter writer = new BusyWriter();
        StateKeeper keeper = start(FixedRegistry.unticked(List.of(this.hourly)), writer);
        keeper.record(
                this.hourly,
                new MonitorEvent.Opened(UUID.randomUUID(), Instant.parse("2026-11-22T10:31:00Z"), RunReport.EMPTY));
        await().until(keeper::isSettled);
        keeper.tick(List.of(this.hourly), Instant.parse("2026-11-22T10:31:00Z"));
        writer.hold();

        keeper.record(
                this.hourly,
                new MonitorEvent.Opened(UUID.randomUUID(), Instant.parse("2026-11-22T11:00:30Z"), RunReport.EMPTY));
        // A minute after the slot is over: the store may know of a peer.
        keeper.tick(List.of(this.hourly), Instant.parse("2026-11-22T11:02:00Z"));
        writer.release();

        await().until(keeper::isSettled);
        assertThat(store().history(this.key, 10))
                .extracting(CheckIn::status)
                .containsExactly(CheckInStatus.IN_PROGRESS, CheckInStatus.TIMEOUT);
        assertThat(this.heard).doesNotContain("missed");
    }

    private static ApplicationMonitorRegistry registry(String... keys) {
        RegistrySettings settings = new RegistrySettings(
                null,
                RegistrySettings.ScheduledJobs.ALL,
                List.of(),
                ZoneOffset.UTC,
                MonitorSettings.DEFAULTS,
                50,
                1000,
                List.of(new DeclarationBuilder("etl_ventas", "fluxion.crons.monitors.etl_ventas")
                        .schedule("every 1 hours")
                        .keys(keys)
                        .build()));
        ApplicationMonitorRegistry registry =
                new ApplicationMonitorRegistry(settings, List.of(), Clock.fixed(START, ZoneOffset.UTC));
        registry.settle();
        return registry;
    }

    private StateKeeper start(MonitorDefinition... monitors) {
        return start(FixedRegistry.of(monitors));
    }

    private StateKeeper start(MonitorRegistry monitors) {
        return start(monitors, System::nanoTime);
    }

    private StateKeeper start(MonitorRegistry monitors, LongSupplier nanoTime) {
        StateKeeper keeper = new StateKeeper(
                "production",
                this.clock,
                store(),
                new MemoryMonitorStore(100),
                Duration.ofDays(90),
                Duration.ofSeconds(1),
                List.of(new Heard()),
                nanoTime);
        this.keepers.add(keeper);
        if (this.database.away) {
            keeper.start(monitors);
            return keeper;
        }
        SharedMonitorStore onlooker = store();
        int before = onlooker.beat("production").size();
        keeper.start(monitors);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> onlooker.beat("production").size() > before);
        onlooker.forget("production", onlooker.processId());
        return keeper;
    }

    private SharedMonitorStore store() {
        return new JdbcMonitorStore(this.database, 100, SchemaInitialization.NEVER);
    }

    private static MonitorEvent closed(UUID id, CheckInStatus status, Instant at) {
        return new MonitorEvent.Closed(id, at, status, null, RunReport.EMPTY);
    }

    /** Holds the thread that writes where it asks what time it is: between two changes. */
    private static final class BusyWriter implements LongSupplier {

        private final Thread test = Thread.currentThread();

        private final CountDownLatch held = new CountDownLatch(1);

        private final CountDownLatch released = new CountDownLatch(1);

        private volatile boolean holding;

        void hold() throws InterruptedException {
            this.holding = true;
            this.held.await();
        }

        void release() {
            this.released.countDown();
        }

        @Override
        public long getAsLong() {
            if (this.holding && Thread.currentThread() != this.test) {
                this.held.countDown();
                try {
                    this.released.await();
                } catch (InterruptedException ex) {
                    Thread.currentThread().interrupt();
                }
            }
            return System.nanoTime();
        }
    }

    /** A database that can be away. */
    private static final class Database extends DelegatingDataSource {

        volatile boolean away;

        volatile @Nullable CountDownLatch hang;

        volatile boolean waiting;

        /** So many calls are lost. */
        final AtomicInteger losing = new AtomicInteger();

        final AtomicInteger hung = new AtomicInteger();

        volatile boolean interrupted;

        Database() {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            setTargetDataSource(h2);
            new JdbcStoreSchema(this).migrate();
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (this.away || this.losing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new SQLException("The database is away");
            }
            CountDownLatch gate = this.hang;
            if (gate != null) {
                try {
                    this.waiting = true;
                    this.hung.incrementAndGet();
                    gate.await();
                    this.waiting = false;
                } catch (InterruptedException ex) {
                    this.interrupted = true;
                    this.waiting = false;
                    throw new SQLException(ex);
                }
            }
            return super.getConnection();
        }
    }

    private final class Heard implements MonitorListener {

        @Override
        public void recorded(MonitorDefinition monitor, CheckIn checkIn) {
            heard.add("recorded " + checkIn.status().value());
        }

        @Override
        public void missed(MonitorDefinition monitor, CheckIn checkIn) {
            heard.add("missed");
        }

        @Override
        public void incidentOpened(MonitorDefinition monitor, Incident incident, CheckIn checkIn) {
            heard.add("opened");
        }

        @Override
        public void processEnded(MonitorDefinition monitor, CheckIn checkIn) {
            heard.add("ended " + checkIn.report().message());
        }
    }
}
