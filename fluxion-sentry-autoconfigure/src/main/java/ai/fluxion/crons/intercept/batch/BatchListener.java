package ai.fluxion.crons.intercept.batch;

import ai.fluxion.crons.engine.ActiveRun;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.JobExecution;
import org.springframework.batch.core.JobExecutionListener;
import org.springframework.batch.core.StepExecution;
import org.springframework.core.Ordered;

/**
 * A run around each execution of a job; one that is restarted is a run of its own. What its steps counted are the run's
 * metrics: {@code <step>.read}, {@code .written}, {@code .skipped}, those of a step's partitions together.
 */
final class BatchListener implements JobExecutionListener, Ordered {

    private static final Logger logger = LoggerFactory.getLogger(BatchListener.class);

    private final Supplier<BatchJobs> jobs;

    private final Map<JobExecution, ActiveRun> running = Collections.synchronizedMap(new IdentityHashMap<>());

    BatchListener(Supplier<BatchJobs> jobs) {
        this.jobs = jobs;
    }

    /** Around what the job's own listeners do. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    /** Batch fails a job whose listener throws. */
    @Override
    public void beforeJob(JobExecution execution) {
        try {
            ActiveRun run = this.jobs
                    .get()
                    .runsOf(execution.getJobInstance().getJobName())
                    .open(null);
            if (run != null) {
                this.running.put(execution, run);
                run.tag("batch.execution", execution.getId());
            }
        } catch (RuntimeException failure) {
            logger.warn("A job's execution is not reported: " + execution, failure);
        }
    }

    @Override
    public void afterJob(JobExecution execution) {
        ActiveRun run = this.running.remove(execution);
        if (run == null) {
            return;
        }
        execution.getStepExecutions().stream()
                .map(StepExecution::getStepName)
                .map(BatchListener::withoutPartition)
                .distinct()
                .forEach(step -> count(run, step, execution));
        List<Throwable> failures = execution.getAllFailureExceptions();
        if (execution.getStatus() == BatchStatus.COMPLETED) {
            run.end(null);
        } else if (failures.isEmpty()) {
            run.fail("ended as %s (%s)"
                    .formatted(execution.getStatus(), execution.getExitStatus().getExitCode()));
            run.end(null);
        } else {
            run.end(failures.get(0));
        }
    }

    private static void count(ActiveRun run, String step, JobExecution execution) {
        List<StepExecution> own = executions(execution, step::equals);
        // A step whose partitions have its own name has added them up already.
        List<StepExecution> counted = own.isEmpty()
                ? executions(execution, name -> withoutPartition(name).equals(step))
                : own;
        run.metric(step + ".read", sum(counted, StepExecution::getReadCount));
        run.metric(step + ".written", sum(counted, StepExecution::getWriteCount));
        run.metric(step + ".skipped", sum(counted, StepExecution::getSkipCount));
    }

    private static List<StepExecution> executions(JobExecution execution, Predicate<String> name) {
        return execution.getStepExecutions().stream()
                .filter(step -> name.test(step.getStepName()))
                .toList();
    }

    private static long sum(List<StepExecution> steps, ToLongFunction<StepExecution> count) {
        return steps.stream().mapToLong(count).sum();
    }

    /** Batch calls the executions of a step's partitions {@code step:partition0}. */
    private static String withoutPartition(String step) {
        int partition = step.indexOf(':');
        return partition < 0 ? step : step.substring(0, partition);
    }
}
