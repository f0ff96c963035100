package ai.fluxion.crons;

import org.jspecify.annotations.Nullable;

/**
 * A run of a monitor that has begun. What it is told is kept in the local history and rides on the run's errors and
 * transaction in Sentry. Nothing here throws, be it because of Sentry or of what it is told: what cannot be said is left out or
 * replaced, and texts are cut at 2,000 characters. Safe for use by several threads of the run.
 *
 * @since 0.1.0
 */
public interface MonitorRun extends AutoCloseable {

    /**
     * The innermost run of the calling thread.
     *
     * @return the run; outside of any, one that does nothing
     */
    static MonitorRun current() {
        return MonitorRunHolder.get();
    }

    /** The monitor's name; empty outside of a run. */
    String name();

    /** The key within the monitor's family, or {@code null}. */
    @Nullable String key();

    /** Tags the run. {@code null} removes nothing and is ignored. */
    MonitorRun tag(String name, @Nullable Object value);

    /** Adds a fact to the run's context. {@code null} is ignored. */
    MonitorRun context(String name, @Nullable Object value);

    /**
     * Records a number of the run, as it is now. The last one of a name counts; {@code null}, what is not a number and what is
     * infinite are ignored.
     */
    MonitorRun metric(String name, Number value);

    /** Begins a part of the run: a breadcrumb and a span in Sentry. Close it on the same thread. */
    Step step(String name);

    /** Says how far the run is. With {@code fluxion.crons.delivery.heartbeat=progress} it stays alive while this grows. */
    void progress(long done);

    /**
     * Makes the run end as an error, whatever comes after.
     *
     * @param reason what a person should read
     */
    void fail(String reason);

    /**
     * Makes the run end as an error because of an exception that the caller keeps.
     *
     * @param failure reported to Sentry once, as an error of this run
     */
    void fail(Throwable failure);

    /** Ends the run well, unless it {@linkplain #fail failed}. For runs that {@link CronMonitors#start} gave. */
    void ok();

    /** Ends the run; without {@link #ok()} before, as an error. Again: nothing. */
    @Override
    void close();

    /** A part of a run. */
    interface Step extends AutoCloseable {

        /** Says that it did not end well. */
        void fail();

        /** Ends it. Again: nothing. */
        @Override
        void close();
    }
}
