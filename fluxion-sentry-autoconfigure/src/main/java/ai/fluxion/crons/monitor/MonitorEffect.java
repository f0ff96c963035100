package ai.fluxion.crons.monitor;

/**
 * What a transition makes happen outside of the state.
 *
 * @since 0.1.0
 */
public sealed interface MonitorEffect {

    /** A check-in began or changed: the history has it from now on, in the place of an older one with its id. */
    record Recorded(CheckIn checkIn) implements MonitorEffect {}

    /** No run began in time for a slot. Comes after the {@link Recorded} of it. */
    record Missed(CheckIn checkIn) implements MonitorEffect {}

    /** A run did not end in time. Comes after the {@link Recorded} of it. */
    record TimedOut(CheckIn checkIn) implements MonitorEffect {}

    /** An incident began, with the check-in that made the threshold full. */
    record IncidentOpened(Incident incident, CheckIn checkIn) implements MonitorEffect {}

    /** An incident ended, with the check-in that ended it. */
    record IncidentResolved(Incident incident, CheckIn checkIn) implements MonitorEffect {}

    /** A monitor that should report never did: nobody but this process can know. Comes once, with its first miss. */
    record NeverReported(CheckIn checkIn) implements MonitorEffect {}
}
