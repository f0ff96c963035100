package ai.fluxion.crons.telemetry;

import ai.fluxion.crons.monitor.MonitorDefinition;
import java.util.UUID;

/**
 * Surrounds runs with a scope of their own. An implementation may throw nothing out of a job's way: its caller guards
 * each call, and a run goes on without it.
 *
 * @since 0.1.0
 */
public interface RunTelemetry {

    /** Surrounds nothing. */
    RunTelemetry NONE = (monitor, id) -> RunScope.NONE;

    /**
     * Opens the surroundings of a run on the calling thread.
     *
     * @param monitor the run's
     * @param id the run's check-in
     */
    RunScope open(MonitorDefinition monitor, UUID id);
}
