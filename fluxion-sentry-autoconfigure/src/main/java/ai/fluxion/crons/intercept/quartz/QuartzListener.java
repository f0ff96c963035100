package ai.fluxion.crons.intercept.quartz;

import ai.fluxion.crons.engine.ActiveRun;
import ai.fluxion.crons.intercept.JobRuns;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobListener;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.TriggerListener;
import org.quartz.listeners.SchedulerListenerSupport;
import org.quartz.spi.OperableTrigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run around each execution of a scheduler's jobs. A vetoed execution is a skipped slot; one that Quartz fires late,
 * after a misfire, carries the tag {@code quartz.misfired}; a misfire that Quartz drops is a missed slot.
 */
final class QuartzListener extends SchedulerListenerSupport implements JobListener, TriggerListener {

    private static final Logger logger = LoggerFactory.getLogger(QuartzListener.class);

    /** How Quartz begins to say that some listener threw, and that it tells no other of this execution any more. */
    private static final String UNTOLD = "Unable to notify JobListener";

    /** Between the news of a misfire and the time that Quartz then sets for it. */
    private static final Duration SAME_MISFIRE = Duration.ofSeconds(10);

    /** For a thread of Quartz, after a misfire. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final QuartzJobs jobs;

    /** When each trigger misfired that Quartz lets fire at once. Another node of the cluster may do so. */
    private final Map<TriggerKey, Date> misfired = new ConcurrentHashMap<>();

    /** Of the execution that its thread is at. */
    private final ThreadLocal<@Nullable Execution> execution = new ThreadLocal<>();

    QuartzListener(QuartzJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public String getName() {
        return "fluxion-crons";
    }

    @Override
    public void jobToBeExecuted(JobExecutionContext context) {
        boolean late = isLate(context);
        quietly(() -> {
            JobRuns job = this.jobs.of(context);
            ActiveRun run = job == null ? null : job.open(null);
            if (run == null) {
                return;
            }
            this.execution.set(new Execution(run));
            if (late) {
                run.tag("quartz.misfired", true);
            }
            if (context.isRecovering()) {
                run.tag("quartz.recovering", true);
            }
        });
    }

    private boolean isLate(JobExecutionContext context) {
        Date since = this.misfired.remove(context.getTrigger().getKey());
        return since != null
                && Math.abs(context.getScheduledFireTime().getTime() - since.getTime()) < SAME_MISFIRE.toMillis();
    }

    @Override
    public void jobExecutionVetoed(JobExecutionContext context) {
        quietly(() -> {
            JobRuns job = this.jobs.of(context);
            if (job != null) {
                job.skipped("vetoed by a trigger listener");
            }
        });
    }

    @Override
    public void jobWasExecuted(JobExecutionContext context, @Nullable JobExecutionException exception) {
        end(cause(exception));
    }

    /**
     * Another listener's failure keeps Quartz from executing the job, or from telling us that it was executed: how that came
     * out nobody says then, unless the job threw, which is told before.
     */
    @Override
    public void schedulerError(@Nullable String message, @Nullable SchedulerException error) {
        Execution current = this.execution.get();
        if (current == null || error == null) {
            return;
        }
        if (message != null && message.startsWith(UNTOLD)) {
            end(current.failure != null ? current.failure : cause(error));
        } else {
            current.failure = cause(error);
        }
    }

    private void end(@Nullable Throwable failure) {
        Execution current = this.execution.get();
        if (current != null) {
            this.execution.remove();
            current.run.end(failure);
        }
    }

    /** What the job threw, without Quartz's wrapping. */
    private static @Nullable Throwable cause(@Nullable Throwable exception) {
        Throwable cause = exception;
        while (cause instanceof SchedulerException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    @Override
    public void triggerFired(Trigger trigger, JobExecutionContext context) {}

    @Override
    public boolean vetoJobExecution(Trigger trigger, JobExecutionContext context) {
        return false;
    }

    @Override
    public void triggerMisfired(Trigger trigger) {
        Date now = new Date();
        this.misfired.values().removeIf(since -> since.toInstant()
                .isBefore(now.toInstant().minus(LONGEST_WAIT)));
        if (isFiredAtOnce(trigger)) {
            this.misfired.put(trigger.getKey(), now);
        }
        logger.info("The trigger {} of job {} misfired", trigger.getKey(), trigger.getJobKey());
    }

    /** Whether Quartz makes good for the misfire, or waits for the next time. */
    private static boolean isFiredAtOnce(Trigger trigger) {
        if (!(trigger instanceof OperableTrigger operable)) {
            return false;
        }
        OperableTrigger after = (OperableTrigger) operable.clone();
        after.updateAfterMisfire(null);
        Date next = after.getNextFireTime();
        return next != null && !next.after(new Date());
    }

    @Override
    public void triggerComplete(
            Trigger trigger, JobExecutionContext context, Trigger.CompletedExecutionInstruction instruction) {}

    private static final class Execution {

        private final ActiveRun run;

        private @Nullable Throwable failure;

        Execution(ActiveRun run) {
            this.run = run;
        }
    }

    /** Quartz drops an execution whose listener throws. */
    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            logger.warn("An execution is not reported", failure);
        }
    }
}
