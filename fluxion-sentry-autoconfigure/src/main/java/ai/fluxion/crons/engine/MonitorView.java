package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.Evaluation;
import ai.fluxion.crons.monitor.MonitorState;
import ai.fluxion.crons.monitor.MonitorStatus;
import ai.fluxion.crons.store.RecordedCheckIns;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A monitor as it is at this instant: a miss or a timeout that no tick has seen yet is in it.
 *
 * @param status {@link MonitorStatus#DISABLED} if the monitor is switched off
 * @param state what is known of it
 * @param lastCheckIn the check-in that began last, or {@code null}
 * @param statistics its history in numbers
 * @since 0.1.0
 */
public record MonitorView(
        MonitorStatus status, MonitorState state, @Nullable CheckIn lastCheckIn, MonitorStatistics statistics) {

    private static final RecordedCheckIns.Computation<Past> PAST =
            checkIns -> new Past(checkIns.last(), MonitorStatistics.of(checkIns));

    static MonitorView of(MonitorState now, RecordedCheckIns checkIns) {
        Past past = checkIns.derive(PAST);
        return new MonitorView(now.status(), now, past.last(), past.statistics());
    }

    static MonitorView of(Evaluation now, List<CheckIn> checkIns) {
        CheckIn last =
                checkIns.stream().max(Comparator.comparing(CheckIn::startedAt)).orElse(null);
        return new MonitorView(now.state().status(), now.state(), last, MonitorStatistics.of(checkIns));
    }

    /** How many runs have begun and have not ended. */
    public int running() {
        return this.state.open().size();
    }

    private record Past(@Nullable CheckIn last, MonitorStatistics statistics) {}
}
