package ai.fluxion.crons.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.CronMonitor;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

class CallableMonitorsTests {

    @Test
    void whatQuartzExecutesIsReportedOnceByItsListener() {
        assertThat(CallableMonitors.of(QuartzJob.class))
                .extracting(Method::getName)
                .containsExactly("byHand");
    }

    @Test
    void aMethodOfTheSameNameElsewhereIsARunPerCall() {
        assertThat(CallableMonitors.of(Service.class))
                .extracting(Method::getName)
                .containsExactly("execute");
    }

    static class QuartzJob implements Job {

        @Override
        @CronMonitor("nightly")
        public void execute(JobExecutionContext context) {}

        @CronMonitor("by-hand")
        public void byHand() {}
    }

    static class Service {

        @CronMonitor("nightly")
        public void execute() {}
    }
}
