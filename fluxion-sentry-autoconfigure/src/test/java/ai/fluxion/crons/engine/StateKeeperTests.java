package ai.fluxion.crons.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.Incident;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorEvent;
import ai.fluxion.crons.monitor.MonitorStatus;
import ai.fluxion.crons.monitor.Monitors;
import ai.fluxion.crons.monitor.RunReport;
import ai.fluxion.crons.monitor.Slots;
import ai.fluxion.crons.store.MemoryMonitorStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StateKeeperTests {

    private final MutableClock clock = new MutableClock("2026-11-22T09:59:30Z");

    private final Heard heard = new Heard();

    private final StateKeeper keeper = keeper(this.heard);

    private final MonitorDefinition hourly = Monitors.discovered("hourly", Slots.crontab("0 * * * *", null));

    private final MonitorDefinition declared = Monitors.declared("declared", Slots.crontab("0 * * * *", null));

    private StateKeeper keeper(MonitorListener... listeners) {
        return new StateKeeper(
                "production", this.clock, new MemoryMonitorStore(100), Duration.ofDays(90), List.of(listeners));
    }

    @AfterEach
    void stop() {
        this.keeper.stop(Duration.ofSeconds(5));
    }

    @Test
    void aRunIsSeenAsItGoes() {
        UUID id = UUID.randomUUID();
        this.clock.set("2026-11-22T10:00:01Z");
        this.keeper.record(this.hourly, new MonitorEvent.Opened(id, this.clock.instant(), RunReport.EMPTY));
        MonitorView running = this.keeper.view(this.hourly);
        this.clock.set("2026-11-22T10:00:13.5Z");
        this.keeper.record(this.hourly, closed(id, CheckInStatus.OK));
        MonitorView ended = this.keeper.view(this.hourly);

        assertThat(running.status()).isEqualTo(MonitorStatus.ACTIVE);
        assertThat(running.running()).isOne();
        assertThat(ended.status()).isEqualTo(MonitorStatus.OK);
        assertThat(ended.running()).isZero();
        assertThat(ended.state().next()).isEqualTo("2026-11-22T11:00:00Z");
        assertThat(ended.lastCheckIn()).satisfies(last -> {
            assertThat(last.id()).isEqualTo(id);
            assertThat(last.duration()).isEqualTo(Duration.ofMillis(12_500));
        });
    }

    @Test
    void theOrderInWhichMonitorsReportThatHaveNothingToDoWithEachOtherDoesNotMatter() {
        Random random = new Random(5);
        List<MonitorDefinition> monitors = IntStream.range(0, 6)
                .mapToObj(i -> Monitors.discovered("monitor-" + i, Slots.crontab("*/7 * * * *", null)))
                .toList();
        StateKeeper other = keeper();
        for (int minute = 0; minute < 120; minute++) {
            Instant now = Instant.parse("2026-11-22T10:00:00Z").plusSeconds(60L * minute);
            List<Map.Entry<MonitorDefinition, MonitorEvent>> events = new ArrayList<>();
            for (MonitorDefinition monitor : monitors) {
                if (random.nextInt(6) == 0) {
                    CheckInStatus status = random.nextInt(4) == 0 ? CheckInStatus.ERROR : CheckInStatus.OK;
                    events.add(Map.entry(
                            monitor,
                            new MonitorEvent.Closed(
                                    new UUID(7, random.nextLong()),
                                    now.plusMillis(random.nextInt(50_000)),
                                    status,
                                    Duration.ofSeconds(random.nextInt(300)),
                                    RunReport.EMPTY)));
                }
            }
            events.forEach(one -> this.keeper.record(one.getKey(), one.getValue()));
            Collections.shuffle(events, random);
            events.forEach(one -> other.record(one.getKey(), one.getValue()));
            this.clock.set(now.plusSeconds(60).toString());
            this.keeper.tick(monitors, this.clock.instant());
            other.tick(
                    monitors.stream()
                            .sorted(Comparator.comparing(MonitorDefinition::slug)
                                    .reversed())
                            .toList(),
                    this.clock.instant());
        }

        for (MonitorDefinition monitor : monitors) {
            MonitorView view = this.keeper.view(monitor);
            assertThat(view.statistics().runs()).isGreaterThan(10);
            assertThat(view.statistics().missed()).isPositive();
            assertThat(other.view(monitor)).isEqualTo(view);
            assertThat(other.history(monitor, 100)).isEqualTo(this.keeper.history(monitor, 100));
        }
        other.stop(Duration.ofSeconds(5));
    }

    @Test
    void theStatesOfManyAreThoseOfEachWhicheverAreAskedForAndInWhatOrder() {
        Random random = new Random(11);
        List<MonitorDefinition> monitors = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            monitors.add(Monitors.discovered("monitor-" + i, Slots.crontab("*/7 * * * *", null)));
        }
        for (int round = 0; round < 60; round++) {
            Collections.shuffle(monitors, random);
            List<MonitorDefinition> asked = monitors.subList(0, round % 3 == 0 ? 40 : random.nextInt(41));
            asked.stream()
                    .limit(5)
                    .forEach(monitor -> ok(monitor, this.clock.instant().toString()));
            this.clock.set(this.clock.instant().plusSeconds(100).toString());

            List<String> told = new ArrayList<>();
            this.keeper.forEachState(asked, (monitor, state) -> told.add(monitor.slug() + " " + state));

            assertThat(told)
                    .isEqualTo(asked.stream()
                            .map(monitor -> monitor.slug() + " " + this.keeper.state(monitor))
                            .toList());
        }
    }

    @Test
    void aViewNeverShowsAStaleOk() {
        ok(this.hourly, "2026-11-22T10:00:01Z");

        this.clock.set("2026-11-22T11:00:59.999Z");
        assertThat(this.keeper.view(this.hourly).status()).isEqualTo(MonitorStatus.OK);
        this.clock.set("2026-11-22T11:01:00Z");

        MonitorView view = this.keeper.view(this.hourly);
        assertThat(view.status()).isEqualTo(MonitorStatus.ERROR);
        assertThat(this.keeper.status(this.hourly)).isEqualTo(MonitorStatus.ERROR);
        assertThat(view.lastCheckIn()).extracting(CheckIn::status).isEqualTo(CheckInStatus.MISSED);
        assertThat(view.statistics().missed()).isOne();
        assertThat(this.keeper.history(this.hourly, 10)).hasSize(2);
        assertThat(this.heard.events).doesNotContain("missed 2026-11-22T11:00:00Z");
    }

    @Test
    void aMissIsToldOnceAndSoIsTheRecovery() {
        ok(this.hourly, "2026-11-22T10:00:01Z");
        for (String minute : List.of("11:00", "11:01", "11:02", "11:03")) {
            tick("2026-11-22T" + minute + ":00.1Z", this.hourly);
        }
        ok(this.hourly, "2026-11-22T11:05:00Z");

        await().untilAsserted(() -> assertThat(this.heard.events)
                .containsExactly(
                        "recorded ok",
                        "recorded missed",
                        "missed 2026-11-22T11:00:00Z",
                        "opened 1",
                        "recorded ok",
                        "resolved 1"));
    }

    @Test
    void aDeclaredMonitorThatNeverReportsIsToldOnce() {
        tick("2026-11-22T09:59:30Z", this.declared, this.hourly);
        for (int minute = 0; minute < 180; minute++) {
            tick(
                    Instant.parse("2026-11-22T10:00:00Z")
                            .plusSeconds(60L * minute)
                            .toString(),
                    this.declared,
                    this.hourly);
        }

        await().untilAsserted(() -> assertThat(this.heard.events)
                .containsSubsequence("missed 2026-11-22T10:00:00Z", "opened 1", "never 2026-11-22T10:00:00Z")
                .containsOnlyOnce("never 2026-11-22T10:00:00Z")
                .contains("missed 2026-11-22T12:00:00Z"));
        assertThat(this.keeper.status(this.declared)).isEqualTo(MonitorStatus.ERROR);
        assertThat(this.keeper.status(this.hourly)).isEqualTo(MonitorStatus.ACTIVE);
    }

    @Test
    void aSkippedSlotIsServed() {
        ok(this.hourly, "2026-11-22T10:00:01Z");
        this.keeper.record(
                this.hourly,
                new MonitorEvent.Skipped(UUID.randomUUID(), Instant.parse("2026-11-22T10:59:59.999Z"), "lock"));
        tick("2026-11-22T11:30:00Z", this.hourly);

        MonitorView view = this.keeper.view(this.hourly);
        assertThat(view.status()).isEqualTo(MonitorStatus.OK);
        assertThat(view.statistics().skipped()).isOne();
        assertThat(view.statistics().runs()).isOne();
        assertThat(view.lastCheckIn()).extracting(one -> one.report().message()).isEqualTo("lock");
    }

    @Test
    void aLongPauseMakesOneMiss() {
        ok(this.hourly, "2026-11-22T10:00:01Z");

        tick("2026-11-25T17:20:00Z", this.hourly);

        MonitorView view = this.keeper.view(this.hourly);
        assertThat(view.statistics().missed()).isOne();
        assertThat(view.state().next()).isEqualTo("2026-11-25T18:00:00Z");
    }

    @Test
    void aClockThatGoesBackLosesNoSlot() {
        ok(this.hourly, "2026-11-22T10:00:01Z");
        tick("2030-01-01T00:00:00Z", this.hourly);
        tick("2026-11-22T10:01:00Z", this.hourly);
        assertThat(this.keeper.view(this.hourly).state().next()).isEqualTo("2026-11-22T11:00:00Z");

        tick("2026-11-22T11:01:00Z", this.hourly);

        await().untilAsserted(() -> assertThat(this.heard.events).contains("missed 2026-11-22T11:00:00Z"));
    }

    @Test
    void aClockThatGoesBackForHoursTakesTheRunsFromThenOnForNews() {
        ok(this.hourly, "2026-11-22T18:00:01Z");
        tick("2026-11-22T18:00:30Z", this.hourly);
        tick("2026-11-22T10:30:00Z", this.hourly);

        ok(this.hourly, "2026-11-22T11:00:01Z");
        tick("2026-11-22T11:01:00Z", this.hourly);
        assertThat(this.keeper.view(this.hourly).statistics().missed()).isZero();
        assertThat(this.keeper.state(this.hourly).next()).isEqualTo("2026-11-22T12:00:00Z");

        this.clock.set("2026-11-22T12:00:01Z");
        this.keeper.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.ERROR));
        assertThat(this.keeper.status(this.hourly)).isEqualTo(MonitorStatus.ERROR);
    }

    @Test
    void anApplicationThatIsStoppedAndStartedAgainIsHeardAgain() {
        this.keeper.start(FixedRegistry.of(this.hourly));
        this.keeper.stop(Duration.ofSeconds(5));
        this.clock.set("2026-11-22T10:00:01Z");
        // What comes while it is stopped is told then.
        this.keeper.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK));
        this.keeper.start(FixedRegistry.of(this.hourly));
        this.keeper.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.ERROR));

        await().untilAsserted(() -> assertThat(this.heard.events).contains("recorded ok", "recorded error"));
    }

    @Test
    void aMonitorThatIsRescheduledWaitsForItsNewSlot() {
        ok(this.hourly, "2026-11-22T10:00:01Z");
        MonitorDefinition daily = Monitors.discovered("hourly", Slots.crontab("0 2 * * *", null));
        tick("2026-11-22T10:30:00Z", daily);
        tick("2026-11-22T11:30:00Z", daily);

        assertThat(this.heard.events).noneMatch(event -> event.startsWith("missed"));
        assertThat(this.keeper.state(daily).next()).isEqualTo("2026-11-23T02:00:00Z");
    }

    @Test
    void aRunThatReschedulesItsOwnJobDoesNotBringTheOldScheduleBack() {
        UUID run = UUID.randomUUID();
        this.clock.set("2026-11-22T10:00:01Z");
        this.keeper.record(this.hourly, new MonitorEvent.Opened(run, this.clock.instant(), RunReport.EMPTY));
        MonitorDefinition daily = Monitors.discovered("hourly", Slots.crontab("0 2 * * *", null));
        tick("2026-11-22T10:01:00Z", daily);
        this.keeper.record(this.hourly, closed(run, CheckInStatus.OK));
        tick("2026-11-22T10:02:00Z", daily);
        tick("2026-11-22T12:30:00Z", daily);

        assertThat(this.keeper.state(daily).next()).isEqualTo("2026-11-23T02:00:00Z");
        assertThat(this.heard.events).noneMatch(event -> event.startsWith("missed"));
    }

    @Test
    void aMonitorThatWasGoneDoesNotOweTheSlotsOfThatTime() {
        ok(this.hourly, "2026-11-22T10:00:01Z");
        this.keeper.tick(FixedRegistry.of(this.hourly), this.clock.instant());
        this.keeper.tick(FixedRegistry.of(this.declared), Instant.parse("2026-11-22T10:30:00Z"));
        this.keeper.tick(FixedRegistry.of(this.hourly), Instant.parse("2026-11-22T15:30:00Z"));
        ok(this.hourly, "2026-11-22T16:00:00Z");

        assertThat(this.keeper.history(this.hourly, 10))
                .extracting(CheckIn::status)
                .containsExactly(CheckInStatus.OK);
    }

    @Test
    void aDisabledMonitorIsNeitherRecordedNorMissed() {
        MonitorDefinition off = Monitors.disabled(this.declared);
        ok(off, "2026-11-22T10:00:01Z");
        tick("2026-11-22T12:00:01Z", off);

        MonitorView view = this.keeper.view(off);
        assertThat(view.status()).isEqualTo(MonitorStatus.DISABLED);
        assertThat(view.lastCheckIn()).isNull();
    }

    @Test
    void aListenerThatFailsOrHangsHurtsNobody() throws Exception {
        CountDownLatch hang = new CountDownLatch(1);
        StateKeeper patient = keeper(
                new MonitorListener() {
                    @Override
                    public void recorded(MonitorDefinition monitor, CheckIn checkIn) {
                        try {
                            hang.await();
                        } catch (InterruptedException ex) {
                            Thread.currentThread().interrupt();
                        }
                        throw new AssertionError("a listener's own trouble");
                    }
                },
                this.heard);
        patient.record(this.hourly, closed(UUID.randomUUID(), CheckInStatus.OK));
        assertThat(patient.view(this.hourly).status()).isEqualTo(MonitorStatus.OK);
        assertThat(this.heard.events).isEmpty();

        hang.countDown();

        await().untilAsserted(() -> assertThat(this.heard.events).containsExactly("recorded ok"));
        patient.stop(Duration.ofSeconds(5));
    }

    @Test
    void aScheduleThatFailsIsNotTheJobsTrouble() {
        MonitorDefinition broken = Monitors.discovered("broken", Slots.failing());
        ok(broken, "2026-11-22T10:00:01Z");
        ok(this.hourly, "2026-11-22T10:00:01Z");
        tick("2026-11-22T11:01:00Z", Monitors.declared("broken", Slots.failing()), this.hourly);

        assertThat(this.keeper.status(this.hourly)).isEqualTo(MonitorStatus.ERROR);
    }

    @Test
    void statisticsCountWhatIsRetained() {
        for (int i = 1; i <= 20; i++) {
            Instant at = Instant.parse("2026-11-22T10:00:00Z").plus(i, ChronoUnit.MINUTES);
            this.keeper.record(
                    this.hourly,
                    new MonitorEvent.Closed(
                            UUID.randomUUID(),
                            at,
                            i == 7 ? CheckInStatus.ERROR : CheckInStatus.OK,
                            Duration.ofSeconds(i),
                            RunReport.EMPTY));
        }
        this.clock.set("2026-11-22T10:30:00Z");

        MonitorStatistics statistics = this.keeper.view(this.hourly).statistics();
        assertThat(statistics.runs()).isEqualTo(20);
        assertThat(statistics.successRate()).isEqualTo(0.95);
        assertThat(statistics.p50()).isEqualTo(Duration.ofSeconds(10));
        assertThat(statistics.p95()).isEqualTo(Duration.ofSeconds(19));
        assertThat(statistics.max()).isEqualTo(Duration.ofSeconds(20));
        assertThat(statistics.lastSuccess()).isEqualTo("2026-11-22T10:20:00Z");
    }

    @Test
    void itTicksByItselfOnceStarted() {
        ok(this.hourly, "2026-11-22T10:00:01Z");
        this.clock.set("2026-11-22T11:01:00Z");

        this.keeper.start(FixedRegistry.of(this.hourly));

        await().untilAsserted(() -> assertThat(this.heard.events).contains("missed 2026-11-22T11:00:00Z"));
    }

    private void ok(MonitorDefinition monitor, String at) {
        this.clock.set(at);
        this.keeper.record(monitor, closed(UUID.randomUUID(), CheckInStatus.OK));
    }

    private MonitorEvent closed(UUID id, CheckInStatus status) {
        return new MonitorEvent.Closed(id, this.clock.instant(), status, null, RunReport.EMPTY);
    }

    private void tick(String at, MonitorDefinition... monitors) {
        this.clock.set(at);
        this.keeper.tick(List.of(monitors), this.clock.instant());
    }

    private static final class Heard implements MonitorListener {

        final List<String> events = new CopyOnWriteArrayList<>();

        @Override
        public void recorded(MonitorDefinition monitor, CheckIn checkIn) {
            this.events.add("recorded " + checkIn.status().value());
        }

        @Override
        public void missed(MonitorDefinition monitor, CheckIn checkIn) {
            this.events.add("missed " + checkIn.startedAt());
        }

        @Override
        public void incidentOpened(MonitorDefinition monitor, Incident incident, CheckIn checkIn) {
            this.events.add("opened " + incident.failures());
        }

        @Override
        public void incidentResolved(MonitorDefinition monitor, Incident incident, CheckIn checkIn) {
            this.events.add("resolved " + incident.failures());
        }

        @Override
        public void neverReported(MonitorDefinition monitor, CheckIn checkIn) {
            this.events.add("never " + checkIn.startedAt());
        }
    }
}
