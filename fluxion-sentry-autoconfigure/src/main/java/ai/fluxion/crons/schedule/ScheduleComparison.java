package ai.fluxion.crons.schedule;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a declared schedule is the one that a scheduler has. */
final class ScheduleComparison {

    /** How many runs must agree where the fields do not say it themselves: a week of minutes, years of anything rarer. */
    private static final int ENOUGH = 7 * 24 * 60;

    private static final int SHOWN = 5;

    private ScheduleComparison() {}

    static Optional<ScheduleDifference> difference(Schedule declared, Schedule actual, Instant from) {
        return agree(declared, actual, from)
                ? Optional.empty()
                : Optional.of(new ScheduleDifference(runs(declared, from, SHOWN), runs(actual, from, SHOWN)));
    }

    private static boolean agree(Schedule declared, Schedule actual, Instant from) {
        if (declared instanceof CronSchedule one && actual instanceof CronSchedule other) {
            return one.zone().getRules().equals(other.zone().getRules())
                    ? one.fields().sameMinutesAs(other.fields())
                    : sameRuns(one, other, from);
        }
        SentrySchedule told = actual.toSentry().schedule();
        return told == null
                ? declared.equals(actual)
                : told.equals(declared.toSentry().schedule());
    }

    private static boolean sameRuns(Schedule one, Schedule other, Instant from) {
        Instant left = from;
        Instant right = from;
        for (int i = 0; i < ENOUGH && left != null && right != null; i++) {
            left = nextMinute(one, left);
            right = nextMinute(other, right);
            if (!Objects.equals(left, right)) {
                return false;
            }
        }
        return true;
    }

    private static List<Instant> runs(Schedule schedule, Instant from, int count) {
        List<Instant> runs = new ArrayList<>();
        Instant run = nextMinute(schedule, from);
        while (run != null && runs.size() < count) {
            runs.add(run);
            run = nextMinute(schedule, run);
        }
        return runs;
    }

    /** The minute of the next run; several runs of a cron within one are one. */
    private static @Nullable Instant nextMinute(Schedule schedule, Instant after) {
        Instant reference = schedule instanceof CronSchedule
                ? after.truncatedTo(ChronoUnit.MINUTES).plusSeconds(59)
                : after;
        Instant run = schedule.next(reference);
        return run == null ? null : run.truncatedTo(ChronoUnit.MINUTES);
    }
}
