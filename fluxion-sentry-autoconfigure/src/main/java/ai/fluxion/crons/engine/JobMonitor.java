package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.MonitorDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The monitor of a job that was registered. Its definition is settled when the application has started, and before the
 * job first runs.
 *
 * @since 0.1.0
 */
public interface JobMonitor {

    /** Whether runs of the job are to be reported at all; not for an excluded or disabled one. */
    boolean isActive();

    /**
     * The definition to run as.
     *
     * @param key the key of the run, or {@code null}
     */
    MonitorDefinition definition(@Nullable String key);
}
