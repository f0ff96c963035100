package ai.fluxion.crons.monitor;

import ai.fluxion.crons.schedule.Recurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a monitor's state by an event: Sentry's own rules, so that both agree. A pure function, but for one
 * thing that differs in this process only: whether a skipped slot is served.
 *
 * <p>Two rules are ours. A declared monitor is waited for from the beginning, while Sentry cannot miss what never
 * checked in. And an {@code ok} that comes with an older time than the last check-in (clocks of replicas differ) ends
 * the incident and the error together; in Sentry it ends the incident only.
 *
 * @since 0.1.0
 */
public final class MonitorTransition {

    /** A run that sends heartbeats may go on for this long. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(10_080);

    /** Schedulers may be a little early; a slot that comes this soon is the one that was skipped. */
    private static final Duration EARLY = Duration.ofSeconds(1);

    /** Clocks of replicas differ by less. */
    private static final Duration WRONG = Duration.ofHours(1);

    private final boolean skippedIsServed;

    /**
     * @param skippedIsServed whether a skipped slot counts as served: where no other process's runs are seen, one cannot
     *     know better
     */
    public MonitorTransition(boolean skippedIsServed) {
        this.skippedIsServed = skippedIsServed;
    }

    /**
     * The state of a monitor that is seen for the first time.
     *
     * @param at the start of the application, or of the monitor if that came later
     */
    public MonitorState begin(MonitorDefinition monitor, Instant at) {
        MonitorState initial = MonitorState.initial(monitor.key());
        if (monitor.origin() != MonitorDefinition.Origin.DECLARED) {
            return initial;
        }
        StateDraft draft = new StateDraft(monitor, initial);
        draft.expectAfter(at);
        return draft.finish().state();
    }

    /** The state to go on from: the one that is known, or that of a monitor that is seen for the first time. */
    public MonitorState orBegin(MonitorDefinition monitor, @Nullable MonitorState known, Instant at) {
        return known == null ? begin(monitor, at) : known;
    }

    /**
     * Waits for the next slot anew: after the schedule or the margin changed, or the clock went back.
     *
     * @param at now
     */
    public MonitorState expectAgain(MonitorDefinition monitor, MonitorState state, Instant at) {
        if (state.next() == null) {
            return state.lastCheckIn() == null ? begin(monitor, at) : state;
        }
        StateDraft draft = new StateDraft(monitor, state);
        draft.expectAfter(at);
        return draft.finish().state();
    }

    /**
     * Waits for the next slot anew if that is sooner, and takes what comes from now on for news. After a clock went back, a
     * slot that is farther away than the schedule allows would be missed too late, and check-ins would be older than the
     * last one for as long.
     *
     * @param at now
     */
    public MonitorState expectNoLater(MonitorDefinition monitor, MonitorState state, Instant at) {
        MonitorState again = expectAgain(monitor, state, at);
        boolean sooner =
                again.next() != null && state.next() != null && again.next().isBefore(state.next());
        return (sooner ? again : state).notAfter(at);
    }

    /**
     * What becomes of the state of a monitor that is switched off: who switches it on again waits anew, and does not owe
     * the slots of the time between. For others, who still have it on, it waits as before.
     */
    public MonitorState switchOff(MonitorState state) {
        boolean left = state.next() == null || Basis.NOBODYS.equals(state.basis());
        return left ? state : state.withBasis(Basis.NOBODYS);
    }

    /** Whether a state is of a time to come by so much that a clock must have been wrong. */
    public boolean isAhead(MonitorState state, Instant now) {
        return state.lastCheckIn() != null && state.lastCheckIn().isAfter(now.plus(WRONG));
    }

    /** Whether a state waits for a slot that the monitor's schedule, zone or margin no longer means. */
    public boolean isOutdated(MonitorDefinition monitor, MonitorState state) {
        if (state.next() == null || state.nextLatest() == null) {
            return false;
        }
        Duration margin = Duration.between(state.next(), state.nextLatest());
        return !margin.equals(monitor.settings().checkinMargin())
                || (state.basis() != null && !Basis.isOf(monitor, state.basis()));
    }

