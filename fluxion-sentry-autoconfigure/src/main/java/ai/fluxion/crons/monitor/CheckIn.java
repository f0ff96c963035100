package ai.fluxion.crons.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A check-in as the history keeps it: a run, or a slot without one.
 *
 * @param id the same from opening to close, and in Sentry
 * @param status what became of it
 * @param startedAt when the run began; of a missed one, its slot
 * @param finishedAt when it was closed or given up; {@code null} while open
 * @param duration how long the run took; {@code null} while open, and where nobody said
 * @param expectedAt the slot that it answers, or {@code null}
 * @param report what the run told of itself
 * @since 0.1.0
 */
public record CheckIn(
        UUID id,
        CheckInStatus status,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Duration duration,
        @Nullable Instant expectedAt,
        RunReport report) {}
