package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.Incident;
import ai.fluxion.crons.monitor.MonitorDefinition;

/**
 * Hears what becomes of monitors. Called by one private thread, one call at a time, in the order in which things
 * happened to a monitor, and never by the thread of a job. With a store that replicas share each thing is told in one of
 * them. What a listener throws is logged and changes nothing; while it blocks, later news wait, and when too many wait
 * they are dropped with a warning.
 *
 * @since 0.1.0
 */
public interface MonitorListener {

    /** A check-in began or changed. Comes before what follows from it. */
    default void recorded(MonitorDefinition monitor, CheckIn checkIn) {}

    /** No run began in time for a slot. */
    default void missed(MonitorDefinition monitor, CheckIn checkIn) {}

    /** A run did not end in time. */
    default void timedOut(MonitorDefinition monitor, CheckIn checkIn) {}

    /** An incident began. */
    default void incidentOpened(MonitorDefinition monitor, Incident incident, CheckIn checkIn) {}

    /** An incident ended. */
    default void incidentResolved(MonitorDefinition monitor, Incident incident, CheckIn checkIn) {}

    /** A declared monitor never reported, and was missed for the first time: Sentry has to be told. */
    default void neverReported(MonitorDefinition monitor, CheckIn checkIn) {}

    /** A run was closed as an error, because the process that made it is gone. */
    default void processEnded(MonitorDefinition monitor, CheckIn checkIn) {}
}
