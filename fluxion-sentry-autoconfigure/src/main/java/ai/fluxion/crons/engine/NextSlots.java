package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.schedule.Recurrence;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.SentryTranslation;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The slot that follows an instant. Remembers the last answer for each monitor: between two slots it is the same, for all of
 * its keys, and the job's thread should not compute a crontab for it.
 */
final class NextSlots {

    /** By the monitor's name, which its keys share. */
    private final Map<String, Gap> gaps = new ConcurrentHashMap<>();

    /** Between these two instants (the second excluded) the second is the next slot. */
    private record Gap(Recurrence recurrence, Instant from, Instant slot) {

        boolean holds(Recurrence asked, Instant at) {
            return asked == this.recurrence && !at.isBefore(this.from) && at.isBefore(this.slot);
        }
    }

    @Nullable Instant after(MonitorDefinition monitor, Instant at) {
        Recurrence recurrence = slotsOf(monitor);
        if (recurrence == null) {
            return null;
        }
        if (monitor.schedule() == null || monitor.schedule().zone() == null) {
            return recurrence.next(at);
        }
        Gap gap = this.gaps.get(monitor.name());
        if (gap != null && gap.holds(recurrence, at)) {
            return gap.slot();
        }
        Instant slot = recurrence.next(at);
        if (slot != null) {
            this.gaps.put(monitor.name(), new Gap(recurrence, at, slot));
        }
        return slot;
    }

    /** Of a job that runs more often than Sentry can follow, the slots that Sentry is told. */
    private static @Nullable Recurrence slotsOf(MonitorDefinition monitor) {
        Schedule schedule = monitor.schedule();
        SentryTranslation sentry = monitor.sentry();
        boolean often = schedule != null && schedule.isSubMinute();
        return often && sentry != null && sentry.schedule() != null ? sentry.schedule() : monitor.recurrence();
    }
}
