package ai.fluxion.crons.engine;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** How far a run is, and how far it was when Sentry was told last. Safe for concurrent use. */
final class RunProgress {

    private final AtomicLong done = new AtomicLong();

    private volatile long doneWhenSaid;

    private volatile Instant lastSaid;

    RunProgress(Instant startedAt) {
        this.lastSaid = startedAt;
    }

    /** It never goes back. */
    void to(long done) {
        this.done.accumulateAndGet(done, Math::max);
    }

    /** Whether it is further than when Sentry was told last. */
    boolean isFurther() {
        return this.done.get() > this.doneWhenSaid;
    }

    /** When Sentry was told last that the run goes on. */
    Instant lastSaid() {
        return this.lastSaid;
    }

    /** Sentry is told now. */
    void said(Instant now) {
        this.lastSaid = now;
        this.doneWhenSaid = this.done.get();
    }
}
