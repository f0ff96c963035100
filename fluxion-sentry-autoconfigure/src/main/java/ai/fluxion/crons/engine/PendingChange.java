package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorEffect;
import ai.fluxion.crons.store.MonitorKey;
import ai.fluxion.crons.store.MonitorStore;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change that this process has seen and the shared store has not. */
final class PendingChange {

    private final MonitorKey key;

    private final MonitorDefinition monitor;

    private final @Nullable UUID checkIn;

    private final MonitorStore.Change change;

    private final List<MonitorEffect> localEffects;

    private final boolean evaluation;

    private boolean told;

    /**
     * @param localEffects what it came to here; the truth may differ
     */
    PendingChange(
            MonitorKey key,
            MonitorDefinition monitor,
            @Nullable UUID checkIn,
            MonitorStore.Change change,
            List<MonitorEffect> localEffects) {
        this(key, monitor, checkIn, change, localEffects, false);
    }

    private PendingChange(
            MonitorKey key,
            MonitorDefinition monitor,
            @Nullable UUID checkIn,
            MonitorStore.Change change,
            List<MonitorEffect> localEffects,
            boolean evaluation) {
        this.key = key;
        this.monitor = monitor;
        this.checkIn = checkIn;
        this.change = change;
        this.localEffects = localEffects;
        this.evaluation = evaluation;
    }

    /** What is due, to be found out after what came before. */
    static PendingChange evaluation(MonitorKey key, MonitorDefinition monitor, MonitorStore.Change change) {
        return new PendingChange(key, monitor, null, change, List.of(), true);
    }

    /** Whether it tells nothing that happened, so that it is worth nothing once it is late. */
    boolean isEvaluation() {
        return this.evaluation;
    }

    MonitorKey key() {
        return this.key;
    }

    MonitorDefinition monitor() {
        return this.monitor;
    }

    @Nullable UUID checkIn() {
        return this.checkIn;
    }

    MonitorStore.Change change() {
        return this.change;
    }

    /** Tells listeners what it came to, the first time that anybody asks for it. */
    synchronized void tell(ListenerThread listeners, @Nullable List<MonitorEffect> trueEffects) {
        if (!this.told) {
            this.told = true;
            listeners.tell(this.monitor, trueEffects == null ? this.localEffects : trueEffects);
        }
    }
}
