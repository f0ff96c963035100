package ai.fluxion.crons.engine;

import org.jspecify.annotations.Nullable;

/**
 * Opens runs. Nothing here throws, blocks on I/O, or is slow: whatever fails inside of it is logged, and the job goes on.
 *
 * @since 0.1.0
 */
public interface RunEngine {

    /**
     * Opens a run and makes it the calling thread's, as {@code MonitorRun.current()}.
     *
     * @param monitor the job's monitor
     * @param key the run's key, or {@code null}
     */
    ActiveRun open(JobMonitor monitor, @Nullable String key);

    /**
     * Records that a slot was not this process's to serve.
     *
     * @param reason for people: {@code lock held elsewhere}
     */
    void skipped(JobMonitor monitor, @Nullable String key, String reason);
}
