package ai.fluxion.crons;

import ai.fluxion.crons.monitor.CheckInStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Runs code as a monitor. A name that nothing configures works too: locally, and towards Sentry if the monitor exists
 * there already. No method of this interface fails because of Sentry, of the store or of a listener. Safe for concurrent
 * use.
 *
 * @since 0.1.0
 */
public interface CronMonitors {

    /**
     * Runs a body as a run of a monitor.
     *
     * @param name the monitor's
     * @param body what to run; it throws what it likes
     * @throws E exactly what the body throws
     */
    default <E extends Throwable> void run(String name, Body<E> body) throws E {
        run(name, null, body);
    }

    /**
     * Runs a body as a run of a keyed monitor.
     *
     * @param name the family's
     * @param key the key within it ({@code tienda_01}); {@code null}: none
     * @param body what to run
     * @throws E exactly what the body throws
     */
    @SuppressWarnings("NullAway") // a call may return null; NullAway does not know that of a type argument
    default <E extends Throwable> void run(String name, @Nullable String key, Body<E> body) throws E {
        this.<@Nullable Void, E>call(name, key, run -> {
            body.run(run);
            return null;
        });
    }

    /**
     * Calls a function as a run of a monitor.
     *
     * @return what it returns. If that is a {@link java.util.concurrent.CompletionStage}, the run ends when it completes
     * @throws E exactly what the function throws
     */
    default <T extends @Nullable Object, E extends Throwable> T call(String name, Call<T, E> call) throws E {
        return call(name, null, call);
    }

    /**
     * Calls a function as a run of a keyed monitor.
     *
     * @param key the key within the family {@code name}; {@code null}: none
     * @return what it returns. If that is a {@link java.util.concurrent.CompletionStage}, the run ends when it completes
     * @throws E exactly what the function throws
     */
    <T extends @Nullable Object, E extends Throwable> T call(String name, @Nullable String key, Call<T, E> call)
            throws E;

    /** Starts a run that the caller closes. */
    default MonitorRun start(String name) {
        return start(name, null);
    }

    /**
     * Starts a run of a keyed monitor that the caller closes, on the same thread.
     *
     * @param key the key within the family {@code name}; {@code null}: none
     */
    MonitorRun start(String name, @Nullable String key);

    /** Checks in by hand. */
    default void checkIn(String name, CheckInStatus status) {
        checkIn(name, null, status, null);
    }

    /** Checks in by hand, with how long it took. */
    default void checkIn(String name, CheckInStatus status, @Nullable Duration duration) {
        checkIn(name, null, status, duration);
    }

    /**
     * Checks in by hand.
     *
     * @param key the key within the family {@code name}; {@code null}: none
     * @param status one that {@linkplain CheckInStatus#isSendable() a client may send}. {@code OK} and {@code ERROR}
     *     close the newest open manual check-in of the monitor if there is one
     * @param duration how long it took; {@code null} if unknown. More than Sentry accepts (24 days) is taken for that
     * @throws IllegalArgumentException if the status is none that a client may send, or the duration is negative
     */
    void checkIn(String name, @Nullable String key, CheckInStatus status, @Nullable Duration duration);

    /** A task whose every execution is a run of a monitor, for tasks that are registered in code. */
    default Runnable monitored(String name, Runnable task) {
        return monitored(name, null, task);
    }

    /** A task whose every execution is a run of a keyed monitor. */
    default Runnable monitored(String name, @Nullable String key, Runnable task) {
        return () -> run(name, key, run -> task.run());
    }

    /**
     * What a run does.
     *
     * @param <E> what it throws
     */
    @FunctionalInterface
    interface Body<E extends Throwable> {

        /** Does it. */
        void run(MonitorRun run) throws E;
    }

    /**
     * What a run computes.
     *
     * @param <T> what it returns
     * @param <E> what it throws
     */
    @FunctionalInterface
    interface Call<T extends @Nullable Object, E extends Throwable> {

        /** Computes it. */
        T call(MonitorRun run) throws E;
    }
}
