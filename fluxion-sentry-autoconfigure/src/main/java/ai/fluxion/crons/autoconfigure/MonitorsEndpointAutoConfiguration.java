package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.actuate.MonitorsEndpoint;
import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.engine.ApplicationMonitorRegistry;
import ai.fluxion.crons.engine.EngineSettings;
import ai.fluxion.crons.engine.ProcessRunEngine;
import ai.fluxion.crons.engine.StateKeeper;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * The actuator endpoint of monitors.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = CronsAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean(name = CronsAutoConfiguration.STATES)
@ConditionalOnAvailableEndpoint(MonitorsEndpoint.class)
public final class MonitorsEndpointAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    MonitorsEndpoint fluxionCronsMonitorsEndpoint(
            EngineSettings settings,
            ApplicationMonitorRegistry registry,
            StateKeeper states,
            CheckInDelivery delivery,
            ProcessRunEngine runs) {
        return new MonitorsEndpoint(settings.environment(), registry, states, delivery, runs);
    }
}
