package ai.fluxion.crons;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.Incident;
import ai.fluxion.crons.monitor.MonitorDefinition;

/**
 * An incident of a monitor ended. Published to the application's listeners, off the job's thread.
 *
 * @param monitor the monitor
 * @param incident the incident
 * @param checkIn the check-in that ended it
 * @since 0.1.0
 */
public record MonitorIncidentResolved(MonitorDefinition monitor, Incident incident, CheckIn checkIn) {}
