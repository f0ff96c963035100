package ai.fluxion.crons.engine;

import ai.fluxion.crons.MonitorRun;
import org.jspecify.annotations.Nullable;

/**
 * A run, as those see it that intercept. Nothing here throws.
 *
 * @since 0.1.0
 */
public interface ActiveRun extends MonitorRun {

    /** Gives the opening thread back what it had before. The run goes on; it may end on any thread. Again: nothing. */
    void detach();

    /**
     * Makes it the calling thread's run, for work of the run on another thread.
     *
     * @return what ends that, to be called by the same thread
     */
    Runnable attach();

    /**
     * Ends the run with what came of it, and detaches if this is the opening thread. The first end counts.
     *
     * @param failure what it threw: an error; {@code null}: ok, unless it {@linkplain #fail(String) failed} before
     */
    void end(@Nullable Throwable failure);

    /** Ends the run as {@code cancelled}: an error, unless it is the application's end that cuts it off. */
    void cancel();
}
