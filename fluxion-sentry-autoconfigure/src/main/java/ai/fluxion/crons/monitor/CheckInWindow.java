package ai.fluxion.crons.monitor;

import ai.fluxion.crons.monitor.MonitorState.Recent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last check-ins in the order of their starts, as far back as thresholds look. Not safe for concurrent use. */
final class CheckInWindow {

    /** More runs than these are not kept open at once; the oldest is forgotten. */
    static final int MAX_OPEN = 1_000;

    /** So many others may have begun since a check-in fails that comes late. */
    static final int LATE = 16;

    /** The largest threshold, before the largest number of open runs. */
    private static final int MAX_SIZE = 720 + MAX_OPEN;

    private final ArrayList<Recent> checkIns;

    CheckInWindow(List<Recent> checkIns) {
        this.checkIns = new ArrayList<>(checkIns);
    }

    /** Adds a check-in behind those that did not begin later, or replaces it. */
    void put(CheckIn checkIn) {
        Recent recent = new Recent(checkIn.id(), checkIn.startedAt(), checkIn.status());
        for (int i = this.checkIns.size() - 1; i >= 0; i--) {
            if (this.checkIns.get(i).id().equals(recent.id())) {
                this.checkIns.set(i, recent);
                return;
            }
        }
        int index = this.checkIns.size();
        while (index > 0 && this.checkIns.get(index - 1).startedAt().isAfter(recent.startedAt())) {
            index--;
        }
        this.checkIns.add(index, recent);
    }

    /** The last ones up to a check-in, at most {@code count}; fewer if there are not so many. */
    List<Recent> until(CheckIn last, int count) {
        if (count == 1) {
            return List.of(new Recent(last.id(), last.startedAt(), last.status()));
        }
        int end = this.checkIns.size();
        while (end > 0 && this.checkIns.get(end - 1).startedAt().isAfter(last.startedAt())) {
            end--;
        }
        return this.checkIns.subList(Math.max(0, end - count), end);
    }

    /** Whether the last {@code count} are ok; for 1, the one that just came is. */
    boolean endsOk(int count) {
        if (count == 1) {
            return true;
        }
        int size = this.checkIns.size();
        return this.checkIns.subList(Math.max(0, size - count), size).stream()
                .allMatch(one -> one.status() == CheckInStatus.OK);
    }

    /**
     * Those that a threshold can look at again: its number of them at the end, before the oldest open one and before an
     * instant, and all since. What begins before that instant does not fail a monitor, unless a clock went back, a run
     * comes back that was given up, or an incident ends by a run that began before it: then so many more are there.
     *
     * @param late how many others may have begun since what fails
     */
    List<Recent> trimmed(int threshold, @Nullable Instant since, int late) {
        int size = this.checkIns.size();
        int first = size - 1;
        for (int i = size - 1; i >= 0; i--) {
            Recent one = this.checkIns.get(i);
            if (!one.status().isFinal() || (since != null && !one.startedAt().isBefore(since))) {
                first = i;
            }
        }
        int from = Math.max(0, Math.min(first, size - 1 - late) - threshold + 1);
        return this.checkIns.subList(Math.max(from, size - MAX_SIZE), size);
    }
}
