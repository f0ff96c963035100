package ai.fluxion.crons.monitor;

import ai.fluxion.crons.schedule.Recurrence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A state that is being made out of another. Not safe for concurrent use. */
final class StateDraft {

    private final MonitorDefinition monitor;

    private final CheckInWindow window;

    private final List<OpenRun> open;

    private final List<MonitorEffect> effects = new ArrayList<>(4);

    private MonitorStatus status;

    private @Nullable Instant lastCheckIn;

    private @Nullable Instant lastDecided;

    private @Nullable Instant next;

    private @Nullable Instant nextLatest;

    private @Nullable Incident incident;

    private @Nullable String basis;

    private boolean announced;

    StateDraft(MonitorDefinition monitor, MonitorState state) {
        this.monitor = monitor;
        this.window = new CheckInWindow(state.recent());
        this.open = new ArrayList<>(state.open());
        this.status = state.status();
        this.lastCheckIn = state.lastCheckIn();
        this.lastDecided = state.lastDecided();
        this.next = state.next();
        this.nextLatest = state.nextLatest();
        this.incident = state.incident();
        this.basis = state.basis();
        this.announced = state.announced();
    }

    MonitorDefinition monitor() {
        return this.monitor;
    }

    @Nullable Instant next() {
        return this.next;
    }

    List<OpenRun> open() {
        return List.copyOf(this.open);
    }

    @Nullable OpenRun open(UUID id) {
        int index = indexOf(id);
        return index < 0 ? null : this.open.get(index);
    }

    private int indexOf(UUID id) {
        for (int i = 0; i < this.open.size(); i++) {
            if (this.open.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    void opened(OpenRun run) {
        this.open.add(run);
        if (this.open.size() > CheckInWindow.MAX_OPEN) {
            this.open.remove(0);
        }
        record(run.checkIn());
    }

    void replace(OpenRun run) {
        this.open.set(indexOf(run.id()), run);
    }

    void closed(CheckIn checkIn) {
        this.open.removeIf(run -> run.id().equals(checkIn.id()));
        record(checkIn);
    }

    void record(CheckIn checkIn) {
        this.window.put(checkIn);
        recordOnly(checkIn);
    }

    /** For the history; no threshold looks at it. */
    void recordOnly(CheckIn checkIn) {
        effect(new MonitorEffect.Recorded(checkIn));
    }

    void effect(MonitorEffect effect) {
        this.effects.add(effect);
    }

    /** A check-in came in: the next slot counts from then, unless newer news did that already. */
    void accepted(Instant startedAt, Instant at) {
        if (this.lastCheckIn == null || !this.lastCheckIn.isAfter(at)) {
            this.lastCheckIn = startedAt;
            expectAfter(at);
        }
    }

    void expectAfter(Instant at) {
        expect(MonitorTransition.slot(this.monitor.recurrence(), at));
    }

    /** A long gap makes one miss: the slot to wait for is the one after the last slot that is over. */
    void expectAfterMiss(Instant missed, Instant minute) {
        Recurrence recurrence = this.monitor.recurrence();
        Instant last = recurrence == null ? null : recurrence.previous(missed, minute);
        // In an hour that is lived twice the slot before now may be of the day before; and the one after that is missed
        // already.
        expect(MonitorTransition.slot(recurrence, last == null || last.isBefore(missed) ? missed : last));
    }

    private void expect(@Nullable Instant slot) {
        this.next = slot;
        this.nextLatest =
                slot == null ? null : slot.plus(this.monitor.settings().checkinMargin());
        if (!Basis.isOf(this.monitor, this.basis)) {
            this.basis = Basis.of(this.monitor);
        }
    }

    boolean isMissedAt(Instant minute) {
        return this.status != MonitorStatus.DISABLED && this.nextLatest != null && !this.nextLatest.isAfter(minute);
    }

    boolean isDecidedAfter(Instant startedAt) {
        return this.lastDecided != null && this.lastDecided.isAfter(startedAt);
    }

    void decided(Instant startedAt) {
        if (!isDecidedAfter(startedAt)) {
            this.lastDecided = startedAt;
        }
    }

    void fail(CheckIn failed) {
        if (this.status == MonitorStatus.DISABLED) {
            return;
        }
        if (this.status == MonitorStatus.ERROR) {
            this.incident = this.incident == null ? null : this.incident.another();
            return;
        }
        List<MonitorState.Recent> last =
                this.window.until(failed, this.monitor.settings().failureIssueThreshold());
        if (last.stream().anyMatch(one -> one.status() == CheckInStatus.OK)) {
            return;
        }
        this.status = MonitorStatus.ERROR;
        MonitorState.Recent first = last.get(0);
        // What began at the same instant may stand behind it.
        long others = last.stream()
                .filter(one -> one.status().isFinal() && !one.id().equals(failed.id()))
                .count();
        this.incident = new Incident(first.startedAt(), first.id(), 1 + (int) others);
        effect(new MonitorEffect.IncidentOpened(this.incident, failed));
    }

    void resolve(CheckIn ok) {
        if (this.status == MonitorStatus.OK
                || !this.window.endsOk(this.monitor.settings().recoveryThreshold())) {
            return;
        }
        this.status = MonitorStatus.OK;
        if (this.incident != null) {
            effect(new MonitorEffect.IncidentResolved(this.incident, ok));
            this.incident = null;
        }
    }

    /** Sentry cannot miss what never checked in, so somebody has to tell it. */
    void announce(CheckIn missed) {
        if (this.lastCheckIn == null && !this.announced) {
            this.announced = true;
            effect(new MonitorEffect.NeverReported(missed));
        }
    }

    /** The same in every process, so that a miss that two of them see is one. */
    UUID idOf(Instant slot) {
        String name = this.monitor.slug() + '@' + slot.getEpochSecond();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    Evaluation finish() {
        MonitorSettings settings = this.monitor.settings();
        int threshold = Math.max(settings.failureIssueThreshold(), settings.recoveryThreshold());
        // In an incident, which may be long, no window is looked at but that of the last ones.
        Instant since = this.status == MonitorStatus.ERROR ? null : earlier(this.lastDecided, this.next);
        MonitorState state = new MonitorState(
                this.status,
                this.lastCheckIn,
                this.lastDecided,
                this.next,
                this.nextLatest,
                this.incident,
                this.open,
                this.window.trimmed(threshold, since, settings.failureIssueThreshold() > 1 ? CheckInWindow.LATE : 0),
                this.basis,
                this.announced,
                this.monitor.key());
        return new Evaluation(state, this.effects);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }
}
