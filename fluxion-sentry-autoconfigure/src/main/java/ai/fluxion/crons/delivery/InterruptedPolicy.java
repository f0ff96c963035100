package ai.fluxion.crons.delivery;

import ai.fluxion.crons.monitor.MonitorSettings;
import ai.fluxion.crons.schedule.Recurrence;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What Sentry is told of a run that a shutdown cuts off.
 *
 * @since 0.1.0
 */
public enum InterruptedPolicy {
    /**
     * Nothing, if the next slot comes before the run would time out: the run of that slot settles it, and a rolling deploy
     * wakes nobody. Otherwise that it failed.
     */
    AUTO,
    /** That it failed. */
    ERROR;

    /**
     * Whether the run stays open.
     *
     * @param lastSaid when Sentry was told last that it runs: its start or last heartbeat
     * @param now the shutdown
     * @param recurrence the monitor's slots, or {@code null} if it has none
     * @param settings the monitor's
     */
    public boolean leavesOpen(
            Instant lastSaid, Instant now, @Nullable Recurrence recurrence, MonitorSettings settings) {
        if (this == ERROR || recurrence == null) {
            return false;
        }
        Instant next = recurrence.next(now);
        Instant timeout = lastSaid.truncatedTo(ChronoUnit.MINUTES).plus(settings.maxRuntime());
        return next != null && next.isBefore(timeout);
    }
}
