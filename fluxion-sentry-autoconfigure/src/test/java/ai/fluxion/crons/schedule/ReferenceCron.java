package ai.fluxion.crons.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * A cron that knows nothing of ours: a text, and for every field a condition that was made together with its part of the
 * text. It finds its runs by looking at every minute.
 */
record ReferenceCron(
        String text,
        IntPredicate seconds,
        IntPredicate minutes,
        IntPredicate hours,
        IntPredicate months,
        Predicate<LocalDate> days) {

    /** Every run within a stretch of time, on a clock on the wall. */
    List<Instant> runs(ZoneId zone, Instant after, Duration within) {
        List<Instant> runs = new ArrayList<>();
        Instant end = after.plus(within);
        for (Instant minute = after.truncatedTo(ChronoUnit.MINUTES);
                minute.isBefore(end);
                minute = minute.plusSeconds(60)) {
            ZonedDateTime local = minute.atZone(zone);
            if (this.minutes.test(local.getMinute())
                    && this.hours.test(local.getHour())
                    && this.months.test(local.getMonthValue())
                    && this.days.test(local.toLocalDate())) {
                addSeconds(runs, minute, after, end);
            }
        }
        return runs;
    }

    private void addSeconds(List<Instant> runs, Instant minute, Instant after, Instant end) {
        for (int second = 0; second < 60; second++) {
            Instant run = minute.plusSeconds(second);
            if (this.seconds.test(second) && run.isAfter(after) && run.isBefore(end)) {
                runs.add(run);
            }
        }
    }
}
