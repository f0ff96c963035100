package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorDefinition;
import java.time.Clock;
import java.util.UUID;

/**
 * Tells Sentry what it cannot find out by itself: that a monitor which never reported is missed, and that a run ended with
 * its process.
 *
 * @since 0.1.0
 */
public final class TellingSentry implements MonitorListener {

    private final CheckInSubmission submission;

    private final Clock clock;

    /**
     * @param submission where check-ins go
     * @param clock the clock of crons
     */
    public TellingSentry(CheckInSubmission submission, Clock clock) {
        this.submission = submission;
        this.clock = clock;
    }

    @Override
    public void neverReported(MonitorDefinition monitor, CheckIn checkIn) {
        tell(monitor, checkIn, this.submission.ownId(checkIn.id()));
    }

    @Override
    public void processEnded(MonitorDefinition monitor, CheckIn checkIn) {
        tell(monitor, checkIn, checkIn.id());
    }

    private void tell(MonitorDefinition monitor, CheckIn checkIn, UUID id) {
        this.submission.submit(
                monitor,
                id,
                CheckInStatus.ERROR,
                checkIn.duration(),
                checkIn.report().traceId(),
                this.clock.instant());
    }
}
