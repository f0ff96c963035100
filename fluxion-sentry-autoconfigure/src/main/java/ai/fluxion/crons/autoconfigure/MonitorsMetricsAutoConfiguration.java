package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.actuate.MonitorMeters;
import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.engine.ApplicationMonitorRegistry;
import ai.fluxion.crons.engine.StateKeeper;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Meters of monitors. What they measure is looked up when it is measured, since states tell them what happens.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
        after = CronsAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(value = MeterRegistry.class, name = CronsAutoConfiguration.STATES)
public final class MonitorsMetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    MonitorMeters fluxionCronsMeters(
            ObjectProvider<ApplicationMonitorRegistry> registry,
            ObjectProvider<StateKeeper> states,
            ObjectProvider<CheckInDelivery> delivery,
            CronsClock clock) {
        return new MonitorMeters(registry::getObject, states::getObject, delivery::getObject, clock.clock());
    }

    @Bean
    ApplicationListener<ContextRefreshedEvent> fluxionCronsMetersOfAllMonitors(MonitorMeters meters) {
        return event -> meters.addAll();
    }
}
