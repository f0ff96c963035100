package ai.fluxion.crons.intercept.quartz;

import ai.fluxion.crons.intercept.InterceptedJobs;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.JobListener;
import org.quartz.ListenerManager;
import org.quartz.Matcher;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.EverythingMatcher;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.listeners.SchedulerListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Adds our listeners to every scheduler, beside those that it has; a factory's global listeners would replace each other.
 * The SDK's own listener stays for the jobs that do not report by us.
 *
 * @since 0.1.0
 */
public final class QuartzMonitoring implements SmartInitializingSingleton {

    private static final Logger logger = LoggerFactory.getLogger(QuartzMonitoring.class);

    private final ObjectProvider<Scheduler> schedulers;

    private final InterceptedJobs jobs;

    /**
     * @param schedulers asked for when all beans are there
     * @param jobs where to make their jobs known
     */
    public QuartzMonitoring(ObjectProvider<Scheduler> schedulers, InterceptedJobs jobs) {
        this.schedulers = schedulers;
        this.jobs = jobs;
    }

    @Override
    public void afterSingletonsInstantiated() {
        this.schedulers.orderedStream().forEach(scheduler -> {
            try {
                monitor(scheduler);
            } catch (SchedulerException failure) {
                logger.warn("The jobs of a Quartz scheduler are not monitored", failure);
            }
        });
    }

    private void monitor(Scheduler scheduler) throws SchedulerException {
        QuartzJobs quartzJobs = new QuartzJobs(this.jobs);
        for (JobKey key : scheduler.getJobKeys(GroupMatcher.anyGroup())) {
            register(scheduler, key, quartzJobs);
        }
        ListenerManager listeners = scheduler.getListenerManager();
        QuartzListener listener = new QuartzListener(quartzJobs);
        listeners.addJobListener(listener, EverythingMatcher.allJobs());
        listeners.addTriggerListener(listener, EverythingMatcher.allTriggers());
        listeners.addSchedulerListener(listener);
        listeners.addSchedulerListener(new LateJobs(scheduler, quartzJobs));
        for (JobListener other : List.copyOf(listeners.getJobListeners())) {
            if (SentryListenerOnce.isSentrys(other)) {
                List<Matcher<JobKey>> matchers = listeners.getJobListenerMatchers(other.getName());
                SentryListenerOnce once = new SentryListenerOnce(other, quartzJobs);
                listeners.addJobListener(once, matchers != null ? matchers : List.of(EverythingMatcher.allJobs()));
            }
        }
    }

    /** One that cannot be read, as a job whose class the last deploy took away, keeps no other from it. */
    private static void register(Scheduler scheduler, JobKey key, QuartzJobs quartzJobs) {
        try {
            JobDetail job = scheduler.getJobDetail(key);
            List<? extends Trigger> triggers = scheduler.getTriggersOfJob(key);
            if (job != null && !triggers.isEmpty()) {
                quartzJobs.register(job, triggers);
            }
        } catch (SchedulerException failure) {
            logger.warn("Not monitored, since Quartz cannot read it: " + key, failure);
        }
    }

    /** Jobs that are scheduled later, or otherwise, or no more. What another node of a cluster does is not heard here. */
    private static final class LateJobs extends SchedulerListenerSupport {

        private final Scheduler scheduler;

        private final QuartzJobs quartzJobs;

        LateJobs(Scheduler scheduler, QuartzJobs quartzJobs) {
            this.scheduler = scheduler;
            this.quartzJobs = quartzJobs;
        }

        @Override
        public void jobScheduled(@Nullable Trigger trigger) {
            if (trigger != null && !QuartzJobs.isOnce(trigger)) {
                look(trigger.getJobKey());
            }
        }

        @Override
        public void jobUnscheduled(@Nullable TriggerKey trigger) {
            JobKey job = trigger == null ? null : this.quartzJobs.jobOf(trigger);
            if (job != null) {
                look(job);
            }
        }

        /** Quartz may tell it within a transaction of its store, which is not asked therefore. */
        @Override
        public void triggerFinalized(@Nullable Trigger trigger) {
            if (trigger != null) {
                this.quartzJobs.finished(trigger);
            }
        }

        @Override
        public void jobDeleted(@Nullable JobKey job) {
            if (job != null) {
                this.quartzJobs.forget(job);
            }
        }

        @Override
        public void schedulingDataCleared() {
            this.quartzJobs.forgetAll();
        }

        private void look(JobKey key) {
            try {
                JobDetail job = this.scheduler.getJobDetail(key);
                List<? extends Trigger> triggers = triggersOf(key);
                if (job == null || triggers.isEmpty()) {
                    this.quartzJobs.forget(key);
                    return;
                }
                this.quartzJobs.register(job, triggers);
                if (triggersOf(key).isEmpty()) {
                    // It was through with everything before it was known here.
                    this.quartzJobs.forget(key);
                }
            } catch (SchedulerException | RuntimeException failure) {
                logger.warn("Its monitor does not follow: " + key, failure);
            }
        }

        private List<? extends Trigger> triggersOf(JobKey key) throws SchedulerException {
            return this.scheduler.getTriggersOfJob(key).stream()
                    .filter(Trigger::mayFireAgain)
                    .toList();
        }
    }
}
