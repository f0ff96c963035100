package ai.fluxion.crons.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.schedule.SentryCrontab;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What random histories found, one by one. */
class MonitorTransitionTests {

    private static final Instant MORNING = Instant.parse("2026-11-22T09:40:00Z");

    @Test
    void aSecondLateCloseThatSaysNoDurationKeepsTheOneThatIsKnown() {
        UUID run = UUID.randomUUID();
        History history = new History(Monitors.discovered("late", null), MORNING, true);

        history.apply(new MonitorEvent.Opened(run, MORNING, RunReport.EMPTY));
        history.apply(new MonitorEvent.Tick(MORNING.plus(Duration.ofMinutes(30))));
        history.apply(closed(run, MORNING.plus(Duration.ofMinutes(40)), CheckInStatus.OK, Duration.ofMinutes(39)));
        history.apply(closed(run, MORNING.plus(Duration.ofDays(3)), CheckInStatus.ERROR, null));

        assertThat(history.checkIns()).singleElement().satisfies(one -> {
            assertThat(one.status()).isEqualTo(CheckInStatus.TIMEOUT);
            assertThat(one.duration()).isEqualTo(Duration.ofMinutes(39));
        });
    }

    @Test
    void anOkBehindWhichOthersWereMissedIsStillSeenByTheThresholdOfAManualCheckInThatBeganBeforeThem() {
        MonitorDefinition monitor = Monitors.of(
                "manual",
                Slots.crontab("*/30 * * * *", null),
                Monitors.settings(1, 30, 3, 1),
                MonitorDefinition.Origin.DISCOVERED);
        History history = new History(monitor, MORNING, true);

        history.apply(closed(UUID.randomUUID(), MORNING, CheckInStatus.OK, null));
        history.apply(new MonitorEvent.Tick(Instant.parse("2026-11-22T10:01:00Z")));
        history.apply(new MonitorEvent.Tick(Instant.parse("2026-11-22T10:31:00Z")));
        // From 09:55 and 09:57: after them nothing was decided, and of the three up to then one is ok.
        history.apply(failed("2026-11-22T10:35:00Z", Duration.ofMinutes(40)));
        history.apply(failed("2026-11-22T10:36:00Z", Duration.ofMinutes(39)));

        assertThat(history.count(CheckInStatus.MISSED)).isEqualTo(2);
        assertThat(history.state().status()).isEqualTo(MonitorStatus.OK);
        // One more, and there is none.
        history.apply(failed("2026-11-22T10:37:00Z", Duration.ofMinutes(39)));
        assertThat(history.state().incident().startedAt()).isEqualTo("2026-11-22T09:55:00Z");
    }

    @Test
    void aSlotInAnHourThatIsLivedTwiceIsMissedOnce() {
        SentryCrontab beforeMidnight = SentryCrontab.of("59 23 * * *", ZoneId.of("America/Santiago"));
        History history = new History(
                Monitors.discovered("santiago", Slots.sentry(beforeMidnight)),
                Instant.parse("2026-04-05T02:00:00Z"),
                true);
        // At 23:01 for the second time: Sentry's library waits for the first 23:59.
        Instant start = Instant.parse("2026-04-05T03:01:18Z");

        history.apply(closed(UUID.randomUUID(), start, CheckInStatus.OK, null));
        for (int minute = 1; minute < 120; minute++) {
            history.apply(new MonitorEvent.Tick(start.plus(Duration.ofMinutes(minute))));
        }

        assertThat(history.effects(MonitorEffect.Missed.class)).hasSizeLessThanOrEqualTo(1);
        assertThat(history.state().next()).isEqualTo("2026-04-06T03:59:00Z");
    }

    @Test
    void anIncidentThatARunEndedWhichBeganBeforeItLeavesItsMissesToTheThreshold() {
        MonitorDefinition monitor = Monitors.of(
                "manual",
                Slots.crontab("0 * * * *", null),
                Monitors.settings(1, 30, 3, 1),
                MonitorDefinition.Origin.DISCOVERED);
        History history = new History(monitor, MORNING, true);
        history.apply(closed(UUID.randomUUID(), MORNING, CheckInStatus.OK, null));
        for (int hour = 10; hour < 18; hour++) {
            history.apply(new MonitorEvent.Tick(Instant.parse("2026-11-22T%d:01:00Z".formatted(hour))));
        }
        assertThat(history.count(CheckInStatus.MISSED)).isEqualTo(8);

        // Since 09:50, before everything that was missed.
        history.apply(closed(
                UUID.randomUUID(), Instant.parse("2026-11-22T17:20:00Z"), CheckInStatus.OK, Duration.ofMinutes(450)));
        assertThat(history.state().status()).isEqualTo(MonitorStatus.OK);
        // Since 12:30: 11:00 and 12:00 were missed before it.
        history.apply(failed("2026-11-22T17:30:00Z", Duration.ofHours(5)));

        assertThat(history.state().incident()).satisfies(incident -> {
            assertThat(incident.startedAt()).isEqualTo("2026-11-22T11:00:00Z");
            assertThat(incident.failures()).isEqualTo(3);
        });
    }

