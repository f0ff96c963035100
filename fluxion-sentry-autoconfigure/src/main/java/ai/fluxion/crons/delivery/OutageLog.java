package ai.fluxion.crons.delivery;

import ai.fluxion.crons.delivery.Tally.Fate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when an outage begins and how it ended, when room ran out, and when Sentry will not have something; each once.
 * What is to be said is decided under the dispatcher's lock and said outside of it, because an appender may wait.
 */
final class OutageLog {

    private static final Logger logger = LoggerFactory.getLogger(CheckInDispatcher.class);

    private final List<Runnable> lines = new ArrayList<>();

    private @Nullable String reason;

    private @Nullable Outage outage;

    private long droppedBefore;

    private boolean droppedSaid;

    private long failedBefore;

    private boolean off;

    private boolean broken;

    void result(SendResult result) {
        if (result.reason() != null) {
            this.reason = result.reason();
        }
    }

    /** Gives everything up while it can go nowhere. */
    void destination(DeliveryStatistics.Destination destination, Outbox outbox) {
        boolean off = destination != DeliveryStatistics.Destination.ENABLED;
        if (off) {
            outbox.giveUp();
            this.droppedBefore = outbox.tally().of(Fate.DROPPED);
        }
        if (off && !this.off) {
            this.lines.add(() -> logger.warn("The Sentry SDK has been closed or is off (" + destination.value()
                    + "): check-ins are no longer sent. Jobs and the local view are not affected."));
        }
        this.off = off;
    }

    void observe(Outbox outbox, Moment now) {
        Gate gate = outbox.gate();
        Tally tally = outbox.tally();
        // One failure between two successes is no outage.
        if (this.outage == null && gate.failures() > 1) {
            begin(tally, now);
        } else if (this.outage != null && gate.isOpen()) {
            end(this.outage, tally, now);
        }
        observeDropped(tally, outbox.waiting() == 0);
        observeFailed(tally);
    }

    private void begin(Tally tally, Moment now) {
        this.outage =
                new Outage(now.nanos(), tally.of(Fate.EXPIRED), tally.of(Fate.SUPERSEDED), tally.of(Fate.DROPPED));
        String why = this.reason;
        this.lines.add(() -> logger.warn("Sentry does not take check-ins (" + why
                + "). They are kept and sent again while they are true; jobs are not affected."));
    }

    private void end(Outage past, Tally tally, Moment now) {
        this.outage = null;
        String text =
                "Sentry takes check-ins again, after %d s; meanwhile %d expired, %d were superseded and %d dropped."
                        .formatted(
                                (now.nanos() - past.since()) / 1_000_000_000L,
                                tally.of(Fate.EXPIRED) - past.expired(),
                                tally.of(Fate.SUPERSEDED) - past.superseded(),
                                tally.of(Fate.DROPPED) - past.dropped());
        this.lines.add(() -> logger.info(text));
    }

    /** Said once until everything that waited has left: with every free place the next drop would say it again. */
    private void observeDropped(Tally tally, boolean empty) {
        long dropped = tally.of(Fate.DROPPED);
        if (dropped > this.droppedBefore && !this.droppedSaid) {
            this.droppedSaid = true;
            this.lines.add(
                    () -> logger.warn("More check-ins wait for Sentry than fluxion.crons.delivery.capacity has room"
                            + " for: the oldest are dropped, and counted as such."));
        } else if (empty) {
            this.droppedSaid = false;
        }
        this.droppedBefore = dropped;
    }

    private void observeFailed(Tally tally) {
        long failed = tally.of(Fate.FAILED);
        if (failed > 0 && this.failedBefore == 0) {
            String why = this.reason;
            this.lines.add(() -> logger.warn("Sentry refused a check-in for good (" + why
                    + "). Further ones are counted in fluxion.crons.delivery only."));
        }
        this.failedBefore = failed;
    }

    /** Says what is to be said. */
    void flush() {
        List<Runnable> due = List.copyOf(this.lines);
        this.lines.clear();
        due.forEach(Runnable::run);
    }

    /** Something broke that nobody thought of. */
    void failed(Throwable ex) {
        if (!this.broken) {
            this.broken = true;
            logger.error("The delivery of check-ins met an error and goes on", ex);
        }
    }

    void ended(DeliveryStatistics statistics) {
        if (statistics.dropped() > this.droppedBefore) {
            logger.warn("{} check-ins could not be sent before the end.", statistics.dropped() - this.droppedBefore);
        }
    }

    private record Outage(long since, long expired, long superseded, long dropped) {}
}
