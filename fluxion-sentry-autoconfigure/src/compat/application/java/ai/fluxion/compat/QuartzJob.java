package ai.fluxion.compat;

import ai.fluxion.crons.CronMonitor;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** A job of Quartz. */
public class QuartzJob implements Job {

    @Override
    @CronMonitor("de-quartz")
    public void execute(JobExecutionContext context) {}
}
