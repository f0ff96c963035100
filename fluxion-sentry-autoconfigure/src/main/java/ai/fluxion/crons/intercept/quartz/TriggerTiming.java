package ai.fluxion.crons.intercept.quartz;

import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.Schedules;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.quartz.CalendarIntervalTrigger;
import org.quartz.CronTrigger;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;

/**
 * When a trigger fires.
 *
 * @param schedule when; {@code null} if no schedule says it
 * @param note why there is none, or {@code null}
 */
record TriggerTiming(@Nullable Schedule schedule, @Nullable String note) {

    static TriggerTiming of(Trigger trigger) {
        if (trigger.getCalendarName() != null) {
            return unknown("its trigger leaves out what the calendar '%s' says".formatted(trigger.getCalendarName()));
        }
        if (trigger.getEndTime() != null) {
            return unknown("its trigger ends at " + trigger.getEndTime().toInstant());
        }
        try {
            return timing(trigger);
        } catch (IllegalArgumentException unreadable) {
            return unknown("its trigger cannot be told: " + unreadable.getMessage());
        }
    }

    private static TriggerTiming timing(Trigger trigger) {
        if (trigger instanceof CronTrigger cron) {
            ZoneId zone = cron.getTimeZone().toZoneId();
            return new TriggerTiming(Schedules.quartz(cron.getCronExpression(), zone), null);
        }
        if (trigger instanceof CalendarIntervalTrigger interval) {
            String unit = interval.getRepeatIntervalUnit().name().toLowerCase(Locale.ROOT);
            String text = "every " + interval.getRepeatInterval() + " " + unit + "s";
            return new TriggerTiming(
                    Schedules.parse(text, interval.getTimeZone().toZoneId()), null);
        }
        return trigger instanceof SimpleTrigger simple
                ? simple(simple)
                : unknown("no schedule says what its trigger does");
    }

    private static TriggerTiming simple(SimpleTrigger trigger) {
        int count = trigger.getRepeatCount();
        if (count != SimpleTrigger.REPEAT_INDEFINITELY) {
            return unknown("it runs %d times".formatted(count + 1));
        }
        return new TriggerTiming(Schedules.fixedRate(Duration.ofMillis(trigger.getRepeatInterval())), null);
    }

    private static TriggerTiming unknown(String note) {
        return new TriggerTiming(null, note);
    }
}
