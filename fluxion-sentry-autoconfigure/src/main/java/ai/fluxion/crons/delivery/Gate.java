package ai.fluxion.crons.delivery;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether Sentry answers. After a failure one check-in at a time tries the way, ever more rarely; the first that arrives
 * opens it for all.
 */
final class Gate {

    static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

    static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(15);

    private final DoubleSupplier random;

    private int failures;

    private long failedAt;

    private long opensAt;

    private boolean limited;

    /** @param random from 0 to 1, so that many processes do not come back in step */
    Gate(DoubleSupplier random) {
        this.random = random;
    }

    boolean permits(Moment now, int inFlight) {
        return this.failures == 0 || (inFlight == 0 && now.reached(this.opensAt));
    }

    boolean isOpen() {
        return this.failures == 0;
    }

    /** Failures since the last success, those of one volley counted once. */
    int failures() {
        return this.failures;
    }

    /** The tick of the next try; meaningful while not {@linkplain #isOpen() open}. */
    long opensAt() {
        return this.opensAt;
    }

    /**
     * Notes a failure.
     *
     * @param startedAt when the attempt began
     * @param pause what Sentry asked for, or {@code null}
     */
    void failed(long startedAt, @Nullable Duration pause, Moment now) {
        if (this.failures == 0 || startedAt - this.failedAt > 0) {
            this.failures++;
            this.failedAt = now.nanos();
            this.opensAt = now.nanos() + backoff();
            this.limited = false;
        }
        if (pause != null && now.nanos() + pause.toNanos() - this.opensAt > 0) {
            this.opensAt = now.nanos() + pause.toNanos();
            this.limited = true;
        }
    }

    void succeeded() {
        this.failures = 0;
        this.limited = false;
    }

    /** Lets the next try happen now, unless Sentry itself asked for the pause. */
    void hurry(Moment now) {
        if (!this.limited) {
            this.opensAt = now.nanos();
        }
    }

    private long backoff() {
        long pause = Math.min(FIRST_PAUSE << Math.min(this.failures - 1, 20), LONGEST_PAUSE);
        return (long) (pause * (0.8 + 0.4 * this.random.getAsDouble()));
    }
}
