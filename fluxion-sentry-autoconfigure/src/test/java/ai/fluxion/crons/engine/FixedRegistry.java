package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.MonitorDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Monitors that are there from the beginning.
 *
 * @param definitions those that are ticked by themselves
 * @param known all of them
 */
record FixedRegistry(List<MonitorDefinition> definitions, List<MonitorDefinition> known) implements MonitorRegistry {

    static FixedRegistry of(MonitorDefinition... monitors) {
        return new FixedRegistry(List.of(monitors), List.of(monitors));
    }

    /** Monitors that a test ticks. */
    static FixedRegistry unticked(List<MonitorDefinition> monitors) {
        return new FixedRegistry(List.of(), monitors);
    }

    @Override
    public JobMonitor register(DiscoveredJob job) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable JobMonitor registerIfDeclared(DiscoveredJob job) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void retire(DiscoveredJob job) {
        throw new UnsupportedOperationException();
    }

    @Override
    public JobMonitor named(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable MonitorDefinition find(String slug) {
        return this.known.stream()
                .filter(monitor -> monitor.slug().equals(slug))
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable MonitorDefinition adopt(String slug, @Nullable String key) {
        return find(slug);
    }
}
