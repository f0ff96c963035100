package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.intercept.InterceptedJobs;
import ai.fluxion.crons.intercept.batch.BatchJobs;
import ai.fluxion.crons.intercept.batch.BatchMonitoring;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.JobExecutionListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/**
 * Auto-configuration that makes a run of each launch of a Spring Batch job. For Batch 5 (Spring Boot 3); beside Batch 6,
 * whose classes have other names, it says so and does nothing.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = CronsAutoConfiguration.class, after = ScheduledInterceptionAutoConfiguration.class)
@ConditionalOnBean(name = InterceptedJobs.BEAN_NAME)
public final class BatchInterceptionAutoConfiguration {

    /** Batch 5. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JobExecutionListener.class)
    static class PresentConfiguration {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static BatchMonitoring fluxionCronsBatchMonitoring(ObjectProvider<BatchJobs> jobs) {
            return new BatchMonitoring(jobs::getObject);
        }

        @Bean
        BatchJobs fluxionCronsBatchJobs(InterceptedJobs jobs) {
            return new BatchJobs(jobs);
        }
    }

    /** Batch 6. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("org.springframework.batch.core.JobExecutionListener")
    @ConditionalOnClass(name = "org.springframework.batch.core.listener.JobExecutionListener")
    static class UnknownConfiguration {

        @Bean
        SmartInitializingSingleton fluxionCronsBatchIsNotMonitored() {
            return () -> LoggerFactory.getLogger(BatchInterceptionAutoConfiguration.class)
                    .info("Jobs of this version of Spring Batch are not monitored; those of Batch 5 are."
                            + " Call the launch through CronMonitors.run.");
        }
    }
}
