package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.Evaluation;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorEvent;
import ai.fluxion.crons.monitor.MonitorState;
import ai.fluxion.crons.monitor.MonitorTransition;
import ai.fluxion.crons.store.MemoryMonitorStore;
import ai.fluxion.crons.store.MonitorKey;
import ai.fluxion.crons.store.MonitorStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps states nowhere else: what is in memory is the truth, and what it comes to is told at once. */
final class MemoryStates implements StateBackend {

    private static final Logger logger = LoggerFactory.getLogger(MemoryStates.class);

    private final MemoryMonitorStore local;

    private final String environment;

    private final CurrentStates current;

    private final MonitorTransition transition;

    private final ListenerThread listeners;

    MemoryStates(
            MemoryMonitorStore local,
            String environment,
            CurrentStates current,
            MonitorTransition transition,
            ListenerThread listeners) {
        this.local = local;
        this.environment = environment;
        this.current = current;
        this.transition = transition;
        this.listeners = listeners;
    }

    @Override
    public void start(MonitorRegistry monitors) {}

    @Override
    public void stop(Duration timeout) {}

    @Override
    public void add(PendingChange change) {
        change.tell(this.listeners, null);
    }

    @Override
    public void tick(Collection<MonitorDefinition> monitors, Instant now, boolean back) {
        MonitorEvent.Tick tick = new MonitorEvent.Tick(now.truncatedTo(ChronoUnit.MINUTES));
        this.current.forEachRecorded(monitors, (monitor, state) -> {
            try {
                evaluate(monitor, state, tick, now, back);
            } catch (RuntimeException ex) {
                logger.warn("'{}' could not be evaluated", monitor.slug(), ex);
            }
        });
    }

    private void evaluate(
            MonitorDefinition monitor,
            @Nullable MonitorState state,
            MonitorEvent.Tick tick,
            Instant now,
            boolean back) {
        if (state == null) {
            update(monitor, (known, checkIn) -> Evaluation.unchanged(this.transition.orBegin(monitor, known, now)));
        } else if (back) {
            update(
                    monitor,
                    (known, checkIn) -> Evaluation.unchanged(
                            this.transition.expectNoLater(monitor, this.transition.orBegin(monitor, known, now), now)));
        } else if (this.transition.isOutdated(monitor, state)) {
            // Its job was rescheduled: the slot that is waited for will not come.
            update(
                    monitor,
                    (known, checkIn) -> Evaluation.unchanged(
                            this.transition.expectAgain(monitor, this.transition.orBegin(monitor, known, now), now)));
        } else if (state.isDue(tick.at())) {
            update(
                    monitor,
                    (known, checkIn) -> this.transition.apply(
                            monitor, this.transition.orBegin(monitor, known, tick.at()), checkIn, tick));
        }
    }

    private void update(MonitorDefinition monitor, MonitorStore.Change change) {
        this.local.update(
                new MonitorKey(this.environment, monitor.slug()),
                null,
                change,
                evaluation -> this.listeners.tell(monitor, evaluation.effects()));
    }

    /** What an earlier monitor of a slug waited for is nothing to a later one. */
    @Override
    public void forgetAllBut(MonitorRegistry monitors, int count) {
        this.local.forgetAllBut(slug -> monitors.find(slug) != null, count);
    }

    @Override
    public Instant asOf(Instant now) {
        return now;
    }

    @Override
    public boolean isSettled() {
        return true;
    }
}