    /** What a tick would find out by an instant, for those who only look; a monitor that is switched off expects nothing. */
    public Evaluation asOf(MonitorDefinition monitor, MonitorState state, Instant at) {
        if (!monitor.enabled()) {
            return Evaluation.unchanged(state.switchedOff());
        }
        return state.isDue(at) ? apply(monitor, state, null, new MonitorEvent.Tick(at)) : Evaluation.unchanged(state);
    }

    /**
     * The state after an event.
     *
     * @param known the check-in with the event's id as the history has it; {@code null} if it has none, for a tick, and
     *     for a run that the state has open
     */
    public Evaluation apply(
            MonitorDefinition monitor, MonitorState state, @Nullable CheckIn known, MonitorEvent event) {
        if (!monitor.enabled()) {
            return Evaluation.unchanged(state);
        }
        if (event instanceof MonitorEvent.Tick && !state.isDue(minute(event.at()))) {
            return Evaluation.unchanged(state);
        }
        StateDraft draft = new StateDraft(monitor, state);
        if (event instanceof MonitorEvent.Opened opened) {
            open(draft, known, opened);
        } else if (event instanceof MonitorEvent.Heartbeat beat) {
            OpenRun run = state.open(beat.id());
            if (run != null) {
                beat(draft, run, beat.at());
            }
        } else if (event instanceof MonitorEvent.Closed closed) {
            close(draft, known, closed);
        } else if (event instanceof MonitorEvent.Skipped skipped) {
            skip(draft, skipped);
        } else {
            tick(draft, minute(event.at()));
        }
        return draft.finish();
    }

    private void open(StateDraft draft, @Nullable CheckIn known, MonitorEvent.Opened event) {
        Instant at = event.at();
        OpenRun run = draft.open(event.id());
        if (run != null) {
            beat(draft, run, at);
        } else if (known == null) {
            Instant start = event.elapsed() == null ? at : at.minus(event.elapsed());
            draft.opened(new OpenRun(
                    event.id(), start, timeout(draft, start), draft.next(), event.elapsed(), event.report()));
            draft.accepted(start, at);
        } else if (known.status() == CheckInStatus.TIMEOUT || known.status() == CheckInStatus.IN_PROGRESS) {
            // Given up too early: it is alive.
            beat(draft, reopened(draft, known, at), at);
        }
    }

    private OpenRun reopened(StateDraft draft, CheckIn known, Instant at) {
        OpenRun run = new OpenRun(
                known.id(),
                known.startedAt(),
                timeout(draft, at),
                known.expectedAt(),
                known.duration(),
                known.report());
        draft.opened(run);
        return run;
    }

    private void beat(StateDraft draft, OpenRun run, Instant at) {
        Instant last = minute(run.startedAt()).plus(LONGEST_RUN);
        Instant timeout = timeout(draft, at);
        Duration elapsed = run.elapsed() != null
                ? run.elapsed()
                : Duration.between(run.startedAt(), at).abs();
        draft.replace(new OpenRun(
                run.id(),
                run.startedAt(),
                timeout.isAfter(last) ? last : timeout,
                run.expectedAt(),
                elapsed,
                run.report()));
        draft.accepted(run.startedAt(), at);
    }

