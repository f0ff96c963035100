package ai.fluxion.crons.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run that has begun and has not ended.
 *
 * @param id the check-in's
 * @param startedAt when it began
 * @param timeoutAt from when on it counts as timed out, a whole minute
 * @param expectedAt the slot that it answers, or {@code null}
 * @param elapsed how long it took until its first heartbeat, which Sentry takes for its duration if the close says none;
 *     {@code null} before
 * @param report what it told when it began
 * @since 0.1.0
 */
public record OpenRun(
        UUID id,
        Instant startedAt,
        Instant timeoutAt,
        @Nullable Instant expectedAt,
        @Nullable Duration elapsed,
        RunReport report) {

    CheckIn checkIn() {
        return new CheckIn(
                this.id, CheckInStatus.IN_PROGRESS, this.startedAt, null, null, this.expectedAt, this.report);
    }

    CheckIn ended(CheckInStatus status, Instant at, @Nullable Duration duration, RunReport report) {
        return new CheckIn(this.id, status, this.startedAt, at, duration, this.expectedAt, report);
    }
}
