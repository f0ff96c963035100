package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.intercept.InterceptedJobs;
import ai.fluxion.crons.intercept.quartz.QuartzMonitoring;
import org.quartz.Scheduler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration that makes a run of each execution of a Quartz job.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = CronsAutoConfiguration.class, after = ScheduledInterceptionAutoConfiguration.class)
@ConditionalOnClass(Scheduler.class)
@ConditionalOnBean(name = InterceptedJobs.BEAN_NAME)
public final class QuartzInterceptionAutoConfiguration {

    @Bean
    QuartzMonitoring fluxionCronsQuartzMonitoring(ObjectProvider<Scheduler> schedulers, InterceptedJobs jobs) {
        return new QuartzMonitoring(schedulers, jobs);
    }
}
