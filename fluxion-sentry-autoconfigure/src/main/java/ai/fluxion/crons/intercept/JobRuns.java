package ai.fluxion.crons.intercept;

import ai.fluxion.crons.engine.ActiveRun;
import org.jspecify.annotations.Nullable;

/**
 * Where the executions of one job are reported. Nothing here throws: whatever fails is logged once, and the job goes on.
 * Safe for concurrent use.
 *
 * @since 0.1.0
 */
public interface JobRuns {

    /** Whether executions are reported at all. */
    boolean isReported();

    /**
     * Opens a run on the calling thread.
     *
     * @param key the run's key, or {@code null}
     * @return the run; {@code null} if it is not to be reported
     */
    @Nullable ActiveRun open(@Nullable String key);

    /** Records that a slot was not this process's to serve. */
    void skipped(String reason);
}
