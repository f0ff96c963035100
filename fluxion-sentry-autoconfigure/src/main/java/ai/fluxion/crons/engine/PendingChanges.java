package ai.fluxion.crons.engine;

import ai.fluxion.crons.store.MonitorKey;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be written to the shared store, oldest first, bounded. Safe for concurrent use; adding never waits. */
final class PendingChanges {

    private static final Logger logger = LoggerFactory.getLogger(PendingChanges.class);

    static final int CAPACITY = 10_000;

    private final LinkedBlockingDeque<PendingChange> queue = new LinkedBlockingDeque<>(CAPACITY);

    /** There is something to look at: a change, or the end. */
    private final Semaphore news = new Semaphore(0);

    private final Map<MonitorKey, Integer> monitors = new ConcurrentHashMap<>();

    private final AtomicInteger unfinished = new AtomicInteger();

    /** Of which monitor a change is being written. */
    private volatile @Nullable MonitorKey taken;

    private volatile long dropped;

    /** Adds a change, in the place of the oldest if there are too many. */
    void add(PendingChange change) {
        this.unfinished.incrementAndGet();
        this.monitors.merge(change.key(), 1, Integer::sum);
        while (!this.queue.offerLast(change)) {
            PendingChange oldest = this.queue.pollFirst();
            if (oldest != null) {
                done(oldest);
                this.unfinished.decrementAndGet();
                warn();
            }
        }
        wake();
    }

    /** Adds a change if there is room, which nothing has to make for it. */
    void offer(PendingChange change) {
        this.unfinished.incrementAndGet();
        this.monitors.merge(change.key(), 1, Integer::sum);
        if (!this.queue.offerLast(change)) {
            done(change);
            this.unfinished.decrementAndGet();
        }
        wake();
    }

    /** Whoever waits in {@link #take} need not any longer, nor who does so next. */
    void wake() {
        if (this.news.availablePermits() == 0) {
            this.news.release();
        }
    }

    private synchronized void warn() {
        if (this.dropped++ == 0) {
            logger.warn(
                    "More than {} changes wait for the monitor store: the oldest are dropped from now on", CAPACITY);
        }
    }

    /** The oldest change, or {@code null} if none comes in time or somebody {@linkplain #wake wakes}. It is no longer pending. */
    @Nullable PendingChange take(Duration timeout) throws InterruptedException {
        PendingChange change = this.queue.pollFirst();
        if (change == null && this.news.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            this.news.drainPermits();
            change = this.queue.pollFirst();
        }
        if (change != null) {
            synchronized (this.monitors) {
                this.taken = change.key();
                done(change);
            }
        }
        return change;
    }

    /** Puts a change back that was taken. */
    void putBack(PendingChange change) {
        synchronized (this.monitors) {
            this.monitors.merge(change.key(), 1, Integer::sum);
            this.taken = null;
        }
        if (!this.queue.offerFirst(change)) {
            done(change);
            this.unfinished.decrementAndGet();
            warn();
        }
    }

    /** A change that was taken is kept elsewhere, and still pending. */
    void keep(PendingChange change) {
        synchronized (this.monitors) {
            this.monitors.merge(change.key(), 1, Integer::sum);
            this.taken = null;
        }
    }

    /** A change that was kept is no longer pending. */
    void takeKept(PendingChange change) {
        synchronized (this.monitors) {
            this.taken = change.key();
            done(change);
        }
    }

    /** A change that was taken is written, or given up. */
    void finished() {
        this.taken = null;
        this.unfinished.decrementAndGet();
    }

    /** How many wait or are being written. */
    int unfinished() {
        return this.unfinished.get();
    }

    /** Whether changes of a monitor wait. */
    boolean contains(MonitorKey key) {
        return this.monitors.containsKey(key);
    }

    /** Whether changes of a monitor wait or are being written. */
    boolean isUnfinished(MonitorKey key) {
        synchronized (this.monitors) {
            return this.monitors.containsKey(key) || key.equals(this.taken);
        }
    }

    int size() {
        return this.queue.size();
    }

    void forEach(Consumer<PendingChange> action) {
        this.queue.forEach(action);
    }

    /** How many were dropped since the last time that somebody asked. */
    synchronized long takeDropped() {
        long count = this.dropped;
        this.dropped = 0;
        return count;
    }

    private void done(PendingChange change) {
        this.monitors.compute(change.key(), (key, count) -> count == null || count <= 1 ? null : count - 1);
    }
}
