package ai.fluxion.crons.monitor;

import java.util.ArrayList;
import java.util.List;

/**
 * What a transition makes of a state.
 *
 * @param state the new state
 * @param effects what happens besides, in order
 * @since 0.1.0
 */
public record Evaluation(MonitorState state, List<MonitorEffect> effects) {

    public Evaluation {
        effects = List.copyOf(effects);
    }

    /** One that changes nothing. */
    public static Evaluation unchanged(MonitorState state) {
        return new Evaluation(state, List.of());
    }

    /** The check-ins that began or changed, in order. */
    public List<CheckIn> checkIns() {
        List<CheckIn> checkIns = new ArrayList<>(this.effects.size());
        for (MonitorEffect effect : this.effects) {
            if (effect instanceof MonitorEffect.Recorded recorded) {
                checkIns.add(recorded.checkIn());
            }
        }
        return checkIns;
    }
}
