package ai.fluxion.crons.delivery;

import ai.fluxion.crons.delivery.DeliveryStatistics.Destination;
import ai.fluxion.crons.delivery.Entry.Worth;
import ai.fluxion.crons.delivery.Tally.Fate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was handed over and has no fate yet, and the decisions what leaves, when, and what is not worth it any
 * more. Neither waits nor knows threads, clocks or senders: for use by one thread at a time.
 */
final class Outbox {

    private static final int MOST_REFUSALS = 10;

    private static final long FIRST_REFUSAL_PAUSE = TimeUnit.SECONDS.toNanos(1);

    private static final long LONGEST_REFUSAL_PAUSE = TimeUnit.MINUTES.toNanos(5);

    private static final int LANES_KEPT = 1000;

    private final int capacity;

    private int lanesKept = LANES_KEPT;

    private final Gate gate;

    private final Tally tally = new Tally();

    private final Map<Lane.Key, Lane> lanes = new LinkedHashMap<>();

    private final Set<Lane> ready = new LinkedHashSet<>();

    /** By the distance of ticks, which may overflow. */
    private final PriorityQueue<Lane> delayed = new PriorityQueue<>((a, b) -> Long.signum(a.wakeAt - b.wakeAt));

    /** What waits, by its {@link Worth}, oldest first. */
    private final List<Set<Entry>> waiting = Stream.of(Worth.values())
            .<Set<Entry>>map(worth -> new LinkedHashSet<>())
            .toList();

    private final Set<Dispatch> inFlight = new LinkedHashSet<>();

    Outbox(int capacity, Gate gate) {
        this.capacity = capacity;
        this.gate = gate;
    }

    /** Takes in what was handed over. */
    void accept(CheckInMessage message, Moment now) {
        this.tally.made();
        Lane lane = lane(new Lane.Key(message.slug(), message.environment()), now);
        Entry entry = new Entry(message, lane);
        Entry overtaken = lane.latestClose();
        boolean nothingNew = !entry.isClose() && lane.firstStart() != null;
        Entry superseded = lane.add(entry);
        if (superseded != null) {
            count(superseded, Fate.SUPERSEDED);
        }
        if (superseded == entry) {
            return;
        }
        if (entry.isClose() && overtaken != null && overtaken != superseded) {
            rank(overtaken, Worth.OVERTAKEN_OUTCOME);
        }
        waiting(entry.worth).add(entry);
        makeRoom();
        if (!(nothingNew && lane.isDelayed)) {
            look(lane);
        }
    }

    /** What is to be sent now, or {@code null}. The caller tells {@link #settle} what became of it. */
    @Nullable Dispatch poll(Moment now) {
        if (!this.gate.permits(now, this.inFlight.size())) {
            return null;
        }
        while (!this.delayed.isEmpty() && now.reached(this.delayed.peek().wakeAt)) {
            Lane lane = this.delayed.remove();
            lane.isDelayed = false;
            this.ready.add(lane);
        }
        while (!this.ready.isEmpty()) {
            Lane lane = this.ready.iterator().next();
            this.ready.remove(lane);
            Entry entry = lane.inFlight() == null ? choose(lane, now) : null;
            if (entry != null) {
                waiting(entry.worth).remove(entry);
                Dispatch dispatch = lane.depart(entry, now);
                this.inFlight.add(dispatch);
                return dispatch;
            }
        }
        return null;
    }

    /** Notes what became of an attempt; of one that has been given up: nothing. */
    void settle(Dispatch dispatch, SendResult result, Moment now) {
        if (!this.inFlight.remove(dispatch)) {
            return;
        }
        Entry entry = dispatch.entry;
        Lane lane = entry.lane;
        lane.arrive();
        if (result.kind() == SendResult.Kind.ACCEPTED) {
            this.gate.succeeded();
            lane.accepted(dispatch.message);
            lane.finished(entry);
            this.tally.delivered(now.instant());
        } else if (result.kind() == SendResult.Kind.UNWANTED) {
            count(entry, Fate.FAILED);
        } else {
            this.gate.failed(dispatch.startedAt, result.pause(), now);
            settleFailure(dispatch, result.kind(), now);
        }
        look(lane);
    }

    private void settleFailure(Dispatch dispatch, SendResult.Kind kind, Moment now) {
        Entry entry = dispatch.entry;
        Lane lane = entry.lane;
        if (kind == SendResult.Kind.LOST) {
            lane.lost(dispatch.message);
        } else {
            lane.budget.refund(dispatch.startedAt);
        }
        if (kind == SendResult.Kind.REFUSED) {
            entry.refusals++;
            entry.notBefore =
                    now.nanos() + Math.min(FIRST_REFUSAL_PAUSE << (entry.refusals - 1), LONGEST_REFUSAL_PAUSE);
        }
        if (entry.refusals >= MOST_REFUSALS) {
            count(entry, Fate.FAILED);
        } else if (lane.putBack(entry)) {
            waiting(entry.worth).add(entry);
            makeRoom();
        } else {
            count(entry, Fate.SUPERSEDED);
        }
    }

    /** Attempts that began before a tick and have no result. */
    List<Dispatch> startedBefore(long tick) {
        return this.inFlight.stream()
                .takeWhile(dispatch -> dispatch.startedAt - tick < 0)
                .toList();
    }

    /** Counts out what is no longer true. Looks at everything that waits. */
    void expire(Moment now) {
        for (Set<Entry> entries : this.waiting) {
            for (Entry entry : entries.stream().filter(e -> !e.isTrueAt(now)).toList()) {
                discard(entry, entry.refusals > 0 ? Fate.FAILED : Fate.EXPIRED);
            }
        }
    }

