package ai.fluxion.crons.store;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.Evaluation;
import ai.fluxion.crons.monitor.MonitorState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the states and histories of monitors. Every method may block and may throw what its technology throws; none is
 * called by the thread of a job, unless {@link MemoryMonitorStore}'s. Safe for concurrent use, by several processes too
 * if they share it.
 *
 * @since 0.1.0
 */
public interface MonitorStore {

    /**
     * Changes a monitor's state and history as one: nobody sees the one without the other, and of several changes at once
     * each sees what the one before it made.
     *
     * @param checkIn the check-in that the change is about, for it to see; {@code null} if it is about none
     * @param change computes the new state; it may be called several times, and what it returned last is what holds
     * @return what {@code change} returned last
     */
    Evaluation update(MonitorKey key, @Nullable UUID checkIn, Change change);

    /** The state of a monitor, or {@code null} if there is none. */
    @Nullable MonitorState find(MonitorKey key);

    /**
     * The check-ins of a monitor.
     *
     * @param limit the largest number of them
     * @return those that began last, first
     */
    List<CheckIn> history(MonitorKey key, int limit);

    /** The slugs of all monitors that have a state in an environment. */
    List<String> slugs(String environment);

    /**
     * Forgets the check-ins of an environment that began before an instant, and those beyond the number that is kept of each
     * monitor. Others may be kept for longer.
     */
    void prune(String environment, Instant before);

    /** Computes a state out of another. */
    @FunctionalInterface
    interface Change {

        /**
         * Computes the new state. Without side effects.
         *
         * @param state the state; {@code null} if there is none yet
         * @param checkIn the check-in that the change is about; {@code null} if it is not in the history
         */
        Evaluation apply(@Nullable MonitorState state, @Nullable CheckIn checkIn);
    }
}
