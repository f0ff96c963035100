package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.Evaluation;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorState;
import ai.fluxion.crons.store.MemoryMonitorStore;
import ai.fluxion.crons.store.MonitorKey;
import ai.fluxion.crons.store.MonitorStore;
import ai.fluxion.crons.store.SharedMonitorStore;
import ai.fluxion.crons.store.SharedMonitorStore.Committed;
import ai.fluxion.crons.store.SharedMonitorStore.Snapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the states in memory equal to those in the shared store, but for what waits to be written. Everything here
 * blocks on I/O, throws what the store throws, and is for private threads only.
 */
final class StoreMirror {

    private static final Logger logger = LoggerFactory.getLogger(StoreMirror.class);

    private final SharedMonitorStore store;

    private final MemoryMonitorStore local;

    private final String environment;

    private final PendingChanges pending;

    private final Map<String, Long> versions = new HashMap<>();

    private final Set<String> unreadable = new HashSet<>();

    private volatile boolean loaded;

    StoreMirror(SharedMonitorStore store, MemoryMonitorStore local, String environment, PendingChanges pending) {
        this.store = store;
        this.local = local;
        this.environment = environment;
        this.pending = pending;
    }

    /** Whether it has ever seen the store. */
    boolean isLoaded() {
        return this.loaded;
    }

    /**
     * Makes a change to the truth, and adopts what it came to. A change that fails by itself is its monitor's trouble and
     * not the store's, and changes nothing.
     */
    synchronized Committed commit(MonitorDefinition monitor, @Nullable UUID checkIn, MonitorStore.Change change) {
        MonitorKey key = new MonitorKey(this.environment, monitor.slug());
        Committed committed = this.store.commit(key, checkIn, guarded(monitor, change));
        long known = this.versions.getOrDefault(key.slug(), 0L);
        // A version that has no check-in of this change may be another's, who was quicker.
        boolean own = committed.version() == known + 1
                && !committed.evaluation().checkIns().isEmpty();
        boolean next = committed.version() == known || own;
        // Where others wrote meanwhile, their check-ins are read too.
        Snapshot truth = next
                ? new Snapshot(
                        committed.evaluation().state(),
                        committed.version(),
                        committed.evaluation().checkIns())
                : this.store.snapshot(key, known);
        if (truth != null) {
            adopt(truth, key);
        }
        return committed;
    }

    private static MonitorStore.Change guarded(MonitorDefinition monitor, MonitorStore.Change change) {
        return (state, known) -> {
            try {
                return change.apply(state, known);
            } catch (RuntimeException | LinkageError ex) {
                logger.warn("'{}' could not be evaluated", monitor.slug(), ex);
                return Evaluation.unchanged(state == null ? MonitorState.initial(monitor.key()) : state);
            }
        };
    }

    /** Reads what others changed. */
    synchronized void refresh() {
        read(this.store.versions(this.environment));
        this.loaded = true;
    }

    /** Reads what others changed lately, most of the time all of it. */
    synchronized void catchUp() {
        if (this.loaded) {
            read(this.store.changes(this.environment));
        } else {
            refresh();
        }
    }

    private void read(Map<String, Long> versions) {
        versions.forEach((slug, version) -> {
            long known = this.versions.getOrDefault(slug, 0L);
            if (version > known) {
                try {
                    read(new MonitorKey(this.environment, slug), known);
                } catch (RuntimeException ex) {
                    leave(slug, ex);
                }
            }
        });
    }

    private void read(MonitorKey key, long known) {
        Snapshot snapshot = this.store.snapshot(key, known);
        if (snapshot != null) {
            adopt(snapshot, key);
        }
        this.unreadable.remove(key.slug());
    }

    /** Leaves a monitor out that cannot be read, unless it is the store. */
    private void leave(String slug, RuntimeException ex) {
        this.store.changes(this.environment);
        if (this.unreadable.add(slug)) {
            logger.warn("What the monitor store has of '{}' cannot be read; others are", slug, ex);
        }
    }

    private void adopt(Snapshot truth, MonitorKey key) {
        boolean adopted = this.local.replace(key, truth.state(), truth.checkIns(), () -> !this.pending.contains(key));
        if (adopted) {
            this.versions.put(key.slug(), truth.version());
        }
    }

    synchronized int size() {
        return this.versions.size();
    }

    /** The slugs that the store is known to have. */
    synchronized List<String> slugs() {
        return this.versions.keySet().stream().sorted().toList();
    }
}
