package ai.fluxion.crons.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a declared schedule is the one that a scheduler has. */
final class ScheduleComparison {

    /** How many runs must agree where the fields do not say it themselves. */
    private static final int ENOUGH = 400;

    private static final int SHOWN = 5;

    private ScheduleComparison() {}

    static Optional<ScheduleDifference> difference(Schedule declared, Schedule actual, Instant from) {
        return agree(declared, actual, from)
                ? Optional.empty()
                : Optional.of(new ScheduleDifference(next(declared, from, SHOWN), next(actual, from, SHOWN)));
    }

    private static boolean agree(Schedule declared, Schedule actual, Instant from) {
        if (declared instanceof CronSchedule one && actual instanceof CronSchedule other) {
            boolean sameClock = one.zone().getRules().equals(other.zone().getRules());
            return sameClock && one.fields().equals(other.fields()) || sameRuns(one, other, from);
        }
        Duration one = period(declared);
        Duration other = period(actual);
        if (one != null && other != null) {
            return one.equals(other) || declared.toSentry().equals(actual.toSentry());
        }
        return declared.equals(actual);
    }

    private static @Nullable Duration period(Schedule schedule) {
        return schedule instanceof PeriodSchedule period ? period.period() : null;
    }

    private static boolean sameRuns(Schedule one, Schedule other, Instant from) {
        return next(one, from, ENOUGH).equals(next(other, from, ENOUGH));
    }

    private static List<Instant> next(Schedule schedule, Instant from, int count) {
        List<Instant> runs = new ArrayList<>();
        Instant run = schedule.next(from);
        while (run != null && runs.size() < count) {
            Instant minute = run.truncatedTo(ChronoUnit.MINUTES);
            if (runs.isEmpty() || !runs.get(runs.size() - 1).equals(minute)) {
                runs.add(minute);
            }
            run = schedule.next(run);
        }
        return runs;
    }
}
