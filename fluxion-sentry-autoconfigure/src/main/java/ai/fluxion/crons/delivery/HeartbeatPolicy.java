package ai.fluxion.crons.delivery;

import ai.fluxion.crons.monitor.MonitorSettings;
import ai.fluxion.crons.schedule.Recurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * When a run that goes on says so. Without it a run longer than its job's period makes a false miss, because Sentry waits
 * for the next slot from the last check-in; and each heartbeat gives the run its maximum runtime anew, so that there must
 * be an end to them. Pure: reads no clock.
 *
 * @since 0.1.0
 */
public final class HeartbeatPolicy {

    /** Sentry closes a run after this, whatever it hears. */
    public static final Duration LONGEST_RUN = Duration.ofMinutes(10_080);

    /** One after each slot that a run outlives, until its maximum runtime. */
    public static final HeartbeatPolicy AUTO = new HeartbeatPolicy(Mode.AUTO, null);

    /** None. */
    public static final HeartbeatPolicy OFF = new HeartbeatPolicy(Mode.OFF, null);

    /** After each slot and thrice in a maximum runtime, but only if the run's progress grew. */
    public static final HeartbeatPolicy PROGRESS = new HeartbeatPolicy(Mode.PROGRESS, null);

    /** After the slot, because clocks differ, and what comes before it does not count for it. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

    private final Mode mode;

    private final @Nullable Duration period;

    private HeartbeatPolicy(Mode mode, @Nullable Duration period) {
        this.mode = mode;
        this.period = period;
    }

    /**
     * One every so often, for as long as the run lives: also if it is stuck.
     *
     * @param period a minute or more
     */
    public static HeartbeatPolicy every(Duration period) {
        if (period.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("Heartbeats come at most once a minute, not every " + period);
        }
        return new HeartbeatPolicy(Mode.PERIOD, period);
    }

    /**
     * Reads a policy.
     *
     * @param text {@code auto}, {@code off}, {@code progress}, or a duration ({@code 5m}, {@code PT5M}) of a minute or more
     * @throws IllegalArgumentException if it is none of these
     */
    public static HeartbeatPolicy parse(String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "auto" -> AUTO;
            case "off", "false" -> OFF;
            case "progress" -> PROGRESS;
            default -> every(duration(text));
        };
    }

    private static Duration duration(String text) {
        try {
            return DurationStyle.detectAndParse(text.trim());
        } catch (IllegalArgumentException | DateTimeParseException ex) {
            throw new IllegalArgumentException(
                    "'%s' is neither auto, off, progress nor a duration like 5m".formatted(text), ex);
        }
    }

    /**
     * When the next heartbeat of a run is due.
     *
     * @param startedAt when the run began
     * @param lastSaid when Sentry was told last that it runs: its start or last heartbeat
     * @param recurrence the monitor's slots, or {@code null} if it is never missed
     * @param settings the monitor's
     * @return the instant, which may be past; {@code null} if none ever is
     */
    public @Nullable Instant nextDue(
            Instant startedAt, Instant lastSaid, @Nullable Recurrence recurrence, MonitorSettings settings) {
        Instant due =
                switch (this.mode) {
                    case OFF -> null;
                    case PERIOD -> this.period == null ? null : lastSaid.plus(this.period);
                    case AUTO -> afterSlot(lastSaid, recurrence, settings);
                    case PROGRESS ->
                        earlier(
                                afterSlot(lastSaid, recurrence, settings),
                                lastSaid.plus(settings.maxRuntime().dividedBy(3)));
                };
        Duration longest = this.mode == Mode.AUTO ? settings.maxRuntime() : LONGEST_RUN;
        return due != null && due.isBefore(startedAt.plus(longest)) ? due : null;
    }

    /** Whether one that is due needs the run's progress to have grown since the last. */
    public boolean needsProgress() {
        return this.mode == Mode.PROGRESS;
    }

    private static @Nullable Instant afterSlot(
            Instant lastSaid, @Nullable Recurrence recurrence, MonitorSettings settings) {
        Instant slot = recurrence == null ? null : recurrence.next(lastSaid);
        if (slot == null) {
            return null;
        }
        Duration half = settings.checkinMargin().dividedBy(2);
        return slot.plus(half.compareTo(LONGEST_DELAY) < 0 ? half : LONGEST_DELAY);
    }

    private static Instant earlier(@Nullable Instant one, Instant other) {
        return one != null && one.isBefore(other) ? one : other;
    }

    private enum Mode {
        AUTO,
        OFF,
        PERIOD,
        PROGRESS
    }
}
