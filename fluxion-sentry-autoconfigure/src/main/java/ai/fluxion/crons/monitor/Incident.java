package ai.fluxion.crons.monitor;

import java.time.Instant;
import java.util.UUID;

/**
 * A monitor's time of failure.
 *
 * @param startedAt the start of the first check-in of it
 * @param firstCheckIn that check-in
 * @param failures how many failed, timed out or were missed since
 * @since 0.1.0
 */
public record Incident(Instant startedAt, UUID firstCheckIn, int failures) {

    Incident another() {
        return new Incident(this.startedAt, this.firstCheckIn, this.failures + 1);
    }
}
