package ai.fluxion.crons.engine;

import ai.fluxion.crons.store.SharedMonitorStore;
import ai.fluxion.crons.store.SharedMonitorStore.Process;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who else uses the shared store, and who is gone. A process is gone when its beats stood still for a lease while this
 * one looked on, so that nobody's clock matters and an outage of the store ends nobody; or when it ran on this very
 * machine and is not there. Whoever stood still itself (a machine that slept, a container that was paused, a store that
 * hung) did not look on: then the others get time to beat again. For one thread.
 */
final class ProcessLeases {

    private final SharedMonitorStore store;

    private final String environment;

    private final Duration lease;

    private final LongSupplier nanoTime;

    private final Map<UUID, Observation> others = new HashMap<>();

    private long lastLook;

    private volatile boolean hasPeers;

    ProcessLeases(SharedMonitorStore store, String environment, Duration lease, LongSupplier nanoTime) {
        this.store = store;
        this.environment = environment;
        this.lease = lease;
        this.nanoTime = nanoTime;
        this.lastLook = nanoTime.getAsLong();
    }

    /** How often to beat. */
    Duration period() {
        return this.lease.dividedBy(4);
    }

    /** Whether others use the store too. */
    boolean hasPeers() {
        return this.hasPeers;
    }

    /** Says that this process is alive, and returns those that are gone. */
    List<UUID> beat() {
        List<Process> all = this.store.beat(this.environment);
        Process self = all.stream()
                .filter(one -> one.id().equals(this.store.processId()))
                .findFirst()
                .orElse(null);
        long now = this.nanoTime.getAsLong();
        long lease = this.lease.toNanos();
        long lookedOn = Math.min(now - this.lastLook, lease / 2);
        this.lastLook = now;
        Map<UUID, Observation> before = new HashMap<>(this.others);
        this.others.clear();
        for (Process one : all) {
            if (!one.id().equals(this.store.processId())) {
                Observation last = before.get(one.id());
                this.others.put(
                        one.id(),
                        last != null && last.beats == one.beats() ? last.stillFor(lookedOn) : new Observation(one, 0));
            }
        }
        List<UUID> gone = this.others.values().stream()
                .filter(one -> one.isGone(self, lease))
                .map(one -> one.id)
                .toList();
        this.hasPeers = this.others.size() > gone.size();
        return gone;
    }

    /** Begins to look anew: while the store was away, nobody could beat. */
    void restart() {
        this.others.clear();
    }

    private static final class Observation {

        private final UUID id;

        private final Process process;

        private final long beats;

        private final long still;

        Observation(Process process, long still) {
            this.id = process.id();
            this.process = process;
            this.beats = process.beats();
            this.still = still;
        }

        Observation stillFor(long time) {
            return new Observation(this.process, this.still + time);
        }

        boolean isGone(@Nullable Process self, long lease) {
            return this.still >= lease || (self != null && isNotHere(self));
        }

        private boolean isNotHere(Process self) {
            if (!this.process.place().equals(self.place()) || this.process.pid() == self.pid()) {
                // The number of this very process: an earlier one that had it, unless both began at once.
                return this.process.place().equals(self.place())
                        && this.process.startedAt() != 0
                        && this.process.startedAt() != self.startedAt();
            }
            ProcessHandle handle = ProcessHandle.of(this.process.pid()).orElse(null);
            if (handle == null || !handle.isAlive()) {
                return true;
            }
            long startedAt = handle.info()
                    .startInstant()
                    .map(start -> start.toEpochMilli())
                    .orElse(this.process.startedAt());
            return this.process.startedAt() != 0 && startedAt != this.process.startedAt();
        }
    }
}
