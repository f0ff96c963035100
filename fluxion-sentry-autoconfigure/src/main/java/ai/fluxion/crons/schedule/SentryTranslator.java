package ai.fluxion.crons.schedule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells Sentry of a cron: exactly, or as an interval that never alarms without reason, or not at all. */
final class SentryTranslator {

    private SentryTranslator() {}

    static SentryTranslation translate(CronSchedule schedule) {
        CronFields fields = schedule.fields();
        if (fields.isEmpty()) {
            return new SentryTranslation(
                    null, false, "It never fires: Sentry would lose every check-in that carries such a schedule.");
        }
        CrontabDays days = CrontabDays.of(fields.days());
        if (days.refusal() != null) {
            return new SentryTranslation(SentryIntervals.atLeast(LongestGap.of(fields)), false, days.refusal());
        }
        String text = "%s %s %s %s %s"
                .formatted(
                        CrontabText.minutes(fields.minutes()),
                        CrontabText.hours(fields.hours()),
                        days.days(),
                        CrontabText.months(fields.months()),
                        days.weekdays());
        return new SentryTranslation(SentryCrontab.of(text, schedule.zone()), true, note(fields));
    }

    private static @Nullable String note(CronFields fields) {
        List<String> notes = new ArrayList<>();
        if (Long.bitCount(fields.seconds()) > 1) {
            notes.add("It runs several times a minute, and Sentry sees whole minutes: check-ins are thinned out.");
        } else if (fields.seconds() != 1) {
            notes.add(
                    "It runs %d seconds into the minute, and Sentry drops the seconds: give it a margin of 2 minutes or more."
                            .formatted(Bits.min(fields.seconds())));
        }
        return notes.isEmpty() ? null : String.join(" ", notes);
    }
}
