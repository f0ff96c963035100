package ai.fluxion.crons;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.MonitorDefinition;

/**
 * A run of a monitor did not end in time. Published to the application's listeners, off the job's thread.
 *
 * @param monitor the monitor
 * @param checkIn the run's check-in
 * @since 0.1.0
 */
public record MonitorCheckInTimedOut(MonitorDefinition monitor, CheckIn checkIn) {}
