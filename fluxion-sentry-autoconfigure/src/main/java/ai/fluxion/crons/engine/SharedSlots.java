package ai.fluxion.crons.engine;

import ai.fluxion.crons.engine.StoreAvailability.Outcome;
import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.Evaluation;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorEvent;
import ai.fluxion.crons.monitor.MonitorState;
import ai.fluxion.crons.monitor.MonitorTransition;
import ai.fluxion.crons.store.MemoryMonitorStore;
import ai.fluxion.crons.store.MonitorKey;
import ai.fluxion.crons.store.MonitorStore;
import ai.fluxion.crons.store.SharedMonitorStore.Committed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates slots on the truth of a shared store. Whoever commits an evaluation tells of it; the others find that it was
 * done. Used by the thread that ticks.
 */
final class SharedSlots {

    /** So many of a monitor's last check-ins tell what it was evaluated for last. */
    private static final int LATELY = 16;

    private final String environment;

    private final MemoryMonitorStore local;

    private final StoreMirror mirror;

    private final PendingChanges pending;

    private final RefusedChanges refused;

    private final MonitorTransition transition;

    private final ListenerThread listeners;

    private final BooleanSupplier hasPeers;

    /** The monitors that were evaluated here, by slug. */
    private final Map<String, Seen> seen = new HashMap<>();

    SharedSlots(
            String environment,
            MemoryMonitorStore local,
            StoreMirror mirror,
            PendingChanges pending,
            RefusedChanges refused,
            MonitorTransition transition,
            ListenerThread listeners,
            BooleanSupplier hasPeers) {
        this.environment = environment;
        this.local = local;
        this.mirror = mirror;
        this.pending = pending;
        this.refused = refused;
        this.transition = transition;
        this.listeners = listeners;
        this.hasPeers = hasPeers;
    }

    /**
     * Evaluates a monitor, and tells what it comes to.
     *
     * @param minute the minute to evaluate for
     * @param back whether the clock went back
     * @return whether the store answered, as far as it was asked
     */
    boolean evaluate(MonitorDefinition monitor, Instant minute, Instant now, boolean back) {
        MonitorState state = this.local.find(key(monitor));
        Seen before = this.seen.get(monitor.slug());
        boolean first = before == null || before.isOtherThan(monitor);
        if (first && this.pending.isUnfinished(key(monitor))) {
            // What it comes to is not known yet: the next minute looks.
            return true;
        }
        MonitorState outdated = state != null && this.transition.isOutdated(monitor, state) ? state : null;
        Seen seen = before == null || first ? new Seen(monitor, outdated, now) : before;
        Instant again = outdated != null && (first || seen.supersedes(outdated))
                ? seen.from(this.local.history(key(monitor), LATELY))
                : null;
        boolean done = evaluate(monitor, state, again, minute, now, back);
        if (done) {
            this.seen.put(monitor.slug(), seen);
        }
        return done;
    }

    /**
     * Leaves word with a monitor that is switched off here.
     *
     * @return whether the store answered, as far as it was asked
     */
    boolean switchOff(MonitorDefinition monitor) {
        MonitorState state = this.local.find(key(monitor));
        if (state == null || this.transition.switchOff(state).equals(state)) {
            return true;
        }
        return commit(
                monitor,
                (truth, known) -> Evaluation.unchanged(this.transition.switchOff(truth == null ? state : truth)));
    }

    private boolean evaluate(
            MonitorDefinition monitor,
            @Nullable MonitorState state,
            @Nullable Instant again,
            Instant minute,
            Instant now,
            boolean back) {
        if (state == null) {
            return commit(
                    monitor, (truth, known) -> Evaluation.unchanged(this.transition.orBegin(monitor, truth, now)));
        }
        if (back || again != null || this.transition.isAhead(state, now)) {
            return commit(monitor, (truth, known) -> expectAgain(monitor, truth, again, now));
        }
        if (state.isDue(minute)) {
            MonitorEvent.Tick tick = new MonitorEvent.Tick(minute);
            return commit(
                    monitor,
                    (truth, known) ->
                            this.transition.apply(monitor, this.transition.orBegin(monitor, truth, now), known, tick),
                    // What a store that refuses it knows of the time before this process may be old.
                    this.seen.containsKey(monitor.slug())
                            ? null
                            : (truth, known) -> expectAgain(monitor, truth, now, now));
        }
        return true;
    }

