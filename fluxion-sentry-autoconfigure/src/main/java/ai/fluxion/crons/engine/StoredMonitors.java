package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.Evaluation;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorState;
import ai.fluxion.crons.monitor.MonitorTransition;
import ai.fluxion.crons.store.MonitorKey;
import ai.fluxion.crons.store.MonitorStore;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Monitors as a store has them that running applications write: only read, never changed. Every method reads the store on
 * the caller's thread and throws what that throws.
 *
 * @since 0.1.0
 */
public final class StoredMonitors {

    private final MonitorStore store;

    private final String environment;

    private final int history;

    private final Clock clock;

    private final MonitorTransition transition = new MonitorTransition(false);

    /**
     * @param environment the environment whose states are meant
     * @param history how many check-ins of a monitor are looked at
     */
    public StoredMonitors(MonitorStore store, String environment, int history, Clock clock) {
        this.store = store;
        this.environment = environment;
        this.history = history;
        this.clock = clock;
    }

    /** A monitor as it is now; {@code null} if the store does not know it. */
    public @Nullable MonitorView view(MonitorDefinition monitor) {
        MonitorKey key = new MonitorKey(this.environment, monitor.slug());
        MonitorState stored = this.store.find(key);
        if (stored == null) {
            return null;
        }
        Evaluation now = this.transition.asOf(monitor, stored, this.clock.instant());
        return MonitorView.of(now, CurrentStates.overlay(this.store.history(key, this.history), now));
    }

    /** The check-ins of a monitor, those that began last first. */
    public List<CheckIn> history(MonitorDefinition monitor, int limit) {
        return this.store.history(new MonitorKey(this.environment, monitor.slug()), limit);
    }

    /** The slugs of all monitors that the store knows, those that the application no longer has included. */
    public List<String> slugs() {
        return this.store.slugs(this.environment);
    }
}
