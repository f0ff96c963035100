package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.Evaluation;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorState;
import ai.fluxion.crons.monitor.MonitorTransition;
import ai.fluxion.crons.store.MemoryMonitorStore;
import ai.fluxion.crons.store.MonitorKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is in memory as it is at an instant: what a tick would find out by then is in the answers, and changes nothing. Safe
 * for concurrent use.
 */
final class CurrentStates {

    private final MemoryMonitorStore store;

    private final String environment;

    private final StatePlaces places;

    private final MonitorTransition transition;

    CurrentStates(MemoryMonitorStore store, String environment, MonitorTransition transition) {
        this.store = store;
        this.environment = environment;
        this.places = new StatePlaces(store, environment);
        this.transition = transition;
    }

    MonitorView view(MonitorDefinition monitor, Instant now) {
        return this.store.read(key(monitor), (state, checkIns) -> {
            Evaluation then = evaluate(monitor, state, now);
            return then.checkIns().isEmpty()
                    ? MonitorView.of(then.state(), checkIns)
                    : MonitorView.of(then, overlay(checkIns.toList(), then));
        });
    }

    MonitorState state(MonitorDefinition monitor, Instant now) {
        return state(monitor, this.store.find(key(monitor)), now);
    }

    void forEach(
            Collection<MonitorDefinition> monitors, Instant now, BiConsumer<MonitorDefinition, MonitorState> reader) {
        this.places.forEach(monitors, (monitor, state) -> reader.accept(monitor, state(monitor, state, now)));
    }

    /** Tells what is recorded of each monitor, {@code null} if nothing is, and not what a tick would make of it. */
    void forEachRecorded(
            Collection<MonitorDefinition> monitors, BiConsumer<MonitorDefinition, @Nullable MonitorState> reader) {
        this.places.forEach(monitors, reader);
    }

    /** At most so many check-ins, those that began last first. */
    List<CheckIn> history(MonitorDefinition monitor, int limit, Instant now) {
        return this.store.read(
                key(monitor), (state, checkIns) -> overlay(checkIns.toList(), evaluate(monitor, state, now)).stream()
                        .sorted(Comparator.comparing(CheckIn::startedAt).reversed())
                        .limit(limit)
                        .toList());
    }

    private MonitorState state(MonitorDefinition monitor, @Nullable MonitorState known, Instant now) {
        if (known != null && monitor.enabled() && !known.isDue(now)) {
            return known;
        }
        return evaluate(monitor, known, now).state();
    }

    private Evaluation evaluate(MonitorDefinition monitor, @Nullable MonitorState known, Instant now) {
        return this.transition.asOf(monitor, this.transition.orBegin(monitor, known, now), now);
    }

    private MonitorKey key(MonitorDefinition monitor) {
        return new MonitorKey(this.environment, monitor.slug());
    }

    /** What was, with what a transition recorded of it. */
    static List<CheckIn> overlay(List<CheckIn> checkIns, Evaluation evaluation) {
        List<CheckIn> changed = evaluation.checkIns();
        if (changed.isEmpty()) {
            return checkIns;
        }
        List<CheckIn> all = new ArrayList<>(checkIns);
        for (CheckIn one : changed) {
            all.removeIf(old -> old.id().equals(one.id()));
            all.add(one);
        }
        return all;
    }
}
