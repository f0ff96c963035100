package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorState;
import ai.fluxion.crons.store.MemoryMonitorStore;
import ai.fluxion.crons.store.MonitorKey;
import java.util.Collection;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the states of all monitors are, in the order in which they are asked for. Who asks for all of them asks for the same
 * ones again, and to look each up costs more than to read it. Safe for concurrent use.
 */
final class StatePlaces {

    private final MemoryMonitorStore store;

    private final String environment;

    /** What was found for the monitors asked for last. Two askers may overwrite each other: each looks whose place it is. */
    private volatile MemoryMonitorStore.@Nullable Place[] places = {};

    StatePlaces(MemoryMonitorStore store, String environment) {
        this.store = store;
        this.environment = environment;
    }

    /** Tells the state of each monitor, {@code null} if there is none. */
    void forEach(Collection<MonitorDefinition> monitors, BiConsumer<MonitorDefinition, @Nullable MonitorState> reader) {
        MemoryMonitorStore.@Nullable Place[] known = this.places;
        if (known.length != monitors.size()) {
            known = new MemoryMonitorStore.Place[monitors.size()];
            this.places = known;
        }
        int index = 0;
        for (MonitorDefinition monitor : monitors) {
            MemoryMonitorStore.Place place = index < known.length ? known[index] : null;
            if (place == null || !place.key().slug().equals(monitor.slug())) {
                place = this.store.place(new MonitorKey(this.environment, monitor.slug()));
                if (index < known.length) {
                    known[index] = place;
                }
            }
            reader.accept(monitor, place.state());
            index++;
        }
    }
}
