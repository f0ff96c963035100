package ai.fluxion.crons.delivery;

import ai.fluxion.crons.delivery.Entry.Worth;
import ai.fluxion.crons.monitor.CheckInStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The check-ins of one monitor in one environment, in the order in which Sentry is to hear of them: one at a time is on
 * its way, outcomes in the order of their making, and of a run only the newest that has not left.
 */
final class Lane {

    /** Monitor and environment. */
    record Key(String slug, String environment) {}

    private static final int MOST_OPEN_RUNS = 1000;

    final Key key;

    final Budget budget = new Budget();

    /** The tick at which it is to be looked at again; meaningful while it waits for one. */
    long wakeAt;

    boolean isDelayed;

    private final Map<UUID, Entry> starts = new LinkedHashMap<>(2);

    private final Map<UUID, Entry> closes = new LinkedHashMap<>(2);

    /** Runs whose beginning Sentry has heard of (true) or may have (false), and whose end it must hear of. */
    private final Map<UUID, Boolean> openAtSentry = new LinkedHashMap<>(2);

    private @Nullable Dispatch inFlight;

    private @Nullable Entry latestClose;

    private @Nullable CheckInStatus lastOutcome;

    /** Until when the last outcome is true: from then on Sentry waits for another. */
    private @Nullable Instant lastTrueUntil;

    Lane(Key key) {
        this.key = key;
    }

    /**
     * Adds a check-in.
     *
     * @return the one that it makes needless, which may be itself; {@code null} if none
     */
    @Nullable Entry add(Entry entry) {
        UUID run = entry.message.id();
        if (!entry.isClose()) {
            return this.closes.containsKey(run) ? entry : this.starts.put(run, entry);
        }
        Entry start = this.starts.remove(run);
        Entry former = this.closes.remove(run);
        this.closes.put(run, entry);
        this.latestClose = entry;
        return start != null ? start : former;
    }

    /** The newest outcome that waits, or {@code null}. */
    @Nullable Entry latestClose() {
        return this.latestClose;
    }

    void remove(Entry entry) {
        (entry.isClose() ? this.closes : this.starts).remove(entry.message.id(), entry);
        if (this.latestClose == entry) {
            this.latestClose = null;
        }
    }

    /** Puts back what failed to leave, before all others; not if the run has something newer to say. */
    boolean putBack(Entry entry) {
        UUID run = entry.message.id();
        Map<UUID, Entry> waiting = entry.isClose() ? this.closes : this.starts;
        if (this.closes.containsKey(run) || waiting.containsKey(run)) {
            return false;
        }
        Map<UUID, Entry> others = new LinkedHashMap<>(waiting);
        waiting.clear();
        waiting.put(run, entry);
        waiting.putAll(others);
        if (entry.isClose() && this.latestClose == null) {
            this.latestClose = entry;
        }
        entry.worth = !entry.isClose()
                ? Worth.START
                : this.latestClose == entry ? Worth.LATEST_OUTCOME : Worth.OVERTAKEN_OUTCOME;
        return true;
    }

    @Nullable Entry firstClose() {
        return first(this.closes);
    }

    @Nullable Entry firstStart() {
        return first(this.starts);
    }

    boolean isWaiting() {
        return !this.closes.isEmpty() || !this.starts.isEmpty();
    }

    /** Whether something of the kind waits behind it. */
    boolean isOvertaken(Entry first) {
        return (first.isClose() ? this.closes : this.starts).size() > 1;
    }

    /** Every entry that waits and is like this. */
    List<Entry> waiting(Predicate<Entry> like) {
        List<Entry> found = new ArrayList<>();
        for (Map<UUID, Entry> entries : List.of(this.closes, this.starts)) {
            entries.values().stream().filter(like).forEach(found::add);
        }
        return found;
    }

    /** Whether Sentry would learn something that it must not miss: a change of outcome, the end of a run, or that a slot has its run. */
    boolean isNews(Entry entry, Moment now) {
        return entry.isClose()
                && (entry.message.status() != this.lastOutcome
                        || this.openAtSentry.containsKey(entry.message.id())
                        || (this.lastTrueUntil != null && !now.instant().isBefore(this.lastTrueUntil)));
    }

    @Nullable Dispatch inFlight() {
        return this.inFlight;
    }

    /** Sends it on its way; its config stays here if Sentry has it with this run already. */
    Dispatch depart(Entry entry, Moment now) {
        remove(entry);
        this.budget.spend(now);
        boolean known = Boolean.TRUE.equals(this.openAtSentry.get(entry.message.id()));
        this.inFlight = new Dispatch(entry, known ? entry.message.withoutConfig() : entry.message, now.nanos());
        return this.inFlight;
    }

    /** The one on its way is so no longer. */
    void arrive() {
        this.inFlight = null;
    }

    /** Sentry has accepted it. */
    void accepted(CheckInMessage message) {
        if (message.status() == CheckInStatus.IN_PROGRESS) {
            this.openAtSentry.put(message.id(), true);
            forgetOldestRun();
        } else {
            this.lastOutcome = message.status();
            this.lastTrueUntil = message.trueUntil();
        }
    }

    /** Sentry may have it, or not. */
    void lost(CheckInMessage message) {
        if (message.status() == CheckInStatus.IN_PROGRESS) {
            this.openAtSentry.putIfAbsent(message.id(), false);
            forgetOldestRun();
        } else {
            this.lastOutcome = null;
        }
    }

    /** Nothing more comes of this check-in; if it was the end of a run, nothing more of that. */
    void finished(Entry entry) {
        if (entry.isClose()) {
            this.openAtSentry.remove(entry.message.id());
        }
    }

    /** Whether nothing would be lost but the last outcome if it were forgotten. */
    boolean isIdle(Moment now) {
        return !isWaiting() && this.inFlight == null && this.openAtSentry.isEmpty() && this.budget.isUntouched(now);
    }

    private void forgetOldestRun() {
        if (this.openAtSentry.size() > MOST_OPEN_RUNS) {
            Iterator<UUID> oldest = this.openAtSentry.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    private static @Nullable Entry first(Map<UUID, Entry> entries) {
        return entries.isEmpty() ? null : entries.values().iterator().next();
    }
}
