package ai.fluxion.crons.intercept.quartz;

import ai.fluxion.crons.engine.DiscoveredJob;
import ai.fluxion.crons.engine.MonitorDeclaration;
import ai.fluxion.crons.intercept.InterceptedJobs;
import ai.fluxion.crons.intercept.JobRuns;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.Schedules;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.quartz.CronTrigger;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.SchedulerException;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.ReflectionUtils;

/**
 * The monitors of one scheduler's jobs: one for a job whose triggers one schedule says, else one for each trigger. A trigger
 * that fires once is no schedule: what it runs is a run of the job's first monitor, and of none if the job has no other trigger
 * and declares none. Safe for concurrent use.
 */
final class QuartzJobs {

    private static final Logger logger = LoggerFactory.getLogger(QuartzJobs.class);

    /** How the SDK's listener is told a job's slug. */
    private static final String SENTRY_SLUG = "sentry-slug";

    private final InterceptedJobs jobs;

    private final Map<JobKey, Monitored> monitored = new ConcurrentHashMap<>();

    QuartzJobs(InterceptedJobs jobs) {
        this.jobs = jobs;
    }

    /** Registers a job that has triggers, again if they are others; gives the first one's, or {@code null} if none is a schedule. */
    synchronized @Nullable JobRuns register(JobDetail job, List<? extends Trigger> triggers) {
        List<? extends Trigger> ordered = triggers.stream()
                .filter(trigger -> !isOnce(trigger))
                .sorted(Comparator.comparing(Trigger::getKey))
                .toList();
        Monitored now = ordered.isEmpty() ? registerWithoutSchedule(job) : registerScheduled(job, ordered);
        replace(job.getKey(), now);
        return now == null ? null : now.first;
    }

    /** A job that Quartz has no more, or that nothing triggers any more. */
    synchronized void forget(JobKey job) {
        replace(job, null);
    }

    /** A trigger that will not fire any more; a job that it was the last one of runs no more. */
    synchronized void finished(Trigger trigger) {
        Monitored known = this.monitored.get(trigger.getJobKey());
        if (known != null && known.byTrigger.keySet().equals(Set.of(trigger.getKey()))) {
            forget(trigger.getJobKey());
        }
    }

    synchronized void forgetAll() {
        List.copyOf(this.monitored.keySet()).forEach(this::forget);
    }

    private void replace(JobKey job, @Nullable Monitored now) {
        Monitored before = now == null ? this.monitored.remove(job) : this.monitored.put(job, now);
        if (before != null) {
            before.jobs.stream()
                    .filter(gone -> now == null || now.jobs.stream().noneMatch(one -> isSame(one, gone)))
                    .forEach(this.jobs::retire);
        }
    }

    private static boolean isSame(DiscoveredJob one, DiscoveredJob other) {
        return one.job().equals(other.job()) && Objects.equals(one.suffix(), other.suffix());
    }

    /** The job that a trigger belongs to which is perhaps no more, if that is known. */
    @Nullable JobKey jobOf(TriggerKey trigger) {
        return this.monitored.entrySet().stream()
                .filter(entry -> entry.getValue().byTrigger.containsKey(trigger))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** A job that is only ever asked to run: there may be a new one for each time. */
    private @Nullable Monitored registerWithoutSchedule(JobDetail job) {
        DiscoveredJob discovered = discovered(job, null, null, "it runs when it is asked to");
        JobRuns runs = this.jobs.registerIfDeclared(discovered);
        return runs == null ? null : new Monitored(List.of(discovered), Map.of(), Map.of(), runs);
    }

    private Monitored registerScheduled(JobDetail job, List<? extends Trigger> ordered) {
        List<TriggerTiming> timings = ordered.stream().map(TriggerTiming::of).toList();
        Optional<Schedule> union = union(timings);
        List<DiscoveredJob> all = new ArrayList<>();
        Map<TriggerKey, JobRuns> byTrigger = new HashMap<>();
        for (int i = 0; i < ordered.size(); i++) {
            TriggerTiming timing = timings.get(i);
            String suffix = i == 0 || union.isPresent() ? null : String.valueOf(i + 1);
            DiscoveredJob discovered = discovered(job, suffix, union.orElse(timing.schedule()), timing.note());
            all.add(discovered);
            byTrigger.put(ordered.get(i).getKey(), this.jobs.register(discovered));
        }
        return new Monitored(
                all,
                byTrigger,
                ordered.stream().collect(Collectors.toMap(Trigger::getKey, QuartzJobs::timesOf)),
                Objects.requireNonNull(byTrigger.get(ordered.get(0).getKey())));
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
        JobDetail job = context.getJobDetail();
        Monitored known = this.monitored.get(job.getKey());
        if (known == null) {
            return register(job, List.of(context.getTrigger()));
        }
        TriggerKey trigger = context.getTrigger().getKey();
        return known.isOutdated(context.getTrigger())
                ? registerAgain(context, job, trigger)
                : known.byTrigger.getOrDefault(trigger, known.first);
    }

    /** Another node of the cluster has rescheduled it. */
    private @Nullable JobRuns registerAgain(JobExecutionContext context, JobDetail job, TriggerKey trigger) {
        try {
            register(job, context.getScheduler().getTriggersOfJob(job.getKey()));
        } catch (SchedulerException failure) {
            logger.warn("Its monitor does not follow: " + job.getKey(), failure);
        }
        Monitored now = this.monitored.get(job.getKey());
        return now == null ? null : now.byTrigger.getOrDefault(trigger, now.first);
    }

    /** What a trigger says of when it fires, as far as it is cheaply compared. */
    private static String timesOf(Trigger trigger) {
        if (trigger instanceof CronTrigger cron) {
            return cron.getCronExpression() + " " + cron.getTimeZone().getID();
        }
        return trigger instanceof SimpleTrigger simple ? String.valueOf(simple.getRepeatInterval()) : "";
    }

    /**
     * The monitors of one job.
     *
     * @param times when its triggers fire, as it was registered
     * @param first of what no trigger of these runs
     */
    private record Monitored(
            List<DiscoveredJob> jobs,
            Map<TriggerKey, JobRuns> byTrigger,
            Map<TriggerKey, String> times,
            JobRuns first) {

        boolean isOutdated(Trigger trigger) {
            String registered = this.times.get(trigger.getKey());
            return registered != null && !registered.equals(timesOf(trigger));
        }
    }
}
