package ai.fluxion.crons.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

/** The lane of each monitor that something was said of, as many as are worth being remembered. */
final class Lanes {

    private static final int KEPT = 1000;

    private final Map<Lane.Key, Lane> lanes = new LinkedHashMap<>();

    private int kept = KEPT;

    Lane of(CheckInMessage message, Moment now) {
        Lane.Key key = new Lane.Key(message.slug(), message.environment());
        Lane lane = this.lanes.get(key);
        if (lane == null) {
            if (this.lanes.size() >= this.kept) {
                forgetIdle(now);
            }
            lane = new Lane(key);
            this.lanes.put(key, lane);
        }
        return lane;
    }

    int size() {
        return this.lanes.size();
    }

    /** Keeps a process bounded whose keys never end. A lane that comes back takes its next outcome for a change. */
    private void forgetIdle(Moment now) {
        this.lanes.values().removeIf(lane -> lane.isIdle(now));
        this.kept = Math.max(KEPT, 2 * this.lanes.size());
    }
}
