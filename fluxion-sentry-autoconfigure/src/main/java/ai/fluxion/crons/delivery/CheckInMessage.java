package ai.fluxion.crons.delivery;

import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A check-in on its way to Sentry.
 *
 * @param id the run's
 * @param slug the monitor's
 * @param environment the monitor's
 * @param status one that {@linkplain CheckInStatus#isSendable() a client may send}
 * @param duration how long the run took; {@code null} while it is open
 * @param traceId the run's trace, 32 hexadecimal digits, or {@code null}
 * @param config what creates or updates the monitor; {@code null} to send none. The hand-over decides on which check-in
 *     of the run it rides
 * @param madeAt when it was made
 * @param trueUntil until when it is still news worth sending late (the next slot, for a close); {@code null} if for ever
 * @since 0.1.0
 */
public record CheckInMessage(
        UUID id,
        String slug,
        String environment,
        CheckInStatus status,
        @Nullable Duration duration,
        @Nullable String traceId,
        @Nullable MonitorConfig config,
        Instant madeAt,
        @Nullable Instant trueUntil) {

    /** The same without what creates or updates the monitor. */
    CheckInMessage withoutConfig() {
        return this.config == null
                ? this
                : new CheckInMessage(
                        this.id,
                        this.slug,
                        this.environment,
                        this.status,
                        this.duration,
                        this.traceId,
                        null,
                        this.madeAt,
                        this.trueUntil);
    }
}
