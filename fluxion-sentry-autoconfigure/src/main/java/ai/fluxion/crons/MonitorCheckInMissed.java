package ai.fluxion.crons;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.MonitorDefinition;

/**
 * No run of a monitor began in time for its slot. Published to the application's listeners, off the job's thread.
 *
 * @param monitor the monitor
 * @param checkIn the missed check-in; it began at its slot
 * @since 0.1.0
 */
public record MonitorCheckInMissed(MonitorDefinition monitor, CheckIn checkIn) {}
