package ai.fluxion.crons.engine;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The runs of this process that have not ended. */
final class OpenRuns {

    private final Map<UUID, EngineRun> runs = new ConcurrentHashMap<>();

    void add(EngineRun run) {
        this.runs.put(run.id(), run);
    }

    void remove(EngineRun run) {
        if (this.runs.remove(run.id()) != null && this.runs.isEmpty()) {
            synchronized (this.runs) {
                this.runs.notifyAll();
            }
        }
    }

    Collection<EngineRun> all() {
        return this.runs.values();
    }

    /** Waits until there is none. */
    boolean awaitNone(java.time.Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        synchronized (this.runs) {
            while (!this.runs.isEmpty()) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                this.runs.wait(left);
            }
        }
        return true;
    }
}
