package ai.fluxion.crons.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.Evaluation;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorDefinition.Origin;
import ai.fluxion.crons.monitor.MonitorEvent;
import ai.fluxion.crons.monitor.MonitorSettings;
import ai.fluxion.crons.monitor.MonitorState;
import ai.fluxion.crons.monitor.MonitorStatus;
import ai.fluxion.crons.monitor.MonitorTransition;
import ai.fluxion.crons.monitor.RunReport;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heartbeats and interrupted runs, against the state that Sentry computes from them. */
class RunPoliciesTests {

    private static final Instant SLOT = Instant.parse("2026-11-02T06:00:00Z");

    private final UUID run = UUID.randomUUID();

    private final List<MonitorStatus> statuses = new ArrayList<>();

    private MonitorState state = MonitorState.INITIAL;

    @ParameterizedTest
    @ValueSource(strings = {"every 10 minutes", "0 */10 * * * *"})
    void aRunOfFortyFiveMinutesOfAJobEveryTenIsNeitherMissedNorTimedOut(String schedule) {
        MonitorDefinition monitor = monitor(schedule, 1, 60);
        Instant start = SLOT.plusSeconds(2);
        List<Instant> heartbeats = live(monitor, HeartbeatPolicy.AUTO, start, Duration.ofMinutes(45), true);
        apply(monitor, close(start.plus(Duration.ofMinutes(45))));

        assertThat(heartbeats).hasSize(4);
        assertThat(this.state.status()).isEqualTo(MonitorStatus.OK);
        assertThat(this.statuses).doesNotContain(MonitorStatus.ERROR);
    }

    @Test
    void withoutHeartbeatsTheSameRunIsMissed() {
        MonitorDefinition monitor = monitor("every 10 minutes", 1, 60);
        live(monitor, HeartbeatPolicy.OFF, SLOT.plusSeconds(2), Duration.ofMinutes(45), true);

        assertThat(this.statuses).contains(MonitorStatus.ERROR);
    }

    @Test
    void automaticHeartbeatsEndWithTheMaximumRuntime() {
        MonitorDefinition monitor = monitor("every 10 minutes", 5, 30);
        List<Instant> heartbeats = live(monitor, HeartbeatPolicy.AUTO, SLOT, Duration.ofHours(3), true);

        assertThat(heartbeats).isNotEmpty().allMatch(at -> at.isBefore(SLOT.plus(Duration.ofMinutes(30))));
        assertThat(this.statuses).contains(MonitorStatus.ERROR);
    }

    @Test
    void withProgressASlowRunDoesNotTimeOut() {
        MonitorDefinition monitor = monitor("0 0 2 * * *", 5, 30);
        live(monitor, HeartbeatPolicy.PROGRESS, SLOT, Duration.ofHours(5), true);
        apply(monitor, close(SLOT.plus(Duration.ofHours(5))));

        assertThat(this.statuses).doesNotContain(MonitorStatus.ERROR);
    }

    @Test
    void withProgressAStuckRunDoes() {
        MonitorDefinition monitor = monitor("0 0 2 * * *", 5, 30);
        List<Instant> heartbeats = live(monitor, HeartbeatPolicy.PROGRESS, SLOT, Duration.ofHours(5), false);

        assertThat(heartbeats).isEmpty();
        assertThat(this.statuses).contains(MonitorStatus.ERROR);
    }

    @Test
    void aPeriodIsKeptWhateverTheScheduleSays() {
        MonitorDefinition monitor = monitor("0 0 2 * * *", 5, 30);
        List<Instant> heartbeats = live(monitor, HeartbeatPolicy.parse("15m"), SLOT, Duration.ofMinutes(61), false);

        assertThat(heartbeats).hasSize(4);
    }

