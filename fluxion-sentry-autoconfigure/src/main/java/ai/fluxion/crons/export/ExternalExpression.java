package ai.fluxion.crons.export;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.schedule.Dialect;
import ai.fluxion.crons.schedule.InvalidScheduleException;
import ai.fluxion.crons.schedule.Recurrence;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.ScheduleTarget;
import ai.fluxion.crons.schedule.Schedules;
import ai.fluxion.crons.schedule.SentrySchedule;
import ai.fluxion.crons.schedule.SentryTranslation;
import ai.fluxion.crons.schedule.SentryZones;
import ai.fluxion.crons.schedule.WrittenSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A monitor's schedule in the words of EventBridge or Kubernetes. What is written is read again and its slots are compared
 * with the monitor's: a translation is exact, or it is refused.
 *
 * @param text the expression
 * @param zone its zone; {@code null} for a rate
 */
record ExternalExpression(String text, @Nullable ZoneId zone) {

    private static final int COMPARED_SLOTS = 800;

    /** Far enough for one change of the clocks each way. */
    private static final Duration COMPARED_TIME = Duration.ofDays(800);

    private static final Duration AROUND_CHANGE = Duration.ofHours(4);

    static ExternalExpression eventBridge(MonitorDefinition definition, Instant now) {
        Schedule schedule = schedule(definition);
        if (schedule.zone() == null) {
            return new ExternalExpression(rate(definition, wholeMinutes(definition, schedule, now)), null);
        }
        ZoneId zone = named(definition, schedule.zone());
        String text = schedule.dialect() == Dialect.EVENTBRIDGE
                ? schedule.text()
                : EventBridgeFields.of(crontab(definition), definition.slug());
        verify(definition, schedule, read(text, zone), text, now);
        return new ExternalExpression(text, zone);
    }

    static ExternalExpression kubernetes(MonitorDefinition definition, Instant now) {
        Schedule schedule = schedule(definition);
        if (schedule.zone() == null) {
            return new ExternalExpression(
                    dividing(definition, wholeMinutes(definition, schedule, now)), ZoneOffset.UTC.normalized());
        }
        ZoneId zone = named(definition, schedule.zone());
        String text = kubernetesText(definition, schedule, zone);
        verify(definition, schedule, KubernetesCrontab.read(text, zone), text, now);
        return new ExternalExpression(text, zone);
    }

    /** A second that is not 0 is left out, as Sentry is told it. */
    private static String kubernetesText(MonitorDefinition definition, Schedule schedule, ZoneId zone) {
        WrittenSchedule written = Schedules.write(schedule, ScheduleTarget.KUBERNETES);
        if (!written.isWritten()) {
            Schedule wholeMinutes = Schedules.unix(crontab(definition), zone);
            written = Schedules.write(wholeMinutes, ScheduleTarget.KUBERNETES);
        }
        if (written.text() == null) {
            throw new NotExpressibleException("%s: %s".formatted(definition.slug(), written.refusal()));
        }
        return written.text();
    }

    private static ZoneId named(MonitorDefinition definition, ZoneId zone) {
        ZoneId named = SentryZones.of(zone);
        if (named == null) {
            throw new NotExpressibleException(
                    "%s: %s is no zone of the tz database, such as America/Caracas".formatted(definition.slug(), zone));
        }
        return named;
    }

    /** The first slot that only one of two schedules has, after an instant; {@code null} if there is none for long. */
    static @Nullable Instant firstDifference(Schedule one, Schedule other, Instant now) {
        Instant end = now.plus(COMPARED_TIME);
        Instant difference = firstDifference(one, other, now, end);
        // Of frequent slots that many do not reach the next change of the clocks.
        for (Instant change : changes(one, other, now, end)) {
            if (difference == null) {
                difference = firstDifference(one, other, change.minus(AROUND_CHANGE), change.plus(AROUND_CHANGE));
            }
        }
        return difference;
    }

    private static SortedSet<Instant> changes(Schedule one, Schedule other, Instant from, Instant end) {
        SortedSet<Instant> changes = new TreeSet<>();
        for (Schedule schedule : List.of(one, other)) {
            ZoneRules rules =
                    Objects.requireNonNullElse(schedule.zone(), ZoneOffset.UTC).getRules();
            ZoneOffsetTransition next = rules.nextTransition(from);
            while (next != null && next.getInstant().isBefore(end)) {
                changes.add(next.getInstant());
                next = rules.nextTransition(next.getInstant());
            }
        }
        return changes;
    }

