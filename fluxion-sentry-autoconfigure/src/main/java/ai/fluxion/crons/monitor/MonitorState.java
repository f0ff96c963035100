package ai.fluxion.crons.monitor;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a monitor in one environment: everything that its next transition needs but the history.
 *
 * @param status what was decided last
 * @param lastCheckIn when the check-in began that was accepted last; {@code null} if it never reported
 * @param lastDecided the newest start of those that ended ok or in error; {@code null} if none did
 * @param next the slot that is waited for, a whole minute; {@code null} if none is
 * @param nextLatest the slot with its margin; {@code null} exactly if {@code next} is
 * @param incident the open incident, or {@code null}
 * @param open the runs that have not ended, oldest first
 * @param recent the last check-ins, oldest first, as many as thresholds and open runs need
 * @param basis the schedule that {@code next} was computed from; {@code null} if it never was
 * @param announced whether it was told of that it never reported
 * @param key the key within the monitor's family, for processes that have not met it yet; {@code null} without one
 * @since 0.1.0
 */
public record MonitorState(
        MonitorStatus status,
        @Nullable Instant lastCheckIn,
        @Nullable Instant lastDecided,
        @Nullable Instant next,
        @Nullable Instant nextLatest,
        @Nullable Incident incident,
        List<OpenRun> open,
        List<Recent> recent,
        @Nullable String basis,
        boolean announced,
        @Nullable String key) {

    /** Of a monitor without a key that nothing is known of. */
    public static final MonitorState INITIAL = initial(null);

    public MonitorState {
        open = List.copyOf(open);
        recent = List.copyOf(recent);
    }

    /** Of a monitor with a key that nothing is known of. */
    public static MonitorState initial(@Nullable String key) {
        return new MonitorState(
                MonitorStatus.ACTIVE, null, null, null, null, null, List.of(), List.of(), null, false, key);
    }

    /** What a monitor shows that is switched off: it waits for nothing, and nothing is wrong with it. */
    public MonitorState switchedOff() {
        return new MonitorState(
                MonitorStatus.DISABLED,
                this.lastCheckIn,
                this.lastDecided,
                null,
                null,
                null,
                List.of(),
                this.recent,
                this.basis,
                this.announced,
                this.key);
    }

    MonitorState notAfter(Instant at) {
        // To the microsecond, as every store keeps it.
        Instant latest = at.truncatedTo(ChronoUnit.MICROS);
        Instant checkIn = earlier(this.lastCheckIn, latest);
        Instant decided = earlier(this.lastDecided, latest);
        if (Objects.equals(checkIn, this.lastCheckIn) && Objects.equals(decided, this.lastDecided)) {
            return this;
        }
        return with(checkIn, decided, this.basis);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, Instant other) {
        return one != null && one.isAfter(other) ? other : one;
    }

    MonitorState withBasis(String other) {
        return with(this.lastCheckIn, this.lastDecided, other);
    }

    private MonitorState with(@Nullable Instant checkIn, @Nullable Instant decided, @Nullable String waitsBy) {
        return new MonitorState(
                this.status,
                checkIn,
                decided,
                this.next,
                this.nextLatest,
                this.incident,
                this.open,
                this.recent,
                waitsBy,
                this.announced,
                this.key);
    }

    /** From when on a {@link MonitorEvent.Tick} changes it; {@code null} if none ever does. */
    public @Nullable Instant dueAt() {
        Instant due = this.status == MonitorStatus.DISABLED ? null : this.nextLatest;
        for (OpenRun run : this.open) {
            if (due == null || run.timeoutAt().isBefore(due)) {
                due = run.timeoutAt();
            }
        }
        return due;
    }

    /** Whether a tick at an instant changes it. */
    public boolean isDue(Instant at) {
        if (this.status != MonitorStatus.DISABLED && this.nextLatest != null && !this.nextLatest.isAfter(at)) {
            return true;
        }
        for (int i = 0; i < this.open.size(); i++) {
            if (!this.open.get(i).timeoutAt().isAfter(at)) {
                return true;
            }
        }
        return false;
    }

    /** The open run with an id, or {@code null}. */
    public @Nullable OpenRun open(UUID id) {
        for (OpenRun run : this.open) {
            if (run.id().equals(id)) {
                return run;
            }
        }
        return null;
    }

    /**
     * A check-in, as thresholds look at it.
     *
     * @param id the check-in's
     * @param startedAt when it began; of a missed one, its slot
     * @param status what it is now
     */
    public record Recent(UUID id, Instant startedAt, CheckInStatus status) {}
}
