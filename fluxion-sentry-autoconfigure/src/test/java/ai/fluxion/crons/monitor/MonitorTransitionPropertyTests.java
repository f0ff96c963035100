package ai.fluxion.crons.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for whatever happens to a monitor. */
class MonitorTransitionPropertyTests {

    private static final Instant START = Instant.parse("2026-03-28T20:00:00Z");

    private static final int MINUTES = 600;

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void thereAreNeverMoreMissesThanSlots(@ForAll("monitors") MonitorDefinition monitor, @ForAll long seed) {
        History history = play(monitor, seed);

        long slots = 0;
        Schedule schedule = monitor.schedule();
        if (schedule != null) {
            Instant end = START.plus(Duration.ofMinutes(MINUTES + 200));
            for (Instant slot = schedule.next(START); slot != null && slot.isBefore(end); slot = schedule.next(slot)) {
                slots++;
            }
        }
        assertThat(history.count(CheckInStatus.MISSED)).isLessThanOrEqualTo(slots);
        assertThat(history.effects(MonitorEffect.Missed.class))
                .extracting(missed -> missed.checkIn().startedAt())
                .doesNotHaveDuplicates();
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void thereIsNoIncidentWithoutAFailure(@ForAll("monitors") MonitorDefinition monitor, @ForAll long seed) {
        History history = play(monitor, seed);

        List<MonitorEffect.IncidentOpened> opened = history.effects(MonitorEffect.IncidentOpened.class);
        List<MonitorEffect.IncidentResolved> resolved = history.effects(MonitorEffect.IncidentResolved.class);
        assertThat(opened).allSatisfy(one -> {
            assertThat(one.checkIn().status()).isIn(CheckInStatus.ERROR, CheckInStatus.MISSED, CheckInStatus.TIMEOUT);
            assertThat(one.incident().failures()).isPositive();
        });
        assertThat(resolved)
                .allSatisfy(one -> assertThat(one.checkIn().status()).isEqualTo(CheckInStatus.OK));
        assertThat(opened.size() - resolved.size()).isEqualTo(history.state().incident() == null ? 0 : 1);
        assertThat(history.state().incident() != null).isEqualTo(history.state().status() == MonitorStatus.ERROR);
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void closingTwiceChangesNothing(@ForAll("monitors") MonitorDefinition monitor, @ForAll long seed) {
        History once = new History(monitor, START, true);
        History twice = new History(monitor, START, true);
        for (MonitorEvent event : Histories.random(seed, START, MINUTES)) {
            once.apply(event);
            twice.apply(event);
            if (event instanceof MonitorEvent.Closed closed) {
                twice.apply(closed);
                CheckInStatus other = closed.status() == CheckInStatus.OK ? CheckInStatus.ERROR : CheckInStatus.OK;
                twice.apply(
                        new MonitorEvent.Closed(closed.id(), closed.at(), other, closed.duration(), closed.report()));
            }
        }

        assertThat(twice.state()).isEqualTo(once.state());
        assertThat(twice.checkIns())
                .usingRecursiveComparison()
                .ignoringFields("duration")
                .isEqualTo(once.checkIns());
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void aLongPauseMakesOneMiss(@ForAll("monitors") MonitorDefinition monitor, @ForAll long seed) {
        History history = play(monitor, seed);
        long before = history.count(CheckInStatus.MISSED);
        boolean waiting = history.state().next() != null;

        history.apply(new MonitorEvent.Tick(START.plus(Duration.ofDays(40))));

        assertThat(history.count(CheckInStatus.MISSED)).isEqualTo(before + (waiting ? 1 : 0));
        if (waiting) {
            assertThat(history.state().next()).isAfter(START.plus(Duration.ofDays(39)));
        }
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void replayingTheHistoryGivesTheState(@ForAll("monitors") MonitorDefinition monitor, @ForAll long seed) {
        History one = play(monitor, seed);
        History other = play(monitor, seed);

        assertThat(other.state()).isEqualTo(one.state());
        assertThat(other.checkIns()).isEqualTo(one.checkIns());
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void ticksThatAreRepeatedOrLeftOutBetweenEventsChangeNothing(
            @ForAll("monitors") MonitorDefinition monitor, @ForAll long seed) {
        History one = play(monitor, seed);
        History other = new History(monitor, START, true);
        for (MonitorEvent event : Histories.random(seed, START, MINUTES)) {
            other.apply(event);
            if (event instanceof MonitorEvent.Tick tick) {
                other.apply(tick);
            }
        }

        assertThat(other.checkIns()).hasSameSizeAs(one.checkIns());
        assertThat(other.state().status()).isEqualTo(one.state().status());
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void aStateIsBoundedAndConsistent(@ForAll("monitors") MonitorDefinition monitor, @ForAll long seed) {
        History history = play(monitor, seed);
        MonitorState state = history.state();

        assertThat(state.next() == null).isEqualTo(state.nextLatest() == null);
        if (state.next() != null) {
            assertThat(state.next()).isEqualTo(state.next().truncatedTo(ChronoUnit.MINUTES));
            assertThat(Duration.between(state.next(), state.nextLatest()))
                    .isEqualTo(monitor.settings().checkinMargin());
        }
        assertThat(state.open()).extracting(OpenRun::id).doesNotHaveDuplicates();
        assertThat(history.checkIns().stream()
                        .filter(one -> !one.status().isFinal())
                        .map(CheckIn::id))
                .containsExactlyInAnyOrderElementsOf(
                        state.open().stream().map(OpenRun::id).toList());
        assertThat(history.checkIns().stream().filter(one -> one.status().isFinal()))
                .allMatch(one -> one.finishedAt() != null);
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void aRunInTimeIsNeverMissed(@ForAll("monitors") MonitorDefinition monitor) {
        Schedule schedule = monitor.schedule();
        History history = new History(monitor, START, true);
        if (schedule == null) {
            return;
        }
        Instant slot = schedule.next(START);
        for (Instant minute = START;
                minute.isBefore(START.plus(Duration.ofHours(8)));
                minute = minute.plusSeconds(60)) {
            history.apply(new MonitorEvent.Tick(minute));
            while (slot != null && !slot.isAfter(minute)) {
                UUID id = UUID.nameUUIDFromBytes(slot.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                history.apply(new MonitorEvent.Opened(id, slot.plusMillis(1), RunReport.EMPTY));
                history.apply(
                        new MonitorEvent.Closed(id, slot.plusMillis(900), CheckInStatus.OK, null, RunReport.EMPTY));
                slot = schedule.next(slot);
            }
        }

        assertThat(history.count(CheckInStatus.MISSED)).isZero();
        assertThat(history.state().status()).isEqualTo(MonitorStatus.OK);
    }

    private static History play(MonitorDefinition monitor, long seed) {
        History history = new History(monitor, START, true);
        Histories.random(seed, START, MINUTES).forEach(history::apply);
        return history;
    }

    @Provide
    Arbitrary<MonitorDefinition> monitors() {
        Arbitrary<Schedule> schedules = Arbitraries.of(
                Slots.crontab("*/5 * * * *", null),
                Slots.crontab("30 * * * *", "Europe/Madrid"),
                Slots.crontab("* * * * *", "America/Caracas"),
                Slots.crontab("15 1-3 * * *", "Europe/Madrid"),
                Slots.every(7, ChronoUnit.MINUTES),
                Slots.every(1, ChronoUnit.HOURS));
        Arbitrary<MonitorSettings> settings = Combinators.combine(
                        Arbitraries.of(1L, 2L, 20L),
                        Arbitraries.of(1L, 5L, 30L),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(1, 4))
                .as(Monitors::settings);
        Arbitrary<MonitorDefinition.Origin> origins = Arbitraries.of(MonitorDefinition.Origin.class);
        return Combinators.combine(schedules, settings, origins)
                .as((schedule, one, origin) -> Monitors.of("random", schedule, one, origin));
    }
}
