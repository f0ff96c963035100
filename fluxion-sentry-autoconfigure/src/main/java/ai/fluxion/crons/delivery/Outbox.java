package ai.fluxion.crons.delivery;

import ai.fluxion.crons.delivery.DeliveryStatistics.Destination;
import ai.fluxion.crons.delivery.Entry.Worth;
import ai.fluxion.crons.delivery.Tally.Fate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was handed over and has no fate yet, and the decisions what leaves, when, and what is not worth it any
 * more. Neither waits nor knows threads, clocks or senders: for use by one thread at a time.
 */
final class Outbox {

    private static final int MOST_REFUSALS = 10;

    private static final long FIRST_REFUSAL_PAUSE = TimeUnit.SECONDS.toNanos(1);

    private static final long LONGEST_REFUSAL_PAUSE = TimeUnit.MINUTES.toNanos(5);

    private final int capacity;

    private final Gate gate;

    private final Tally tally = new Tally();

    private final Lanes lanes = new Lanes();

    private final Set<Lane> ready = new LinkedHashSet<>();

    /** By the distance of ticks, which may overflow. */
    private final PriorityQueue<Lane> delayed = new PriorityQueue<>((a, b) -> Long.signum(a.wakeAt - b.wakeAt));

    private final Backlog backlog = new Backlog();

    private final Set<Dispatch> inFlight = new LinkedHashSet<>();

    Outbox(int capacity, Gate gate) {
        this.capacity = capacity;
        this.gate = gate;
    }

    /** Takes in what was handed over. */
    void accept(CheckInMessage message, Moment now) {
        this.tally.made();
        Lane lane = this.lanes.of(message, now);
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
            this.backlog.rank(overtaken, Worth.OVERTAKEN_OUTCOME);
        }
        this.backlog.add(entry);
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
                this.backlog.remove(entry);
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
            this.backlog.add(entry);
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
        for (Entry entry : this.backlog.where(one -> !one.isTrueAt(now))) {
            discard(entry, entry.refusals > 0 ? Fate.FAILED : Fate.EXPIRED);
        }
    }

    /** Counts out everything that is left: the end of the process. */
    void giveUp() {
        for (Entry entry : this.backlog.where(one -> true)) {
            discard(entry, Fate.DROPPED);
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
        return this.backlog.size();
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
        Choice closes = new Choice(lane, now, this::discard);
        Entry close = closes.close();
        if (close != null) {
            return close;
        }
        Choice starts = new Choice(lane, now, this::discard);
        Entry start = starts.start();
        if (start == null && lane.isWaiting()) {
            lane.wakeAt = now.nanos() + Math.min(closes.pause(), starts.pause());
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
        while (this.backlog.size() > this.capacity) {
            discard(Objects.requireNonNull(this.backlog.cheapest()), Fate.DROPPED);
        }
    }

    private void discard(Entry entry, Fate fate) {
        entry.lane.remove(entry);
        count(entry, fate);
    }

    private void count(Entry entry, Fate fate) {
        this.backlog.remove(entry);
        if (fate != Fate.SUPERSEDED) {
            entry.lane.finished(entry);
        }
        this.tally.count(fate);
    }
}