    @Test
    void aPolicyIsReadOrRefused() {
        assertThat(HeartbeatPolicy.parse("AUTO")).isSameAs(HeartbeatPolicy.AUTO);
        assertThat(HeartbeatPolicy.parse("off")).isSameAs(HeartbeatPolicy.OFF);
        assertThat(HeartbeatPolicy.parse("progress").needsProgress()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeartbeatPolicy.parse("often"))
                .withMessage("'often' is neither auto, off, progress nor a duration like 5m");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeartbeatPolicy.parse("5s"))
                .withMessageContaining("at most once a minute");
    }

    @Test
    void aDeployThatCutsOffARunOfAFrequentJobOpensNoIncident() {
        MonitorDefinition monitor = monitor("0 */10 * * * *", 5, 180);
        apply(monitor, opened(SLOT));
        Instant shutdown = SLOT.plusSeconds(90);
        assertThat(InterruptedPolicy.AUTO.leavesOpen(SLOT, shutdown, monitor.recurrence(), monitor.settings()))
                .isTrue();

        // The new process runs the next slots; the cut-off run stays open until it times out.
        for (int minute = 2; minute <= 200; minute++) {
            Instant now = SLOT.plus(Duration.ofMinutes(minute));
            apply(monitor, new MonitorEvent.Tick(now));
            if (minute % 10 == 0) {
                apply(
                        monitor,
                        new MonitorEvent.Closed(
                                UUID.randomUUID(),
                                now.plusSeconds(5),
                                CheckInStatus.OK,
                                Duration.ofSeconds(5),
                                RunReport.EMPTY));
            }
        }

        assertThat(this.state.incident()).isNull();
        assertThat(this.statuses).doesNotContain(MonitorStatus.ERROR);
    }

    @Test
    void aRunWhoseNextSlotComesAfterItsTimeoutIsAnError() {
        MonitorDefinition daily = monitor("0 0 2 * * *", 5, 180);

        assertThat(InterruptedPolicy.AUTO.leavesOpen(SLOT, SLOT.plusSeconds(90), daily.recurrence(), daily.settings()))
                .isFalse();
        assertThat(InterruptedPolicy.AUTO.leavesOpen(SLOT, SLOT.plusSeconds(90), null, daily.settings()))
                .isFalse();
    }

    @Test
    void whoWantsErrorsGetsErrors() {
        MonitorDefinition monitor = monitor("0 */10 * * * *", 5, 180);

        assertThat(InterruptedPolicy.ERROR.leavesOpen(SLOT, SLOT, monitor.recurrence(), monitor.settings()))
                .isFalse();
    }

    /** Lets a run live, evaluated every minute, with a heartbeat whenever the policy says so. */
    private List<Instant> live(
            MonitorDefinition monitor, HeartbeatPolicy policy, Instant start, Duration length, boolean progresses) {
        List<Instant> heartbeats = new ArrayList<>();
        apply(monitor, opened(start));
        Instant said = start;
        for (Instant now = start.plusSeconds(1); now.isBefore(start.plus(length)); now = now.plusSeconds(1)) {
            if (now.getEpochSecond() % 60 == 0) {
                apply(monitor, new MonitorEvent.Tick(now));
            }
            Instant due = policy.nextDue(start, said, monitor.recurrence(), monitor.settings());
            if (due != null && !now.isBefore(due) && (progresses || !policy.needsProgress())) {
                apply(monitor, new MonitorEvent.Heartbeat(this.run, now));
                heartbeats.add(now);
                said = now;
            }
        }
        return heartbeats;
    }

    private MonitorEvent opened(Instant at) {
        return new MonitorEvent.Opened(this.run, at, RunReport.EMPTY);
    }

    private MonitorEvent close(Instant at) {
        return new MonitorEvent.Closed(this.run, at, CheckInStatus.OK, Duration.ofMinutes(1), RunReport.EMPTY);
    }

    private void apply(MonitorDefinition monitor, MonitorEvent event) {
        Evaluation evaluation = new MonitorTransition(true).apply(monitor, this.state, null, event);
        this.state = evaluation.state();
        this.statuses.add(this.state.status());
    }

    private static MonitorDefinition monitor(String text, int margin, int maxRuntime) {
        Schedule schedule = Schedules.parse(text, ZoneOffset.UTC);
        MonitorSettings settings =
                new MonitorSettings(Duration.ofMinutes(margin), Duration.ofMinutes(maxRuntime), 1, 1, null);
        return new MonitorDefinition(
                "m", "m", null, null, null, schedule, schedule.toSentry(), settings, Origin.DISCOVERED, true, true);
    }
}
