package ai.fluxion.crons.actuate;

import ai.fluxion.crons.actuate.MonitorsDescriptor.SummaryDescriptor;
import ai.fluxion.crons.monitor.MonitorState;
import ai.fluxion.crons.monitor.MonitorStatus;

/** Counts monitors. */
final class MonitorSummary {

    private final int[] byStatus = new int[MonitorStatus.values().length];

    private int running;

    private int incidents;

    /** Counts a monitor. */
    void add(MonitorState state) {
        this.byStatus[state.status().ordinal()]++;
        this.running += state.open().isEmpty() ? 0 : 1;
        this.incidents += state.incident() != null ? 1 : 0;
    }

    int incidents() {
        return this.incidents;
    }

    SummaryDescriptor describe() {
        int total = 0;
        for (int count : this.byStatus) {
            total += count;
        }
        return new SummaryDescriptor(
                total,
                this.byStatus[MonitorStatus.OK.ordinal()],
                this.byStatus[MonitorStatus.ERROR.ordinal()],
                this.byStatus[MonitorStatus.ACTIVE.ordinal()],
                this.byStatus[MonitorStatus.DISABLED.ordinal()],
                this.running,
                this.incidents);
    }
}
