package ai.fluxion.crons.engine;

import ai.fluxion.crons.schedule.Recurrence;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.SentrySchedule;
import ai.fluxion.crons.schedule.SentryTranslation;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Settles the schedule of a monitor between the job that this process schedules and what was declared: the scheduler is
 * right, and a declaration that says otherwise is refused, unless no crontab can say what the scheduler does.
 */
final class ScheduleResolver {

    private static final int RUNS_COMPARED = 400;

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
        if (own == null) {
            return Resolved.of(this.reader.schedule(declared, zone != null ? zone : this.timezone));
        }
        if (zone != null
                && own.zone() != null
                && !zone.getRules().equals(own.zone().getRules())) {
            contradiction(job, own, declared, "timezone", null);
            return Resolved.of(own);
        }
        Schedule said = this.reader.schedule(declared, own.zone() != null ? own.zone() : this.timezone);
        if (said == null) {
            return Resolved.of(own);
        }
        SentryTranslation exact = own.toSentry();
        if (!exact.exact()) {
            return new Resolved(own, approximation(said));
        }
        if (!sameRuns(own, said)) {
            contradiction(job, own, declared, "schedule", said);
        }
        return new Resolved(own, exact);
    }

    private static SentryTranslation approximation(Schedule said) {
        return new SentryTranslation(said.toSentry().schedule(), false, "declared approximation: " + said.text());
    }

    /** Whether two schedules make the same runs, as Sentry sees them: to the minute. */
    private boolean sameRuns(Schedule own, Schedule said) {
        SentrySchedule first = own.toSentry().schedule();
        SentrySchedule second = said.toSentry().schedule();
        if (first != null && second != null && first.type().equals("interval")) {
            return first.value().equals(second.value()) && second.type().equals("interval");
        }
        if (second != null && second.type().equals("interval")) {
            return false;
        }
        return runs(own, RUNS_COMPARED).equals(runs(said, RUNS_COMPARED));
    }

    private List<Instant> runs(Recurrence recurrence, int count) {
        List<Instant> runs = new ArrayList<>();
        Instant at = recurrence.next(this.now);
        while (at != null && runs.size() < count) {
            runs.add(at.truncatedTo(ChronoUnit.MINUTES));
            at = recurrence.next(at);
        }
        return runs.stream().distinct().toList();
    }

    private void contradiction(
            @Nullable DiscoveredJob job, Schedule own, Declarations declared, String setting, @Nullable Schedule said) {
        MonitorDeclaration layer = Objects.requireNonNull(declared.saying(
                setting.equals("schedule") ? MonitorDeclaration::schedule : MonitorDeclaration::timezone));
        String value = setting.equals("schedule") ? layer.schedule() : layer.timezone();
        String reason = "it contradicts the job %s, which this process runs at '%s'%s"
                .formatted(job != null ? job.job() : "", own.text(), own.zone() != null ? " in " + own.zone() : "");
        if (said != null) {
            reason += "; next runs of the job: %s; of the declaration: %s".formatted(runs(own, 5), runs(said, 5));
        } else {
            reason += "; next runs of the job: %s".formatted(runs(own, 5));
        }
        this.reader.problem(
                layer.where(setting),
                value,
                reason,
                "Remove it (the monitor takes the job's own schedule), or change the job's schedule.");
    }
}
