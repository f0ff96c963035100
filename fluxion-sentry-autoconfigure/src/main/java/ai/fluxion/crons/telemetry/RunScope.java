package ai.fluxion.crons.telemetry;

import ai.fluxion.crons.monitor.CheckInStatus;
import org.jspecify.annotations.Nullable;

/**
 * The surroundings of one run. Safe for use by several threads of the run.
 *
 * @since 0.1.0
 */
public interface RunScope {

    /** Surrounds nothing. */
    RunScope NONE = new RunScope() {};

    /** The run's trace, 32 hexadecimal digits, or {@code null}. */
    default @Nullable String traceId() {
        return null;
    }

    /** Tags the run and the errors in it. */
    default void tag(String name, String value) {}

    /** Adds a fact to the context of the run and of the errors in it. */
    default void context(String name, Object value) {}

    /** A number of the run; makes it a transaction. */
    default void metric(String name, Number value) {}

    /** Begins a part of the run: a breadcrumb and a span; makes it a transaction. */
    default Step step(String name) {
        return failure -> {};
    }

    /**
     * Leaves the calling thread, which goes on with what surrounded it before. Called once, by the thread that opened;
     * the run itself may end later, on another.
     */
    default void detach() {}

    /**
     * Makes this the surroundings of the calling thread, for work of the run on another thread.
     *
     * @return what ends that; to be called by the same thread
     */
    default Runnable attach() {
        return () -> {};
    }

    /**
     * Ends the run.
     *
     * @param status {@link CheckInStatus#OK} or {@link CheckInStatus#ERROR}
     * @param failure what it threw, or {@code null}
     * @param message why it failed without throwing, or {@code null}
     */
    default void close(CheckInStatus status, @Nullable Throwable failure, @Nullable String message) {}

    /** A part of a run that has begun. */
    @FunctionalInterface
    interface Step {

        /** Ends it; {@code failed} if not well. */
        void close(boolean failed);
    }
}
