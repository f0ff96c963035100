package ai.fluxion.crons.intercept.quartz;

import ai.fluxion.crons.intercept.JobRuns;
import org.jspecify.annotations.Nullable;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobListener;

/** The SDK's listener, for the jobs that do not report by us. It is known by its name only. */
final class SentryListenerOnce implements JobListener {

    private final JobListener sentrys;

    private final QuartzJobs jobs;

    SentryListenerOnce(JobListener sentrys, QuartzJobs jobs) {
        this.sentrys = sentrys;
        this.jobs = jobs;
    }

    static boolean isSentrys(JobListener listener) {
        String type = listener.getClass().getName();
        return type.startsWith("io.sentry.") && type.endsWith(".SentryJobListener");
    }

    @Override
    public String getName() {
        return this.sentrys.getName();
    }

    @Override
    public void jobToBeExecuted(JobExecutionContext context) {
        if (!isReported(context)) {
            this.sentrys.jobToBeExecuted(context);
        }
    }

    @Override
    public void jobExecutionVetoed(JobExecutionContext context) {
        if (!isReported(context)) {
            this.sentrys.jobExecutionVetoed(context);
        }
    }

    @Override
    public void jobWasExecuted(JobExecutionContext context, @Nullable JobExecutionException exception) {
        if (!isReported(context)) {
            this.sentrys.jobWasExecuted(context, exception);
        }
    }

    private boolean isReported(JobExecutionContext context) {
        JobRuns job = this.jobs.of(context);
        return job != null && job.isReported();
    }
}
