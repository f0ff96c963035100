package ai.fluxion.crons.intercept.quartz;

import ai.fluxion.crons.engine.DiscoveredJob;
import ai.fluxion.crons.engine.MonitorDeclaration;
import ai.fluxion.crons.intercept.InterceptedJobs;
import ai.fluxion.crons.intercept.JobRuns;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.Schedules;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.springframework.util.ReflectionUtils;

/**
 * The monitors of one scheduler's jobs: one for a job whose triggers one schedule says, else one for each trigger. A trigger
 * that fires once is no schedule: what it runs is a run of the job's first monitor, and of none if the job has no other trigger
 * and declares none. Safe for concurrent use.
 */
final class QuartzJobs {

    /** How the SDK's listener is told a job's slug. */
    private static final String SENTRY_SLUG = "sentry-slug";

    private final InterceptedJobs jobs;

    private final Map<TriggerKey, JobRuns> byTrigger = new ConcurrentHashMap<>();

    private final Map<JobKey, JobRuns> byJob = new ConcurrentHashMap<>();

    QuartzJobs(InterceptedJobs jobs) {
        this.jobs = jobs;
    }

    /** Registers a job that has triggers; gives the first one's, or {@code null} if none is a schedule. */
    @Nullable JobRuns register(JobDetail job, List<? extends Trigger> triggers) {
        List<? extends Trigger> ordered = triggers.stream()
                .filter(trigger -> !isOnce(trigger))
                .sorted(Comparator.comparing(Trigger::getKey))
                .toList();
        return ordered.isEmpty() ? registerWithoutSchedule(job) : registerScheduled(job, ordered);
    }

    /** A job that is only ever asked to run: there may be a new one for each time. */
    private @Nullable JobRuns registerWithoutSchedule(JobDetail job) {
        JobRuns runs = this.jobs.registerIfDeclared(discovered(job, null, null, "it runs when it is asked to"));
        if (runs != null) {
            this.byJob.put(job.getKey(), runs);
        }
        return runs;
    }

    private JobRuns registerScheduled(JobDetail job, List<? extends Trigger> ordered) {
        List<TriggerTiming> timings = ordered.stream().map(TriggerTiming::of).toList();
        Optional<Schedule> union = union(timings);
        for (int i = 0; i < ordered.size(); i++) {
            TriggerTiming timing = timings.get(i);
            String suffix = i == 0 || union.isPresent() ? null : String.valueOf(i + 1);
            Schedule schedule = union.orElse(timing.schedule());
            JobRuns runs = this.jobs.register(discovered(job, suffix, schedule, timing.note()));
            this.byTrigger.put(ordered.get(i).getKey(), runs);
        }
        JobRuns first = Objects.requireNonNull(this.byTrigger.get(ordered.get(0).getKey()));
        this.byJob.put(job.getKey(), first);
        return first;
    }

    private static Optional<Schedule> union(List<TriggerTiming> timings) {
        List<Schedule> schedules = timings.stream()
                .map(TriggerTiming::schedule)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        return timings.size() > 1 && schedules.size() == timings.size() ? Schedules.union(schedules) : Optional.empty();
    }

    private DiscoveredJob discovered(
            JobDetail job, @Nullable String suffix, @Nullable Schedule schedule, @Nullable String note) {
        String name = job.getJobClass().getName() + "." + job.getKey().getName().replace('.', '-');
        return new DiscoveredJob(name, job.getKey().getGroup(), suffix, schedule, note, true, declaration(job));
    }

    private @Nullable MonitorDeclaration declaration(JobDetail job) {
        for (Method method : ReflectionUtils.getAllDeclaredMethods(job.getJobClass())) {
            MonitorDeclaration declared =
                    method.getName().startsWith("execute") ? this.jobs.declarationOf(method) : null;
            if (declared != null) {
                return declared;
            }
        }
        Object slug = job.getJobDataMap().get(SENTRY_SLUG);
        return slug instanceof String text
                ? MonitorDeclaration.ofSentrys(text, "'sentry-slug' of " + job.getKey())
                : null;
    }

    /** Whether a trigger only runs a job once, as {@code Scheduler.triggerJob} does. */
    static boolean isOnce(Trigger trigger) {
        return trigger instanceof SimpleTrigger simple && simple.getRepeatCount() == 0;
    }

    /**
     * The job of an execution; a trigger that nobody told of, as one by hand, is the job's first if it has one.
     *
     * @return {@code null} if the job is not monitored
     */
    @Nullable JobRuns of(JobExecutionContext context) {
        JobRuns known = this.byTrigger.get(context.getTrigger().getKey());
        if (known != null) {
            return known;
        }
        JobDetail job = context.getJobDetail();
        JobRuns first = this.byJob.get(job.getKey());
        return first != null ? first : register(job, List.of(context.getTrigger()));
    }
}
