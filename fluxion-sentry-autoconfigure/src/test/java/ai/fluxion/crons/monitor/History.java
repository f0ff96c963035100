package ai.fluxion.crons.monitor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A monitor that is folded over events by the pure function, with all check-ins that it ever had. */
public final class History {

    private final MonitorTransition transition;

    private final MonitorDefinition monitor;

    private final Map<UUID, CheckIn> checkIns = new LinkedHashMap<>();

    private final List<MonitorEffect> effects = new ArrayList<>();

    private MonitorState state;

    public History(MonitorDefinition monitor, Instant begin, boolean skippedIsServed) {
        this.transition = new MonitorTransition(skippedIsServed);
        this.monitor = monitor;
        this.state = this.transition.begin(monitor, begin);
    }

    public History apply(MonitorEvent event) {
        UUID id = id(event);
        Evaluation evaluation =
                this.transition.apply(this.monitor, this.state, id == null ? null : this.checkIns.get(id), event);
        evaluation.checkIns().forEach(one -> this.checkIns.put(one.id(), one));
        this.effects.addAll(evaluation.effects());
        this.state = evaluation.state();
        return this;
    }

    public MonitorState state() {
        return this.state;
    }

    public List<CheckIn> checkIns() {
        return List.copyOf(this.checkIns.values());
    }

    public long count(CheckInStatus status) {
        return this.checkIns.values().stream()
                .filter(one -> one.status() == status)
                .count();
    }

    public <E extends MonitorEffect> List<E> effects(Class<E> type) {
        return this.effects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static @Nullable UUID id(MonitorEvent event) {
        if (event instanceof MonitorEvent.Opened one) {
            return one.id();
        }
        if (event instanceof MonitorEvent.Heartbeat one) {
            return one.id();
        }
        return event instanceof MonitorEvent.Closed one ? one.id() : null;
    }
}
