package ai.fluxion.crons.schedule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The ways to write a cron as a crontab. They differ only in what they do when the clock changes: a star at the beginning
 * of the minutes or the hours makes Sentry's library follow the clock on the wall. {@code *}{@code /60} is minute 0 with a
 * star, {@code *}{@code /24} is hour 0.
 */
final class CrontabCandidates {

    private final CronSchedule schedule;

    private final CrontabDays days;

    CrontabCandidates(CronSchedule schedule, CrontabDays days) {
        this.schedule = schedule;
        this.days = days;
    }

    /** The plainest first. */
    Set<String> texts(boolean onlyPlainest) {
        CronFields fields = this.schedule.fields();
        if (this.schedule.dialect() == Dialect.UNIX) {
            String text = this.schedule.text();
            return Set.of(text.equals("@midnight") ? "@daily" : text.strip().replaceAll("\\s+", " "));
        }
        String minutes = CrontabText.minutes(fields.minutes());
        String hours = CrontabText.hours(fields.hours());
        String plainest = text(minutes, hours);
        if (onlyPlainest) {
            return Set.of(plainest);
        }
        Set<String> texts = new LinkedHashSet<>(List.of(plainest));
        if (Bits.has(fields.minutes(), 0)) {
            texts.add(text(starred("*/60", fields.minutes()), hours));
        }
        if (Bits.has(fields.hours(), 0)) {
            texts.add(text(minutes, starred("*/24", fields.hours())));
        }
        texts.add(text(CrontabText.list(fields.minutes()), CrontabText.list(fields.hours())));
        return texts;
    }

    private String text(String minutes, String hours) {
        return String.join(
                " ",
                minutes,
                hours,
                this.days.days(),
                CrontabText.months(this.schedule.fields().months()),
                this.days.weekdays());
    }

    private static String starred(String zero, long numbers) {
        long rest = numbers & ~1L;
        return rest == 0 ? zero : zero + "," + CrontabText.list(rest);
    }
}