    @Test
    void anIncidentCountsTheRunThatOpenedItHoweverManyBeganAtTheSameInstant() {
        MonitorDefinition monitor =
                Monitors.of("tiendas", null, Monitors.settings(1, 30, 2, 1), MonitorDefinition.Origin.DISCOVERED);
        History history = new History(monitor, MORNING, true);
        UUID first = UUID.randomUUID();

        history.apply(new MonitorEvent.Opened(first, MORNING, RunReport.EMPTY));
        history.apply(new MonitorEvent.Opened(UUID.randomUUID(), MORNING, RunReport.EMPTY));
        history.apply(new MonitorEvent.Opened(UUID.randomUUID(), MORNING, RunReport.EMPTY));
        history.apply(closed(first, MORNING.plusSeconds(60), CheckInStatus.ERROR, null));

        assertThat(history.state().incident().failures()).isEqualTo(1);
    }

    @Test
    void whatFailsAfterAClockWentBackForHoursIsSeenWithWhatHadBegunByThen() {
        MonitorDefinition monitor = Monitors.of(
                "back",
                Slots.crontab("0 * * * *", null),
                Monitors.settings(1, 10, 2, 1),
                MonitorDefinition.Origin.DISCOVERED);
        History history = new History(monitor, MORNING, true);
        UUID early = UUID.randomUUID();
        UUID back = UUID.randomUUID();
        history.apply(new MonitorEvent.Opened(early, MORNING, RunReport.EMPTY));
        history.apply(new MonitorEvent.Tick(Instant.parse("2026-11-22T10:01:00Z")));
        history.apply(new MonitorEvent.Tick(Instant.parse("2026-11-22T11:01:00Z")));
        history.apply(new MonitorEvent.Tick(Instant.parse("2026-11-22T12:01:00Z")));
        history.apply(new MonitorEvent.Tick(Instant.parse("2026-11-22T13:01:00Z")));
        history.apply(closed(early, Instant.parse("2026-11-22T13:20:00Z"), CheckInStatus.OK, null));
        history.apply(closed(UUID.randomUUID(), MORNING.plusSeconds(60), CheckInStatus.OK, null));
        assertThat(history.state().status()).isEqualTo(MonitorStatus.OK);

        history.apply(new MonitorEvent.Opened(back, Instant.parse("2026-11-22T11:30:00Z"), RunReport.EMPTY));
        history.apply(new MonitorEvent.Tick(Instant.parse("2026-11-22T11:41:00Z")));

        // The run that timed out, and the miss before it.
        assertThat(history.state().incident()).satisfies(incident -> {
            assertThat(incident.startedAt()).isEqualTo("2026-11-22T11:00:00Z");
            assertThat(incident.failures()).isEqualTo(2);
        });
    }

    @Test
    void whatALongScheduleIsKnownByFitsIntoAStore() {
        MonitorTransition transition = new MonitorTransition(false);
        String often = "0" + ",0".repeat(600);
        MonitorDefinition one = Monitors.declared("long", Slots.crontab(often + " 1 * * *", null));
        MonitorDefinition other = Monitors.declared("long", Slots.crontab(often + " 2 * * *", null));

        MonitorState state = transition.begin(one, MORNING);

        assertThat(state.basis()).hasSizeLessThanOrEqualTo(1024);
        assertThat(transition.isOutdated(one, state)).isFalse();
        assertThat(transition.isOutdated(other, state)).isTrue();
    }

    @Test
    void aStateInAnIncidentStaysSmall() {
        MonitorDefinition monitor = Monitors.of(
                "long",
                Slots.crontab("* * * * *", null),
                Monitors.settings(1, 10, 3, 2),
                MonitorDefinition.Origin.DISCOVERED);
        History history = new History(monitor, MORNING, true);
        history.apply(closed(UUID.randomUUID(), MORNING, CheckInStatus.OK, null));
        for (int minute = 2; minute < 500; minute++) {
            history.apply(new MonitorEvent.Tick(MORNING.plus(Duration.ofMinutes(minute))));
        }

        assertThat(history.count(CheckInStatus.MISSED)).isGreaterThan(400);
        assertThat(history.state().recent()).hasSize(3 + CheckInWindow.LATE);
    }

    private static MonitorEvent failed(String at, Duration duration) {
        return closed(UUID.randomUUID(), Instant.parse(at), CheckInStatus.ERROR, duration);
    }

    private static MonitorEvent closed(UUID id, Instant at, CheckInStatus status, @Nullable Duration duration) {
        return new MonitorEvent.Closed(id, at, status, duration, RunReport.EMPTY);
    }
}
