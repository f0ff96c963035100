package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.intercept.InterceptedJobs;
import ai.fluxion.crons.intercept.LockWords;
import ai.fluxion.crons.intercept.shedlock.LockProviderWatch;
import ai.fluxion.crons.intercept.shedlock.ShedLocks;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.EmbeddedValueResolver;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.util.function.SingletonSupplier;

/**
 * Auto-configuration that opens the runs of locked jobs once ShedLock holds the lock.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ScheduledInterceptionAutoConfiguration.class)
@ConditionalOnClass({LockProvider.class, SchedulerLock.class})
@ConditionalOnBean(name = InterceptedJobs.BEAN_NAME)
public final class ShedLockInterceptionAutoConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static LockProviderWatch fluxionCronsLockProviderWatch(ObjectProvider<InterceptedJobs> jobs) {
        return new LockProviderWatch(SingletonSupplier.of(() -> new LockWords(jobs.getObject())));
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static ShedLocks fluxionCronsShedLocks(LockProviderWatch watch, ConfigurableBeanFactory beans) {
        return new ShedLocks(watch, new EmbeddedValueResolver(beans));
    }
}