    private Evaluation expectAgain(
            MonitorDefinition monitor, @Nullable MonitorState truth, @Nullable Instant again, Instant now) {
        MonitorState state = truth == null ? MonitorState.initial(monitor.key()) : truth;
        return Evaluation.unchanged(
                again == null
                        ? this.transition.expectNoLater(monitor, state, now)
                        : this.transition.expectAgain(monitor, state, again));
    }

    private boolean commit(MonitorDefinition monitor, MonitorStore.Change change) {
        return commit(monitor, change, null);
    }

    /**
     * Commits and tells; behind what is still to be written of the monitor, which may be what was waited for.
     *
     * @param alone what to do instead where the store refuses the monitor; {@code null} for the same
     */
    private boolean commit(MonitorDefinition monitor, MonitorStore.Change change, MonitorStore.@Nullable Change alone) {
        MonitorKey key = key(monitor);
        if (!this.refused.contains(key)) {
            if (this.pending.isUnfinished(key)) {
                this.pending.offer(PendingChange.evaluation(key, monitor, change));
                return true;
            }
            Outcome outcome = this.refused.attempt(key, () -> {
                Committed committed = this.mirror.commit(monitor, null, change);
                this.listeners.tell(monitor, committed.evaluation().effects());
            });
            if (outcome != Outcome.REFUSED) {
                return outcome == Outcome.DONE;
            }
        }
        goOnAlone(monitor, alone == null ? change : alone);
        return true;
    }

    /** In memory, for a store that may take it later. With peers nothing is known: they may have run what is due. */
    private void goOnAlone(MonitorDefinition monitor, MonitorStore.Change change) {
        if (this.hasPeers.getAsBoolean()) {
            return;
        }
        MonitorKey key = key(monitor);
        this.local.update(key, null, change, evaluation -> {
            PendingChange local = new PendingChange(key, monitor, null, change, evaluation.effects());
            this.pending.add(local);
            local.tell(this.listeners, null);
        });
    }

    private MonitorKey key(MonitorDefinition monitor) {
        return new MonitorKey(this.environment, monitor.slug());
    }

    /**
     * A monitor as it was evaluated here first. While a deploy rolls, the version that it replaces still runs its job now
     * and then, and goes on to wait by the schedule of before; it will not be there when that slot comes.
     *
     * @param replaced what was found to wait by another schedule or margin, or {@code null}
     * @param since when that was
     */
    private record Seen(MonitorDefinition monitor, @Nullable MonitorState replaced, Instant since) {

        boolean isOtherThan(MonitorDefinition now) {
            return this.monitor != now && !Objects.equals(this.monitor.schedule(), now.schedule());
        }

        boolean supersedes(MonitorState state) {
            return this.replaced != null
                    && Objects.equals(this.replaced.basis(), state.basis())
                    && margin(this.replaced).equals(margin(state));
        }

        private static Duration margin(MonitorState state) {
            return Duration.between(state.next(), state.nextLatest());
        }

        /** After this nothing was evaluated by the schedule of now. */
        Instant from(List<CheckIn> history) {
            Instant from = this.since;
            for (CheckIn checkIn : history) {
                Instant at = checkIn.status() == CheckInStatus.SKIPPED ? from : reference(checkIn);
                from = at.isAfter(from) ? at : from;
            }
            return from;
        }

        /** A run counts from its end. */
        private static Instant reference(CheckIn checkIn) {
            boolean decided = checkIn.status() == CheckInStatus.OK || checkIn.status() == CheckInStatus.ERROR;
            return decided && checkIn.finishedAt() != null ? checkIn.finishedAt() : checkIn.startedAt();
        }
    }
}
