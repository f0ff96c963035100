package ai.fluxion.crons.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Now, twice: pauses and rates count on a clock that nobody sets, the truth of news on the one of crons.
 *
 * @param nanos as {@link System#nanoTime()}
 * @param instant as the clock of crons
 */
record Moment(long nanos, Instant instant) {

    static Moment of(LongSupplier ticker, Clock clock) {
        return new Moment(ticker.getAsLong(), clock.instant());
    }

    /** Whether a tick of the same ticker has come. */
    boolean reached(long tick) {
        return this.nanos - tick >= 0;
    }
}