    private static @Nullable Instant firstDifference(Recurrence one, Recurrence other, Instant from, Instant end) {
        Instant left = from;
        Instant right = from;
        for (int i = 0; i < COMPARED_SLOTS; i++) {
            left = one.next(left);
            right = other.next(right);
            Instant leftMinute = left == null ? null : left.truncatedTo(ChronoUnit.MINUTES);
            Instant rightMinute = right == null ? null : right.truncatedTo(ChronoUnit.MINUTES);
            if (!Objects.equals(leftMinute, rightMinute)) {
                return leftMinute == null || (rightMinute != null && rightMinute.isBefore(leftMinute))
                        ? rightMinute
                        : leftMinute;
            }
            if (left == null || right == null || left.isAfter(end)) {
                return null;
            }
        }
        return null;
    }

    /** {@code *}{@code /60} and {@code *}{@code /24} are for Sentry's reading of changing clocks only. */
    static String plain(String crontab) {
        return crontab.replaceFirst("^\\*/60 ", "0 ").replaceFirst("^(\\S+) \\*/24 ", "$1 0 ");
    }

    private static Schedule schedule(MonitorDefinition definition) {
        Schedule schedule = definition.schedule();
        if (schedule == null) {
            throw new NotExpressibleException("%s has no schedule".formatted(definition.slug()));
        }
        if (schedule.isSubMinute()) {
            throw new NotExpressibleException("%s runs more than once a minute, which no scheduler of a platform does"
                    .formatted(definition.slug()));
        }
        return schedule;
    }

    private static String crontab(MonitorDefinition definition) {
        SentryTranslation sentry = definition.sentry();
        SentrySchedule crontab = sentry != null && sentry.exact() ? sentry.schedule() : null;
        if (crontab == null || !crontab.type().equals("crontab")) {
            throw new NotExpressibleException("%s: %s"
                    .formatted(
                            definition.slug(),
                            sentry != null && sentry.note() != null
                                    ? sentry.note()
                                    : "no crontab says exactly when it runs"));
        }
        return plain(crontab.value());
    }

    private static Schedule read(String text, ZoneId zone) {
        try {
            return Schedules.eventBridge(text, zone);
        } catch (InvalidScheduleException ex) {
            throw new NotExpressibleException("'%s' is refused: %s".formatted(text, ex.getMessage()));
        }
    }

    private static void verify(
            MonitorDefinition definition, Schedule wanted, Schedule written, String text, Instant now) {
        Instant difference = firstDifference(wanted, written, now);
        if (difference != null) {
            throw new NotExpressibleException(
                    "%s: '%s' would not run when '%s' does, first at %s; where the clocks change, move it out of the hour, or give it a zone without changes"
                            .formatted(
                                    definition.slug(),
                                    text,
                                    wanted.text(),
                                    difference.atZone(Objects.requireNonNullElse(wanted.zone(), ZoneOffset.UTC))));
        }
    }

    private static long wholeMinutes(MonitorDefinition definition, Schedule schedule, Instant now) {
        if (schedule.dialect() == Dialect.FIXED_DELAY) {
            throw new NotExpressibleException(
                    "%s waits for the end of its last run (fixedDelay), which no scheduler of a platform does"
                            .formatted(definition.slug()));
        }
        Instant next = schedule.next(now);
        Duration period = next == null ? Duration.ZERO : Duration.between(now, next);
        if (period.isZero() || !period.equals(Duration.ofMinutes(period.toMinutes()))) {
            throw new NotExpressibleException(
                    "%s: %s is no whole number of minutes".formatted(definition.slug(), schedule.text()));
        }
        return period.toMinutes();
    }

    private static String rate(MonitorDefinition definition, long minutes) {
        if (minutes > 999_999) {
            throw new NotExpressibleException("%s: EventBridge has no such rate".formatted(definition.slug()));
        }
        if (minutes % 1440 == 0) {
            return "rate(%s %s)".formatted(minutes / 1440, minutes == 1440 ? "day" : "days");
        }
        if (minutes % 60 == 0) {
            return "rate(%s %s)".formatted(minutes / 60, minutes == 60 ? "hour" : "hours");
        }
        return "rate(%s %s)".formatted(minutes, minutes == 1 ? "minute" : "minutes");
    }

    /** Kubernetes has crontabs only; they make even intervals where the interval divides the hour or the day. */
    private static String dividing(MonitorDefinition definition, long minutes) {
        if (minutes == 1) {
            return "* * * * *";
        }
        if (minutes < 60 && 60 % minutes == 0) {
            return "*/" + minutes + " * * * *";
        }
        if (minutes % 60 == 0 && minutes <= 1440 && 1440 % minutes == 0) {
            return minutes == 60 ? "0 * * * *" : minutes == 1440 ? "0 0 * * *" : "0 */" + minutes / 60 + " * * *";
        }
        throw new NotExpressibleException(
                "%s: Kubernetes has crontabs only, and %d minutes divide neither the hour nor the day"
                        .formatted(definition.slug(), minutes));
    }
}
