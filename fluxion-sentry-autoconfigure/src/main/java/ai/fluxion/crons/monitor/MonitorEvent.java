package ai.fluxion.crons.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a monitor, at an instant of the clock of crons.
 *
 * @since 0.1.0
 */
public sealed interface MonitorEvent {

    /** When it happened. */
    Instant at();

    /**
     * A run began. With the id of an open run it is a {@link Heartbeat}.
     *
     * @param elapsed how long it is running already; {@code null}: it begins now
     */
    record Opened(UUID id, Instant at, @Nullable Duration elapsed, RunReport report) implements MonitorEvent {

        public Opened(UUID id, Instant at, RunReport report) {
            this(id, at, null, report);
        }
    }

    /** A run said that it is alive. */
    record Heartbeat(UUID id, Instant at) implements MonitorEvent {}

    /**
     * A run ended; also a manual check-in that never was opened.
     *
     * @param status {@link CheckInStatus#OK} or {@link CheckInStatus#ERROR}
     * @param duration how long it took; {@code null} if nobody said
     */
    record Closed(UUID id, Instant at, CheckInStatus status, @Nullable Duration duration, RunReport report)
            implements MonitorEvent {}

    /** A slot was not this process's to serve: its lock is held elsewhere. */
    record Skipped(UUID id, Instant at, String reason) implements MonitorEvent {}

    /** A minute passed: what is due by now? */
    record Tick(Instant at) implements MonitorEvent {}
}
