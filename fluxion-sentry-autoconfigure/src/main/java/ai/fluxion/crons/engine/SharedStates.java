package ai.fluxion.crons.engine;

import ai.fluxion.crons.delivery.DaemonThreads;
import ai.fluxion.crons.engine.StoreAvailability.Outcome;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorTransition;
import ai.fluxion.crons.store.MemoryMonitorStore;
import ai.fluxion.crons.store.MonitorKey;
import ai.fluxion.crons.store.SharedMonitorStore;
import ai.fluxion.crons.store.SharedMonitorStore.Committed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps states in a store that outlives this process. What happens here is in memory at once, and written by a private
 * thread; what others write comes to memory every two seconds, all of it at least with every tick. A slot is evaluated on the truth only, and whoever commits
 * the evaluation tells of it: while the store is away, nothing is evaluated but for those who look.
 */
final class SharedStates implements StateBackend {

    private static final Logger logger = LoggerFactory.getLogger(SharedStates.class);

    private static final Duration REFRESH = Duration.ofSeconds(2);

    /** What clocks of replicas may differ, and what is on its way from them, together. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final SharedMonitorStore store;

    private final MemoryMonitorStore local;

    private final String environment;

    private final ListenerThread listeners;

    private final PendingChanges pending = new PendingChanges();

    private final LongSupplier nanoTime;

    private final StoreAvailability availability;

    private final StoreMirror mirror;

    private final ProcessLeases leases;

    private final StoreAcquaintance acquaintance;

    private final AbandonedRuns abandoned;

    private final RefusedChanges refused;

    private final SharedSlots slots;

    private final StorePruning pruning;

    private volatile CountDownLatch stopping = new CountDownLatch(1);

    private @Nullable MonitorRegistry registry;

    private @Nullable Thread writer;

    private boolean registered;

    private long nextRefresh;

    private long nextBeat;

    SharedStates(
            SharedMonitorStore store,
            MemoryMonitorStore local,
            String environment,
            Clock clock,
            MonitorTransition transition,
            Duration retention,
            Duration lease,
            ListenerThread listeners,
            LongSupplier nanoTime) {
        this.store = store;
        this.local = local;
        this.environment = environment;
        this.listeners = listeners;
        this.nanoTime = nanoTime;
        this.nextRefresh = nanoTime.getAsLong();
        this.nextBeat = this.nextRefresh;
        this.availability = new StoreAvailability(this.pending, nanoTime);
        this.mirror = new StoreMirror(store, local, environment, this.pending);
        this.leases = new ProcessLeases(store, environment, lease, nanoTime);
        this.acquaintance = new StoreAcquaintance(this.mirror, local, environment);
        this.abandoned = new AbandonedRuns(store, environment, this.mirror, clock, transition, listeners);
        this.refused = new RefusedChanges(this.availability, this::probe, this.pending, nanoTime);
        this.slots = new SharedSlots(
                environment,
                local,
                this.mirror,
                this.pending,
                this.refused,
                transition,
                listeners,
                this.leases::hasPeers);
        this.pruning = new StorePruning(store, environment, clock, retention, this.availability, nanoTime);
    }

    @Override
    public void start(MonitorRegistry registry) {
        this.registry = registry;
        // It may have been stopped before, and the store may hold that up still.
        Thread former = this.writer;
        CountDownLatch stop = new CountDownLatch(1);
        this.stopping = stop;
        this.writer = DaemonThreads.named("store").newThread(() -> work(stop, former));
        this.writer.start();
    }

    /** Writes what waits, for a while, and leaves the runs that are open to nobody: they end or time out elsewhere. */
    @Override
    public void stop(Duration timeout) {
        this.stopping.countDown();
        this.pending.wake();
        Thread writer = this.writer;
        if (writer == null) {
            return;
        }
        try {
            // Not interrupted: H2 closes a database in a file, which is the application's too, when a thread in it is.
            writer.join(timeout.toMillis());
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        if (this.pending.unfinished() > 0) {
            logger.warn("{} changes of monitors did not reach the store", this.pending.unfinished());
        }
    }

    @Override
    public void add(PendingChange change) {
        this.pending.add(change);
        if (this.availability.isDown()) {
            change.tell(this.listeners, null);
        }
    }

    @Override
    public boolean isSettled() {
        return this.mirror.isLoaded() && !this.availability.isDown() && this.pending.unfinished() == 0;
    }

    /** The instant to evaluate for: with peers, a little earlier than now. */
    @Override
    public Instant asOf(Instant now) {
        return this.leases.hasPeers() ? now.minus(TOLERANCE) : now;
    }

    /** Evaluates what is due on the truth. */
    @Override
    public void tick(Collection<MonitorDefinition> monitors, Instant now, boolean back) {
        if (!this.mirror.isLoaded() || !this.availability.isUpFor(TOLERANCE)) {
            return;
        }
        Instant minute = asOf(now).truncatedTo(ChronoUnit.MINUTES);
        boolean up = this.availability.attempt(this::refresh);
        for (MonitorDefinition monitor : monitors) {
            if (up) {
                up = monitor.enabled()
                        ? this.slots.evaluate(monitor, minute, now, back)
                        : this.slots.switchOff(monitor);
            }
        }
        this.acquaintance.nameTheLost();
    }

    /** Others may have them. */
    @Override
    public void forgetAllBut(MonitorRegistry monitors, int count) {}

    private void refresh() {
        this.mirror.refresh();
        this.acquaintance.meet(this.registry);
    }

    private void catchUp() {
        this.mirror.catchUp();
        this.acquaintance.meet(this.registry);
    }

    private void work(CountDownLatch stop, @Nullable Thread former) {
        try {
            if (former != null) {
                former.join();
            }
            this.registered = false;
            while (stop.getCount() > 0) {
                writeOne(Duration.ofMillis(500));
            }
            while (this.pending.size() > 0 && !this.availability.isDown()) {
                writeOne(Duration.ZERO);
            }
            if (this.registered) {
                this.availability.attempt(() -> this.store.forget(this.environment, this.store.processId()));
            }
        } catch (InterruptedException ex) {
            logger.debug("Stopped while it was writing", ex);
        }
    }

    private void writeOne(Duration wait) throws InterruptedException {
        if (!keepHouse()) {
            this.pending.forEach(change -> change.tell(this.listeners, null));
            this.leases.restart();
            this.stopping.await(this.availability.pause().toMillis(), TimeUnit.MILLISECONDS);
            return;
        }
        PendingChange change = this.pending.take(wait);
        if (change == null) {
            return;
        }
        boolean late = change.isEvaluation() && !this.availability.isUpFor(TOLERANCE);
        if (late) {
            this.pending.finished();
            return;
        }
        // Behind what was refused before it.
        Outcome outcome = this.refused.contains(change.key())
                ? Outcome.REFUSED
                : this.refused.attempt(change.key(), () -> write(change));
        if (outcome == Outcome.AWAY) {
            this.pending.putBack(change);
            this.nextRefresh = this.nanoTime.getAsLong();
        } else if (outcome == Outcome.DONE || change.isEvaluation()) {
            this.pending.finished();
        } else {
            this.refused.keep(change);
            change.tell(this.listeners, null);
        }
    }

    private void write(PendingChange change) {
        Committed committed = this.mirror.commit(change.monitor(), change.checkIn(), change.change());
        change.tell(this.listeners, committed.evaluation().effects());
    }

    /** Writes and reads what is nobody's in particular; a table or a column that is missing is everybody's trouble. */
    private void probe() {
        beat();
        refresh();
        MonitorKey nobody = new MonitorKey(this.environment, "-");
        this.store.find(nobody);
        this.store.history(nobody, 1);
    }

    /** Beats and refreshes when it is time to. Returns whether the store answers as far as is known. */
    private boolean keepHouse() {
        long now = this.nanoTime.getAsLong();
        // It answers again when it answers to everything, or what it cannot do would have it away again at once.
        boolean down = this.availability.isDown();
        if (!this.registered || down || now - this.nextBeat >= 0) {
            if (!this.availability.attempt(down ? this::probe : this::beat)) {
                return false;
            }
            this.registered = true;
            this.nextBeat = now + this.leases.period().toNanos();
        }
        if (down) {
            this.nextRefresh = now + REFRESH.toNanos();
        } else if (now - this.nextRefresh >= 0) {
            if (!this.availability.attempt(this::catchUp)) {
                return false;
            }
            this.nextRefresh = now + REFRESH.toNanos();
        }
        this.pruning.keepUp(this::probe);
        this.refused.retry(this::write);
        return !this.availability.isDown();
    }

    private void beat() {
        for (UUID process : this.leases.beat()) {
            this.abandoned.end(process, this.registry);
        }
    }
}