    private void close(StateDraft draft, @Nullable CheckIn known, MonitorEvent.Closed event) {
        Instant at = event.at();
        OpenRun run = draft.open(event.id());
        if (run == null && known != null && known.status() == CheckInStatus.IN_PROGRESS) {
            run = reopened(draft, known, at);
        }
        if (run != null) {
            decide(draft, run.ended(event.status(), at, duration(event, run), merged(run.report(), event)), at);
        } else if (known == null) {
            Instant start = event.duration() == null ? at : at.minus(event.duration());
            decide(
                    draft,
                    new CheckIn(event.id(), event.status(), start, at, event.duration(), draft.next(), event.report()),
                    at);
        } else if (known.status() == CheckInStatus.TIMEOUT) {
            OpenRun late = new OpenRun(
                    known.id(), known.startedAt(), at, known.expectedAt(), known.duration(), known.report());
            draft.record(late.ended(CheckInStatus.TIMEOUT, at, duration(event, late), merged(known.report(), event)));
            draft.accepted(known.startedAt(), at);
        }
    }

    private void decide(StateDraft draft, CheckIn checkIn, Instant at) {
        draft.closed(checkIn);
        if (checkIn.status() == CheckInStatus.OK) {
            draft.resolve(checkIn);
            draft.accepted(checkIn.startedAt(), at);
        } else if (!draft.isDecidedAfter(checkIn.startedAt())) {
            draft.accepted(checkIn.startedAt(), at);
            draft.fail(checkIn);
        }
        draft.decided(checkIn.startedAt());
    }

    private void skip(StateDraft draft, MonitorEvent.Skipped event) {
        RunReport report =
                new RunReport(event.reason(), RunReport.EMPTY.tags(), RunReport.EMPTY.metrics(), List.of(), null);
        draft.recordOnly(
                new CheckIn(event.id(), CheckInStatus.SKIPPED, event.at(), event.at(), null, draft.next(), report));
        Instant next = draft.next();
        if (this.skippedIsServed && next != null && !next.isAfter(event.at().plus(EARLY))) {
            draft.expectAfter(event.at().plus(EARLY));
        }
    }

    private void tick(StateDraft draft, Instant minute) {
        Instant slot = draft.next();
        if (slot != null && draft.isMissedAt(minute)) {
            miss(draft, slot, minute);
        }
        draft.open().stream()
                .filter(run -> !run.timeoutAt().isAfter(minute))
                .sorted(Comparator.comparing(OpenRun::startedAt))
                .forEach(run -> timeOut(draft, run, minute));
    }

    private static void miss(StateDraft draft, Instant slot, Instant minute) {
        CheckIn missed = new CheckIn(draft.idOf(slot), CheckInStatus.MISSED, slot, minute, null, slot, RunReport.EMPTY);
        draft.closed(missed);
        draft.expectAfterMiss(slot, minute);
        draft.effect(new MonitorEffect.Missed(missed));
        draft.fail(missed);
        draft.announce(missed);
    }

    private static void timeOut(StateDraft draft, OpenRun run, Instant minute) {
        CheckIn timedOut = run.ended(CheckInStatus.TIMEOUT, minute, null, run.report());
        draft.closed(timedOut);
        draft.effect(new MonitorEffect.TimedOut(timedOut));
        if (!draft.isDecidedAfter(run.startedAt())) {
            draft.fail(timedOut);
        }
    }

    private static Duration duration(MonitorEvent.Closed event, OpenRun run) {
        if (event.duration() != null) {
            return event.duration();
        }
        return run.elapsed() != null
                ? run.elapsed()
                : Duration.between(run.startedAt(), event.at()).abs();
    }

    private static RunReport merged(RunReport opening, MonitorEvent.Closed event) {
        return event.report().equals(RunReport.EMPTY) ? opening : event.report();
    }

    private static Instant timeout(StateDraft draft, Instant from) {
        return minute(from).plus(draft.monitor().settings().maxRuntime());
    }

    static Instant minute(Instant at) {
        return at.truncatedTo(ChronoUnit.MINUTES);
    }

    /** The slot after a reference, as Sentry counts: in whole minutes. */
    static @Nullable Instant slot(@Nullable Recurrence recurrence, Instant after) {
        Instant next = recurrence == null ? null : recurrence.next(after);
        return next == null ? null : minute(next);
    }
}
