package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.engine.MonitorRegistry;
import ai.fluxion.crons.engine.RunEngine;
import ai.fluxion.crons.intercept.FallbackScheduling;
import ai.fluxion.crons.intercept.InterceptedJobs;
import ai.fluxion.crons.intercept.JobLocks;
import ai.fluxion.crons.intercept.MonitoredCallsPostProcessor;
import ai.fluxion.crons.intercept.ScheduledProcessorReplacement;
import ai.fluxion.crons.intercept.SentryCheckInReplacement;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration that makes a run of each execution of a {@code @Scheduled} method, and of each call of a
 * {@code @CronMonitor} method that is not scheduled.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
        before = CronsAutoConfiguration.class, // which settles the monitors when these jobs have registered
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.scheduling.ScheduledTasksObservabilityAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ScheduledTasksObservationAutoConfiguration"
        })
@ConditionalOnBooleanProperty(name = "fluxion.crons.enabled", matchIfMissing = true)
public final class ScheduledInterceptionAutoConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static ScheduledProcessorReplacement fluxionCronsScheduledProcessorReplacement() {
        return new ScheduledProcessorReplacement();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static SentryCheckInReplacement fluxionCronsSentryCheckInReplacement() {
        return new SentryCheckInReplacement();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static MonitoredCallsPostProcessor fluxionCronsMonitoredCallsPostProcessor(Environment environment) {
        return new MonitoredCallsPostProcessor(
                environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true));
    }

    @Bean
    FallbackScheduling fluxionCronsFallbackScheduling(InterceptedJobs jobs, ConfigurableListableBeanFactory beans) {
        return new FallbackScheduling(jobs, beans);
    }

    @Bean(InterceptedJobs.BEAN_NAME)
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static InterceptedJobs fluxionCronsInterceptedJobs(
            ObjectProvider<MonitorRegistry> registry,
            ObjectProvider<RunEngine> engine,
            ObjectProvider<JobLocks> locks,
            ConfigurableListableBeanFactory beans) {
        return new InterceptedJobs(registry, engine, locks, beans);
    }
}
