package io.sentry.quartz;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobListener;

/** Stands for the SDK's listener, whose artifact is not among the dependencies: same class name, same way to be found. */
public class SentryJobListener implements JobListener {

    public final List<String> reports = new CopyOnWriteArrayList<>();

    @Override
    public String getName() {
        return "sentry-job-listener";
    }

    @Override
    public void jobToBeExecuted(JobExecutionContext context) {
        this.reports.add("in_progress " + context.getJobDetail().getKey().getName());
    }

    @Override
    public void jobExecutionVetoed(JobExecutionContext context) {}

    @Override
    public void jobWasExecuted(JobExecutionContext context, JobExecutionException exception) {
        this.reports.add("closed " + context.getJobDetail().getKey().getName());
    }
}
