package ai.fluxion.crons.schedule;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Tells Sentry of a cron: exactly, or as an interval that never alarms without reason, or not at all. */
final class SentryTranslator {

    private SentryTranslator() {}

    static SentryTranslation translate(CronSchedule schedule, Remarks remarks) {
        CronFields fields = schedule.fields();
        if (fields.isEmpty() || (fields.years().isAll() && !isDaily(fields) && neverFires(schedule))) {
            return unsent(remarks.neverFires());
        }
        if (!fields.years().isAll()) {
            return unsent(remarks.someYears());
        }
        ZoneId zone = SentryZones.of(schedule.zone());
        CrontabDays days = CrontabDays.of(schedule.dialect().label(), fields.days(), remarks);
        if (days.refusal() != null) {
            SentryInterval interval = SentryIntervals.atLeast(LongestGap.of(schedule));
            return new SentryTranslation(interval, false, remarks.longestGap(days.refusal(), interval));
        }
        if (zone == null) {
            return unsent(remarks.unknownZone(schedule.zone()));
        }
        return crontab(schedule, new CrontabCandidates(schedule, days), zone, remarks);
    }

    private static boolean isDaily(CronFields fields) {
        return fields.days().days().isAll()
                && fields.days().weekdays().isAll()
                && fields.months() == CronFields.ALL_MONTHS;
    }

    private static boolean neverFires(CronSchedule schedule) {
        return schedule.after(ClockChanges.FROM) == null;
    }

    private static SentryTranslation unsent(String note) {
        return new SentryTranslation(null, false, note);
    }

    private static SentryTranslation crontab(
            CronSchedule schedule, CrontabCandidates candidates, ZoneId zone, Remarks remarks) {
        ClockChanges changes = ClockChanges.ofOurTime(zone.getRules());
        SentryCrontab best = null;
        SortedSet<LocalDate> fewest = null;
        for (String text : candidates.texts(changes.none())) {
            SentryCrontab crontab = SentryCrontab.written(text, zone);
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
        return new SentryTranslation(best, exact, note(schedule, exact, remarks));
    }

    private static @Nullable String note(CronSchedule schedule, boolean exact, Remarks remarks) {
        List<String> notes = new ArrayList<>();
        CronFields fields = schedule.fields();
        if (Long.bitCount(fields.seconds()) > 1) {
            notes.add(remarks.severalTimesAMinute());
        } else if (fields.seconds() != 1) {
            notes.add(remarks.secondsIntoTheMinute(Bits.min(fields.seconds())));
        }
        if (!exact) {
            notes.add(remarks.changingClocks(schedule.zone()));
        }
        return notes.isEmpty() ? null : String.join(" ", notes);
    }
}
