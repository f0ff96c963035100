package ai.fluxion.crons;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.Incident;
import ai.fluxion.crons.monitor.MonitorDefinition;

/**
 * An incident of a monitor began. Published to the application's listeners, off the job's thread.
 *
 * @param monitor the monitor
 * @param incident the incident
 * @param checkIn the check-in that made its threshold full
 * @since 0.1.0
 */
public record MonitorIncidentOpened(MonitorDefinition monitor, Incident incident, CheckIn checkIn) {}
