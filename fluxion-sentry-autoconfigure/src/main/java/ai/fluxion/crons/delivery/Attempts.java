package ai.fluxion.crons.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The attempts to send: which begin now, which have waited too long for an answer, and when there is more to do. Computes
 * only, as the outbox does; for use by one thread at a time.
 */
final class Attempts {

    /** How often what waits is looked through for what is true no longer. */
    static final long SWEEP = Duration.ofSeconds(1).toNanos();

    private final Outbox outbox;

    private final CheckInSender sender;

    private final OutageLog log;

    private final long timeout;

    private long sweptAt;

    /**
     * @param timeout how long an answer may take, in nanoseconds
     */
    Attempts(Outbox outbox, CheckInSender sender, OutageLog log, long timeout) {
        this.outbox = outbox;
        this.sender = sender;
        this.log = log;
        this.timeout = timeout;
    }

    /** Those that are given up, since no answer came in their time. */
    List<Dispatch> overdue(Moment now) {
        List<Dispatch> overdue = this.outbox.startedBefore(now.nanos() - this.timeout);
        SendResult lost = SendResult.lost("no answer within " + Duration.ofNanos(this.timeout));
        for (Dispatch dispatch : overdue) {
            this.log.result(lost);
            this.outbox.settle(dispatch, lost, now);
        }
        return overdue;
    }

    /** Those that begin now: as many as the sender has places for, of what is still true. */
    List<Dispatch> begin(Moment now) {
        if (now.nanos() - this.sweptAt >= SWEEP) {
            this.sweptAt = now.nanos();
            this.outbox.expire(now);
        }
        List<Dispatch> batch = new ArrayList<>();
        while (this.outbox.inFlight() < this.sender.window()) {
            Dispatch dispatch = this.outbox.poll(now);
            if (dispatch == null) {
                break;
            }
            batch.add(dispatch);
        }
        return batch;
    }

    /** How long nothing begins unless something comes, in nanoseconds; tells so those who wait for that. */
    long pause(Moment now, Flushes flushes) {
        int inFlight = this.outbox.inFlight();
        int waiting = this.outbox.waiting();
        long next = inFlight < this.sender.window() ? this.outbox.untilNext(now) : Long.MAX_VALUE;
        if (inFlight == 0) {
            flushes.end(waiting == 0 ? Long.MAX_VALUE : next, now);
        }
        // What waits may expire, what is on its way may be stuck; with neither there is nothing to look after.
        return inFlight == 0 && waiting == 0 ? Long.MAX_VALUE : Math.min(next, SWEEP);
    }
}
