package ai.fluxion.crons.engine;

import ai.fluxion.crons.engine.StoreAvailability.Outcome;
import ai.fluxion.crons.store.MonitorKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the shared store does not take of a monitor although it answers otherwise: a row that a constraint or a trigger
 * refuses, that cannot be read, that somebody has locked. That is this monitor's trouble and nobody else's: it goes on in
 * memory, and its changes are kept in their order and tried again now and then. Safe for concurrent use; changes are kept
 * and tried again by one thread.
 */
final class RefusedChanges {

    /** So many changes of a monitor are kept, the newest ones. */
    static final int CAPACITY = 100;

    private static final Logger logger = LoggerFactory.getLogger(RefusedChanges.class);

    /** A connection that broke is a refusal too, as far as can be seen: what is refused so often in a row is refused. */
    private static final int ATTEMPTS = 3;

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private static final int LONGEST_PAUSE = 5;

    private static final Duration QUIET = Duration.ofHours(1);

    private final StoreAvailability availability;

    private final Runnable probe;

    private final PendingChanges pending;

    private final LongSupplier nanoTime;

    private final Map<MonitorKey, Refused> monitors = new ConcurrentHashMap<>();

    /** When what was said. */
    private final Map<String, Long> said = new HashMap<>();

    /**
     * @param probe reads and writes the store, and nothing of a monitor
     */
    RefusedChanges(StoreAvailability availability, Runnable probe, PendingChanges pending, LongSupplier nanoTime) {
        this.availability = availability;
        this.probe = probe;
        this.pending = pending;
        this.nanoTime = nanoTime;
    }

    /** Whether the store refuses a monitor. Its changes are for {@link #keep}, then. */
    boolean contains(MonitorKey key) {
        return this.monitors.containsKey(key);
    }

    /** Changes a monitor in the store. */
    Outcome attempt(MonitorKey key, Runnable change) {
        return attempt(key, change, ATTEMPTS);
    }

    private Outcome attempt(MonitorKey key, Runnable change, int attempts) {
        return this.availability.attempt(change, this.probe, attempts, ex -> refuse(key, ex));
    }

    private void refuse(MonitorKey key, Throwable cause) {
        Refused refused = new Refused(this.nanoTime.getAsLong());
        if (this.monitors.putIfAbsent(key, refused) == null && isNews("refused " + key.slug())) {
            logger.warn(
                    "The monitor store refuses '{}' and answers otherwise: this monitor goes on in memory, and is tried again",
                    key.slug(),
                    cause);
        }
    }

    /** Whether nobody was told lately. */
    private synchronized boolean isNews(String what) {
        long now = this.nanoTime.getAsLong();
        Long last = this.said.get(what);
        boolean news = last == null || now - last >= QUIET.toNanos();
        if (news) {
            this.said.put(what, now);
        }
        return news;
    }

    /** Keeps a change that was taken of those that wait, behind what is kept of its monitor. */
    void keep(PendingChange change) {
        Refused refused = this.monitors.computeIfAbsent(change.key(), absent -> new Refused(this.nanoTime.getAsLong()));
        this.pending.keep(change);
        refused.changes.addLast(change);
        if (refused.changes.size() > CAPACITY) {
            this.pending.takeKept(refused.changes.removeFirst());
            this.pending.finished();
        }
    }

    /** Tries again what is due. Stops where the store is away. */
    void retry(Consumer<PendingChange> write) {
        if (this.monitors.isEmpty()) {
            return;
        }
        for (Map.Entry<MonitorKey, Refused> entry : List.copyOf(this.monitors.entrySet())) {
            Refused refused = entry.getValue();
            if (refused.isDue(this.nanoTime.getAsLong()) && !retry(entry.getKey(), refused, write)) {
                return;
            }
        }
    }

    private boolean retry(MonitorKey key, Refused refused, Consumer<PendingChange> write) {
        Deque<PendingChange> still = new ArrayDeque<>();
        int before = refused.changes.size();
        while (!refused.changes.isEmpty()) {
            PendingChange change = refused.changes.getFirst();
            this.pending.takeKept(change);
            Outcome outcome = attempt(key, () -> write.accept(change), 1);
            if (outcome == Outcome.DONE) {
                this.pending.finished();
            } else {
                this.pending.keep(change);
            }
            if (outcome == Outcome.AWAY) {
                break;
            }
            refused.changes.removeFirst();
            if (outcome == Outcome.REFUSED) {
                still.addLast(change);
            }
        }
        boolean away = !refused.changes.isEmpty();
        boolean taken = still.size() + refused.changes.size() < before;
        if (taken && !still.isEmpty()) {
            drop(key, still);
        } else if (taken && !away) {
            logger.info("The monitor store takes '{}' again, and {} changes that waited for it", key.slug(), before);
        }
        while (!still.isEmpty()) {
            refused.changes.addFirst(still.removeLast());
        }
        if (refused.changes.isEmpty()) {
            this.monitors.remove(key);
        } else {
            refused.postpone(this.nanoTime.getAsLong());
        }
        return !away;
    }

    /** What came later is in the store: these are refused for themselves. */
    private void drop(MonitorKey key, Deque<PendingChange> changes) {
        if (isNews("dropped " + key.slug())) {
            logger.warn(
                    "The monitor store refuses {} changes of '{}' and takes others, which came later: these are dropped",
                    changes.size(),
                    key.slug());
        }
        while (!changes.isEmpty()) {
            this.pending.takeKept(changes.removeFirst());
            this.pending.finished();
        }
    }

    private static final class Refused {

        private final Deque<PendingChange> changes = new ArrayDeque<>();

        private int rounds;

        private long next;

        Refused(long now) {
            this.next = now + PAUSE.toNanos();
        }

        /** A second change tells whether it was the first one's own trouble. */
        boolean isDue(long now) {
            return now - this.next >= 0 || (this.rounds == 0 && this.changes.size() > 1);
        }

        void postpone(long now) {
            this.rounds++;
            this.next = now + PAUSE.toNanos() * Math.min(1L << Math.min(this.rounds, 8), LONGEST_PAUSE);
        }
    }
}
