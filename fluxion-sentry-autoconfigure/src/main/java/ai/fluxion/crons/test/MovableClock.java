package ai.fluxion.crons.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's clock, and ahead of it by as much as it was moved. */
final class MovableClock extends Clock {

    private volatile Duration ahead = Duration.ZERO;

    synchronized void advance(Duration by) {
        this.ahead = this.ahead.plus(by);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(this.ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), this.ahead);
    }
}
