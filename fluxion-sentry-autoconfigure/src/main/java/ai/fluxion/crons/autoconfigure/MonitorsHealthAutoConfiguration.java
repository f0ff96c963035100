package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.actuate.BootFourMonitorsHealthIndicator;
import ai.fluxion.crons.actuate.MonitorHealth;
import ai.fluxion.crons.actuate.MonitorsHealthIndicator;
import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.engine.ApplicationMonitorRegistry;
import ai.fluxion.crons.engine.StateKeeper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Health of monitors, {@code management.health.monitors.enabled}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = CronsAutoConfiguration.class)
@ConditionalOnBean(name = CronsAutoConfiguration.STATES)
@ConditionalOnBooleanProperty(name = "management.health.monitors.enabled", matchIfMissing = true)
public final class MonitorsHealthAutoConfiguration {

    /** Health as Spring Boot 3 has it, within actuator. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
    static class BootThreeConfiguration {

        @Bean
        @ConditionalOnMissingBean
        MonitorsHealthIndicator monitorsHealthIndicator(
                CronsProperties properties,
                ApplicationMonitorRegistry registry,
                StateKeeper states,
                CheckInDelivery delivery) {
            return new MonitorsHealthIndicator(health(properties, registry, states, delivery));
        }
    }

    /** Health as Spring Boot 4 has it, a module of its own. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    @ConditionalOnMissingClass("org.springframework.boot.actuate.health.HealthIndicator")
    static class BootFourConfiguration {

        @Bean
        @ConditionalOnMissingBean
        BootFourMonitorsHealthIndicator monitorsHealthIndicator(
                CronsProperties properties,
                ApplicationMonitorRegistry registry,
                StateKeeper states,
                CheckInDelivery delivery) {
            return new BootFourMonitorsHealthIndicator(health(properties, registry, states, delivery));
        }
    }

    private static MonitorHealth health(
            CronsProperties properties,
            ApplicationMonitorRegistry registry,
            StateKeeper states,
            CheckInDelivery delivery) {
        return new MonitorHealth(registry, states, delivery, properties.health().incidentStatus());
    }
}
