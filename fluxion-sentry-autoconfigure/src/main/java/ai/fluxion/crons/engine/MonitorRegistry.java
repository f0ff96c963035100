package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.MonitorDefinition;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Every monitor of this process. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public interface MonitorRegistry {

    /**
     * Makes a job known, at any time; also after the start, for beans that come late. One that is known with another schedule
     * has this one from now on.
     */
    JobMonitor register(DiscoveredJob job);

    /**
     * Makes a job known if its annotation or the configuration declares its monitor, at any time.
     *
     * @return {@code null} if neither does, and then nothing is kept of it
     */
    @Nullable JobMonitor registerIfDeclared(DiscoveredJob job);

    /** A job is gone, for good as far as is known: its monitor is expected no longer, unless the configuration declares it. */
    void retire(DiscoveredJob job);

    /** The monitor of a name, for {@code CronMonitors}; one that nothing configures comes to be by this. */
    JobMonitor named(String name);

    /** All definitions, families without runs excluded, keyed ones one by one, by slug. */
    Collection<MonitorDefinition> definitions();

    /** The definition of a slug, or {@code null}. */
    @Nullable MonitorDefinition find(String slug);

    /**
     * The monitor of a slug that is known from elsewhere: from an earlier process, or from a replica. A key that came at run
     * time comes to be by this as it did there; one that is no longer among those that must report comes to be disabled.
     *
     * @param key the key in the slug, or {@code null}
     * @return {@code null} if this application has no such monitor
     */
    @Nullable MonitorDefinition adopt(String slug, @Nullable String key);
}
