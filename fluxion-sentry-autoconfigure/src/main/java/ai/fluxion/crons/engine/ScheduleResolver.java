package ai.fluxion.crons.engine;

import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.ScheduleDifference;
import ai.fluxion.crons.schedule.Schedules;
import ai.fluxion.crons.schedule.SentrySchedule;
import ai.fluxion.crons.schedule.SentryTranslation;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Settles the schedule of a monitor between the job that this process schedules and what was declared: the scheduler is
 * right, and a declaration that says otherwise is refused, unless no crontab can say what the scheduler does.
 */
final class ScheduleResolver {

    private final DeclarationReader reader;

    private final ZoneId timezone;

    private final Instant now;

    ScheduleResolver(DeclarationReader reader, ZoneId timezone, Instant now) {
        this.reader = reader;
        this.timezone = timezone;
        this.now = now;
    }

    record Resolved(@Nullable Schedule schedule, @Nullable SentryTranslation sentry) {

        static final Resolved NONE = new Resolved(null, null);

        static Resolved of(@Nullable Schedule schedule) {
            return schedule == null ? NONE : new Resolved(schedule, schedule.toSentry());
        }
    }

    Resolved resolve(@Nullable DiscoveredJob job, Declarations declared) {
        ZoneId zone = this.reader.zone(declared);
        Schedule own = job != null && job.scheduled() ? job.schedule() : null;
        if (job == null || own == null) {
            return Resolved.of(this.reader.schedule(declared, zone != null ? zone : this.timezone, null));
        }
        if (zone != null
                && own.zone() != null
                && !zone.getRules().equals(own.zone().getRules())) {
            contradiction(job, own, declared, "timezone", MonitorDeclaration::timezone, Schedules.inZone(own, zone));
            return Resolved.of(own);
        }
        Schedule said = this.reader.schedule(declared, own.zone() != null ? own.zone() : this.timezone, own.dialect());
        if (said == null || Schedules.difference(said, own, this.now).isEmpty()) {
            return Resolved.of(own);
        }
        SentryTranslation translation = own.toSentry();
        if (translation.exact() || isCrontab(translation.schedule())) {
            contradiction(job, own, declared, "schedule", MonitorDeclaration::schedule, said);
            return Resolved.of(own);
        }
        return new Resolved(own, approximation(said));
    }

    /** Then a crontab can say it, but for the hour in which the clock changes: there is nothing to approximate. */
    private static boolean isCrontab(@Nullable SentrySchedule schedule) {
        return schedule != null && schedule.type().equals("crontab");
    }

    private static SentryTranslation approximation(Schedule said) {
        return new SentryTranslation(said.toSentry().schedule(), false, "declared approximation: " + said.text());
    }

    private void contradiction(
            DiscoveredJob job,
            Schedule own,
            Declarations declared,
            String setting,
            Function<MonitorDeclaration, @Nullable String> part,
            Schedule said) {
        MonitorDeclaration layer = Objects.requireNonNull(declared.saying(part));
        ScheduleDifference runs =
                Schedules.difference(said, own, this.now).orElseGet(() -> new ScheduleDifference(List.of(), List.of()));
        this.reader.problem(
                layer.where(setting),
                part.apply(layer),
                "it contradicts the job %s, which this process runs at '%s'%s; next runs of the job: %s; of the declaration: %s"
                        .formatted(
                                job.job(),
                                own.text(),
                                own.zone() != null ? " in " + own.zone() : "",
                                runs.actual(),
                                runs.declared()),
                "Remove it (the monitor takes the job's own schedule), or change the job's schedule.");
    }
}
