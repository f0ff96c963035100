package ai.fluxion.crons.store;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.Evaluation;
import ai.fluxion.crons.monitor.MonitorState;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A store outside of the process, which others may share and which outlives it. It knows which process made a run that
 * is open, so that somebody can end it whose process is gone.
 *
 * @since 0.1.0
 */
public interface SharedMonitorStore extends MonitorStore {

    /** As {@link #update}, and tells the state's version. */
    Committed commit(MonitorKey key, @Nullable UUID checkIn, Change change);

    @Override
    default Evaluation update(MonitorKey key, @Nullable UUID checkIn, Change change) {
        return commit(key, checkIn, change).evaluation();
    }

    /** The versions of all states of an environment, by slug. */
    Map<String, Long> versions(String environment);

    /**
     * The versions of the states that changed lately, by slug: much less to ask for often. Others may be among them, and one
     * may be left out whose process has a wrong clock or wrote slowly; {@link #versions} has it.
     */
    default Map<String, Long> changes(String environment) {
        return versions(environment);
    }

    /**
     * A state with the check-ins that began or changed after a version of it.
     *
     * @param since a version; 0: all check-ins
     * @return {@code null} if there is no such state
     */
    @Nullable Snapshot snapshot(MonitorKey key, long since);

    /**
     * Says that this process is alive, and who else is known to be there.
     *
     * @return all processes of the environment, this one included
     */
    List<Process> beat(String environment);

    /** This process, as {@link #beat} tells others of it. */
    UUID processId();

    /** The open runs that a process made. */
    List<OpenRunOf> openRuns(String environment, UUID process);

    /** Forgets a process. Its open runs, if there are any, are nobody's from then on. */
    void forget(String environment, UUID process);

    /**
     * A change that was made.
     *
     * @param evaluation what the change came to
     * @param version the state's version since; the same as before if nothing changed
     */
    record Committed(Evaluation evaluation, long version) {}

    /**
     * A state at a version.
     *
     * @param checkIns oldest first
     */
    record Snapshot(MonitorState state, long version, List<CheckIn> checkIns) {}

    /**
     * A process that uses the store.
     *
     * @param place where it runs: processes with the same place see each other's numbers
     * @param pid its number there
     * @param startedAt when it began, in milliseconds since 1970, to tell it from another with its number
     * @param beats grows while it lives
     */
    record Process(UUID id, String place, long pid, long startedAt, long beats) {}

    /** A run that is open. */
    record OpenRunOf(String slug, UUID checkIn) {}
}
