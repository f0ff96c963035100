package ai.fluxion.crons.schedule;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Tells Sentry of a cron: exactly, or as an interval that never alarms without reason, or not at all. */
final class SentryTranslator {

    private static final int DAY = 24;

    private SentryTranslator() {}

    static SentryTranslation translate(CronSchedule schedule) {
        CronFields fields = schedule.fields();
        if (fields.isEmpty() || (fields.years().isAll() && !isDaily(fields) && neverFires(schedule))) {
            return unsent("It never fires: Sentry would lose every check-in that carries such a schedule.");
        }
        if (!fields.years().isAll()) {
            return unsent("It fires in some years only, and a crontab knows no years: it is monitored locally only.");
        }
        ZoneId zone = SentryZones.of(schedule.zone());
        CrontabDays days = CrontabDays.of(schedule.dialect().label(), fields.days());
        if (days.refusal() != null) {
            SentryInterval interval = SentryIntervals.atLeast(LongestGap.of(schedule));
            return new SentryTranslation(
                    interval,
                    false,
                    "%s Sentry is told its longest gap, %s.".formatted(days.refusal(), words(interval)));
        }
        if (zone == null) {
            return unsent("Sentry does not know the zone %s: name one of the tz database, such as America/Caracas."
                    .formatted(schedule.zone()));
        }
        return crontab(schedule, new CrontabCandidates(schedule, days), zone);
    }

    private static boolean isDaily(CronFields fields) {
        return fields.days().days().isAll()
                && fields.days().weekdays().isAll()
                && fields.months() == CronFields.ALL_MONTHS;
    }

    private static boolean neverFires(CronSchedule schedule) {
        return schedule.after(ClockChanges.FROM) == null;
    }

    /** {@code 427 days and 1 hour} for Sentry's 10249 hours. */
    private static String words(SentryInterval interval) {
        int days = interval.amount() / DAY;
        int hours = interval.amount() % DAY;
        return interval.unit() == SentryInterval.Unit.HOUR && days > 1
                ? "%d days and %s"
                        .formatted(
                                days,
                                SentryInterval.of(hours, SentryInterval.Unit.HOUR)
                                        .words())
                : interval.words();
    }

    private static SentryTranslation unsent(String note) {
        return new SentryTranslation(null, false, note);
    }

    private static SentryTranslation crontab(CronSchedule schedule, CrontabCandidates candidates, ZoneId zone) {
        ClockChanges changes = ClockChanges.ofOurTime(zone.getRules());
        SentryCrontab best = null;
        SortedSet<LocalDate> fewest = null;
        for (String text : candidates.texts(changes.none())) {
            SentryCrontab crontab = SentryCrontab.of(text, zone);
            SortedSet<LocalDate> differences = changes.differences(schedule, crontab);
            if (fewest == null || differences.size() < fewest.size()) {
                best = crontab;
                fewest = differences;
            }
            if (fewest.isEmpty()) {
                break;
            }
        }
        boolean exact = fewest == null || fewest.isEmpty();
        return new SentryTranslation(best, exact, note(schedule, exact));
    }

    private static @Nullable String note(CronSchedule schedule, boolean exact) {
        List<String> notes = new ArrayList<>();
        CronFields fields = schedule.fields();
        if (Long.bitCount(fields.seconds()) > 1) {
            notes.add("It runs several times a minute, and Sentry sees whole minutes: check-ins are thinned out.");
        } else if (fields.seconds() != 1) {
            notes.add(
                    "It runs %d seconds into the minute, and Sentry drops the seconds: give it a margin of 2 minutes or more."
                            .formatted(Bits.min(fields.seconds())));
        }
        if (!exact) {
            notes.add(("It runs in an hour that the clocks of %s skip or repeat, where Sentry's slots are not the"
                            + " scheduler's: about one false MISSED a year. Another minute or hour avoids it.")
                    .formatted(schedule.zone()));
        }
        return notes.isEmpty() ? null : String.join(" ", notes);
    }
}
