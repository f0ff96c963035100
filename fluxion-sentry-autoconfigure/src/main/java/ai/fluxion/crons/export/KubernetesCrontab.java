package ai.fluxion.crons.export;

import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.ScheduleTarget;
import ai.fluxion.crons.schedule.Schedules;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A crontab as the controller of CronJobs runs it (robfig/cron 3), which is not as cron does. Where the clocks change it does as
 * Spring: what they skip is not run, and what they repeat is run twice. Of a day of month and a day of week either is enough,
 * unless one is a star, and a star with a step is none.
 */
final class KubernetesCrontab {

    private static final int FIELDS = 5;

    private KubernetesCrontab() {}

    /** @throws ai.fluxion.crons.schedule.InvalidScheduleException if it is none */
    static Schedule read(String crontab, ZoneId zone) {
        String[] fields = crontab.strip().split("\\s+");
        if (fields.length != FIELDS) {
            return spring(crontab, zone);
        }
        String times = fields[0] + " " + fields[1];
        String day = fields[2].replace('?', '*');
        String month = fields[3];
        String weekday = fields[4].replace('?', '*');
        List<Schedule> either = new ArrayList<>();
        if (!isStar(day) || isStar(weekday)) {
            either.add(spring("%s %s %s *".formatted(times, day, month), zone));
        }
        if (!isStar(weekday)) {
            either.add(spring("%s * %s %s".formatted(times, month, weekday), zone));
        }
        return Schedules.union(either).orElseGet(() -> Schedules.unix(crontab, zone));
    }

    private static boolean isStar(String field) {
        return Arrays.stream(field.split(",", -1)).anyMatch(part -> part.equals("*") || part.equals("*/1"));
    }

    private static Schedule spring(String crontab, ZoneId zone) {
        Schedule schedule = Schedules.unix(crontab, zone);
        String text = Schedules.write(schedule, ScheduleTarget.SPRING).text();
        return text == null ? schedule : Schedules.spring(text, zone);
    }
}
