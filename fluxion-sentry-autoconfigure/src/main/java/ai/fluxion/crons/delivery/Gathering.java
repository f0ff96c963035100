package ai.fluxion.crons.delivery;

import java.time.Duration;

/**
 * How long a thread lets news gather that others hand to it, so that they need not wake it: at most so long that about an
 * eighth of what has room comes meanwhile. For one thread.
 *
 * @since 0.1.0
 */
public final class Gathering {

    private final long most;

    private final int room;

    private long lookedAt;

    /**
     * @param most the longest that it takes
     * @param room how much may wait before those who hand over have to help
     */
    public Gathering(Duration most, int room) {
        this.most = most.toNanos();
        this.room = room;
    }

    /**
     * The thread has looked.
     *
     * @param came how much there was since it looked before
     * @param now of {@link System#nanoTime()}
     * @return how long it may look away, in nanoseconds: the longest time if nothing came
     */
    public long next(long came, long now) {
        long passed = now - this.lookedAt;
        this.lookedAt = now;
        return came <= 0 ? this.most : Math.min(this.most, Math.max(0, passed) / came * this.room / 8);
    }
}