    /** Counts out everything that is left: the end of the process. */
    void giveUp() {
        for (Set<Entry> entries : this.waiting) {
            for (Entry entry : List.copyOf(entries)) {
                discard(entry, Fate.DROPPED);
            }
        }
        for (Dispatch dispatch : List.copyOf(this.inFlight)) {
            this.inFlight.remove(dispatch);
            dispatch.entry.lane.arrive();
            count(dispatch.entry, Fate.DROPPED);
        }
    }

    /** Ticks until {@link #poll} may find something; {@link Long#MAX_VALUE} if only news or a result can change that. */
    long untilNext(Moment now) {
        if (waiting() == 0) {
            return Long.MAX_VALUE;
        }
        if (!this.gate.isOpen()) {
            return this.inFlight.isEmpty() ? Math.max(0, this.gate.opensAt() - now.nanos()) : Long.MAX_VALUE;
        }
        if (!this.ready.isEmpty()) {
            return 0;
        }
        return this.delayed.isEmpty() ? Long.MAX_VALUE : Math.max(0, this.delayed.peek().wakeAt - now.nanos());
    }

    int inFlight() {
        return this.inFlight.size();
    }

    int waiting() {
        int sum = 0;
        for (Set<Entry> entries : this.waiting) {
            sum += entries.size();
        }
        return sum;
    }

    /** How many monitors it remembers. */
    int lanes() {
        return this.lanes.size();
    }

    Gate gate() {
        return this.gate;
    }

    Tally tally() {
        return this.tally;
    }

    DeliveryStatistics statistics(Destination destination) {
        return this.tally.statistics(destination, waiting() + this.inFlight.size());
    }

    private @Nullable Entry choose(Lane lane, Moment now) {
        Choice closes = new Choice(lane, now);
        Entry close = closes.close();
        if (close != null) {
            return close;
        }
        Choice starts = new Choice(lane, now);
        Entry start = starts.start();
        if (start == null && lane.isWaiting()) {
            lane.wakeAt = now.nanos() + Math.min(closes.pause, starts.pause);
            lane.isDelayed = this.delayed.add(lane);
        }
        return start;
    }

    /** Lets the lane be looked at by the next poll. */
    private void look(Lane lane) {
        if (lane.inFlight() == null && lane.isWaiting()) {
            if (lane.isDelayed) {
                lane.isDelayed = !this.delayed.remove(lane);
            }
            this.ready.add(lane);
        }
    }

    private void makeRoom() {
        while (waiting() > this.capacity) {
            for (Worth worth : Worth.values()) {
                if (!waiting(worth).isEmpty()) {
                    discard(waiting(worth).iterator().next(), Fate.DROPPED);
                    break;
                }
            }
        }
    }

    private void discard(Entry entry, Fate fate) {
        entry.lane.remove(entry);
        count(entry, fate);
    }

    private void count(Entry entry, Fate fate) {
        waiting(entry.worth).remove(entry);
        if (fate != Fate.SUPERSEDED) {
            entry.lane.finished(entry);
        }
        this.tally.count(fate);
    }

    private void rank(Entry entry, Worth worth) {
        waiting(entry.worth).remove(entry);
        entry.worth = worth;
        waiting(worth).add(entry);
    }

    private Set<Entry> waiting(Worth worth) {
        return this.waiting.get(worth.ordinal());
    }

    private Lane lane(Lane.Key key, Moment now) {
        Lane lane = this.lanes.get(key);
        if (lane == null) {
            if (this.lanes.size() >= this.lanesKept) {
                forgetIdleLanes(now);
            }
            lane = new Lane(key);
            this.lanes.put(key, lane);
        }
        return lane;
    }

    /** Keeps a process bounded whose keys never end. A lane that comes back takes its next outcome for a change. */
    private void forgetIdleLanes(Moment now) {
        this.lanes.values().removeIf(lane -> lane.isIdle(now));
        this.lanesKept = Math.max(LANES_KEPT, 2 * this.lanes.size());
    }

    /** The next of a lane to leave. */
    private final class Choice {

        private final Lane lane;

        private final Moment now;

        /** How long nothing can come of it; {@link Long#MAX_VALUE} if nothing waits. */
        long pause = Long.MAX_VALUE;

        Choice(Lane lane, Moment now) {
            this.lane = lane;
            this.now = now;
        }

        @Nullable Entry close() {
            for (Entry close = this.lane.firstClose(); close != null; close = this.lane.firstClose()) {
                if (isGone(close)) {
                    continue;
                }
                boolean news = this.lane.isNews(close);
                if (!news && !this.lane.budget.permits(false, this.now)) {
                    discard(close, Fate.THINNED);
                    continue;
                }
                return unlessItMustWait(close, news);
            }
            return null;
        }

        @Nullable Entry start() {
            for (Entry start = this.lane.firstStart(); start != null; start = this.lane.firstStart()) {
                if (!isGone(start)) {
                    return unlessItMustWait(start, false);
                }
            }
            return null;
        }

        private boolean isGone(Entry entry) {
            if (!entry.isTrueAt(this.now)) {
                discard(entry, entry.refusals > 0 ? Fate.FAILED : Fate.EXPIRED);
                return true;
            }
            if (entry.refusals > 0 && this.lane.isOvertaken(entry)) {
                discard(entry, Fate.FAILED);
                return true;
            }
            return false;
        }

        private @Nullable Entry unlessItMustWait(Entry entry, boolean news) {
            if (entry.refusals > 0 && !this.now.reached(entry.notBefore)) {
                this.pause = entry.notBefore - this.now.nanos();
                return null;
            }
            if (!this.lane.budget.permits(news, this.now)) {
                this.pause = this.lane.budget.opensAt(news) - this.now.nanos();
                return null;
            }
            return entry;
        }
    }
}
