package ai.fluxion.crons.schedule;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes schedules for other systems, exactly or not at all. */
final class ScheduleWriter {

    private ScheduleWriter() {}

    static WrittenSchedule write(Schedule schedule, ScheduleTarget target) {
        if (schedule instanceof CronSchedule cron) {
            return write(cron.fields(), target);
        }
        if (schedule instanceof PeriodSchedule period) {
            return write(period, target);
        }
        return WrittenSchedule.refused(
                schedule instanceof DisabledSchedule
                        ? "It is disabled: there is nothing to write."
                        : "A cron has no steps of several months or years counted from the last run.");
    }

    private static WrittenSchedule write(PeriodSchedule schedule, ScheduleTarget target) {
        Duration period = schedule.period();
        if (target != ScheduleTarget.EVENTBRIDGE) {
            return WrittenSchedule.refused(
                    target == ScheduleTarget.SPRING
                            ? "A cron does not count from the last run: write fixedRate or fixedDelay."
                            : "A cron does not count from the last run: choose times of the day.");
        }
        if (schedule.dialect() == Dialect.FIXED_DELAY) {
            return WrittenSchedule.refused("EventBridge does not know when a run ends: choose a rate.");
        }
        if (schedule.isOnce() || !period.equals(Duration.ofMinutes(period.toMinutes()))) {
            return WrittenSchedule.refused("EventBridge counts in whole minutes: round %s.".formatted(period));
        }
        SentryInterval interval = SentryIntervals.atLeast(period);
        return WrittenSchedule.of("rate(%s)".formatted(interval.words()));
    }

    private static WrittenSchedule write(CronFields fields, ScheduleTarget target) {
        if (fields.isEmpty()) {
            return WrittenSchedule.refused("It never fires: there is nothing to write.");
        }
        return switch (target) {
            case UNIX -> unix(fields, false);
            case KUBERNETES -> unix(fields, true);
            case SPRING -> spring(fields);
            case QUARTZ -> quartz(fields);
            case EVENTBRIDGE -> eventBridge(fields);
        };
    }

    private static WrittenSchedule unix(CronFields fields, boolean kubernetes) {
        String name = kubernetes ? "Kubernetes" : "cron";
        String refusal = withoutSeconds(fields, name);
        if (refusal == null && !fields.years().isAll()) {
            refusal = "A crontab knows no years.";
        }
        CrontabDays days = CrontabDays.of("It", fields.days(), Remarks.in(Locale.ENGLISH));
        if (refusal == null && days.refusal() != null) {
            refusal = days.refusal();
        }
        if (refusal == null && (days.days() + days.weekdays()).matches(".*[L#].*")) {
            refusal = "Only Sentry's crontabs have L and #, %s has not: name the days.".formatted(name);
        }
        // Kubernetes takes */31 for day 1 without a star.
        if (refusal == null && kubernetes && (days.days() + days.weekdays()).contains("*/")) {
            refusal = "A Kubernetes CronJob fires on either the day of month or the day of week, never only on both.";
        }
        return refusal != null
                ? WrittenSchedule.refused(refusal)
                : WrittenSchedule.of("%s %s %s %s %s"
                        .formatted(
                                CrontabText.minutes(fields.minutes()),
                                CrontabText.hours(fields.hours()),
                                days.days(),
                                CrontabText.months(fields.months()),
                                days.weekdays()));
    }

    private static @Nullable String withoutSeconds(CronFields fields, String name) {
        return fields.seconds() == 1 ? null : "%s knows no seconds: let it run at second 0.".formatted(name);
    }

    private static WrittenSchedule spring(CronFields fields) {
        DayRule rule = fields.days();
        if (!fields.years().isAll()) {
            return WrittenSchedule.refused("Spring's cron knows no years.");
        }
        if (rule.isEither() && !rule.days().isAll() && !rule.weekdays().isAll()) {
            return WrittenSchedule.refused(
                    "Spring fires only when both the day of month and the day of week match: write two @Scheduled.");
        }
        if ((rule.days().weekdaysNearLast() & ~1) != 0) {
            return WrittenSchedule.refused("Spring has no weekday nearest to a day before the last (L-3W).");
        }
        String lost = lostSunday(fields, true);
        if (lost != null) {
            return WrittenSchedule.refused(lost);
        }
        boolean every =
                rule.isEither() && (rule.days().isAll() || rule.weekdays().isAll());
        return WrittenSchedule.of("%s %s %s %s"
                .formatted(
                        times(fields),
                        every ? "*" : DayText.days(rule.days()),
                        CrontabText.months(fields.months()),
                        every ? "*" : DayText.weekdays(rule.weekdays())));
    }

    /** A month that ends with a Sunday has no weekday near to it for Spring, and has one for the others. */
    private static @Nullable String lostSunday(CronFields fields, boolean loses) {
        MonthDays days = fields.days().days();
        int day = days.losesSundays() == loses ? 0 : days.nearAnEnd(fields.months());
        return day == 0
                ? null
                : ("Of a month that ends with Sunday the %dth Spring leaves %<dW out, the others fire on the Friday before:"
                                + " name an earlier day.")
                        .formatted(day);
    }

    private static String times(CronFields fields) {
        return "%s %s %s"
                .formatted(
                        CrontabText.minutes(fields.seconds()),
                        CrontabText.minutes(fields.minutes()),
                        CrontabText.hours(fields.hours()));
    }

    private static WrittenSchedule quartz(CronFields fields) {
        String refusal = DayText.refusalOfOpenDays(fields.days(), "Quartz");
        if (refusal == null) {
            refusal = lostSunday(fields, false);
        }
        if (refusal != null) {
            return WrittenSchedule.refused(refusal);
        }
        String years = fields.years().isAll() ? "" : " " + DayText.years(fields.years());
        return WrittenSchedule.of("%s %s%s".formatted(times(fields), DayText.openDays(fields), years));
    }

    private static WrittenSchedule eventBridge(CronFields fields) {
        String refusal = withoutSeconds(fields, "EventBridge");
        if (refusal == null) {
            refusal = DayText.refusalOfOpenDays(fields.days(), "EventBridge");
        }
        MonthDays days = fields.days().days();
        if (refusal == null && ((days.beforeLast() & ~1) != 0 || (days.weekdaysNearLast() & ~1) != 0)) {
            refusal = "EventBridge has no days counted back from the last (L-3).";
        }
        if (refusal == null) {
            refusal = lostSunday(fields, false);
        }
        if (refusal != null) {
            return WrittenSchedule.refused(refusal);
        }
        return WrittenSchedule.of("cron(%s %s %s %s)"
                .formatted(
                        CrontabText.minutes(fields.minutes()),
                        CrontabText.hours(fields.hours()),
                        DayText.openDays(fields),
                        DayText.years(fields.years())));
    }
}
