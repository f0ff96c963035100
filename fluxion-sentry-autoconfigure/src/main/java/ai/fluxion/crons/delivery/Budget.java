package ai.fluxion.crons.delivery;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How many check-ins of one monitor and environment may leave in a minute. Sentry takes about six and loses the rest, so
 * that five leave; the last two are kept for news, so that a change of outcome, or the first one of a slot, need not wait for
 * repetitions.
 */
final class Budget {

    static final int PER_MINUTE = 5;

    static final int REPEATS_PER_MINUTE = 3;

    private static final long WINDOW = TimeUnit.SECONDS.toNanos(60);

    /** When the last ones left, oldest first; allocated for the first. */
    private long[] left = {};

    /** Whether something may leave now: at once, or at a later {@link #opensAt}. */
    boolean permits(boolean news, Moment now) {
        forget(now);
        return this.left.length < limit(news);
    }

    /** The tick at which {@link #permits} will say yes. */
    long opensAt(boolean news) {
        return this.left[this.left.length - limit(news)] + WINDOW;
    }

    void spend(Moment now) {
        this.left = Arrays.copyOf(this.left, this.left.length + 1);
        this.left[this.left.length - 1] = now.nanos();
    }

    /** Takes the last expense back: it did not arrive. */
    void refund(long nanos) {
        for (int i = this.left.length - 1; i >= 0; i--) {
            if (this.left[i] == nanos) {
                long[] others = new long[this.left.length - 1];
                System.arraycopy(this.left, 0, others, 0, i);
                System.arraycopy(this.left, i + 1, others, i, others.length - i);
                this.left = others;
                return;
            }
        }
    }

    boolean isUntouched(Moment now) {
        forget(now);
        return this.left.length == 0;
    }

    private void forget(Moment now) {
        int gone = 0;
        while (gone < this.left.length && now.reached(this.left[gone] + WINDOW)) {
            gone++;
        }
        if (gone > 0) {
            this.left = Arrays.copyOfRange(this.left, gone, this.left.length);
        }
    }

    private static int limit(boolean news) {
        return news ? PER_MINUTE : REPEATS_PER_MINUTE;
    }
}
