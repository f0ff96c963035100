package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.CronMonitors;
import ai.fluxion.crons.MonitorKeys;
import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.delivery.DeliveryStatistics.Destination;
import ai.fluxion.crons.delivery.HeartbeatPolicy;
import ai.fluxion.crons.engine.ApplicationMonitorRegistry;
import ai.fluxion.crons.engine.CheckInSubmission;
import ai.fluxion.crons.engine.CronsEngine;
import ai.fluxion.crons.engine.EngineCronMonitors;
import ai.fluxion.crons.engine.EngineSettings;
import ai.fluxion.crons.engine.MonitorListener;
import ai.fluxion.crons.engine.ProcessRunEngine;
import ai.fluxion.crons.engine.StateKeeper;
import ai.fluxion.crons.engine.TellingSentry;
import ai.fluxion.crons.engine.UnmonitoredCronMonitors;
import ai.fluxion.crons.store.MemoryMonitorStore;
import ai.fluxion.crons.telemetry.RunTelemetry;
import java.time.Clock;
import java.util.List;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/**
 * Monitors, their states, and the runs of this process.
 *
 * @since 0.1.0
 */
@AutoConfiguration
public final class CronsAutoConfiguration {

    /** Conditions ask for beans of ours by name: by type, Spring looks through all definitions that there are. */
    static final String STATES = "fluxionCronsStates";

    /** What there is when monitoring is on. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(name = "fluxion.crons.enabled", matchIfMissing = true)
    @EnableConfigurationProperties(CronsProperties.class)
    static class EnabledConfiguration {

        @Bean
        ApplicationMonitorRegistry fluxionCronsRegistry(
                CronsProperties properties, ObjectProvider<MonitorKeys> keys, CronsClock clock) {
            SingletonSupplier<List<MonitorKeys>> present =
                    SingletonSupplier.of(() -> keys.orderedStream().toList());
            return new ApplicationMonitorRegistry(
                    RegistrySettingsFactory.create(properties),
                    () -> present.obtain().iterator(),
                    clock.clock());
        }

        @Bean
        CronsClock fluxionCronsTime(@Qualifier("fluxionCronsClock") ObjectProvider<Clock> clock) {
            return new CronsClock(clock.getIfAvailable(Clock::systemUTC));
        }

        @Bean
        EngineSettings fluxionCronsEngineSettings(CronsProperties properties, Environment environment) {
            AheadOfTime.checkEnabled(environment, true);
            return new EngineSettings(
                    RegistrySettingsFactory.environmentName(properties, environment),
                    environment.getProperty("sentry.dsn"),
                    properties.upsert(),
                    properties.delivery().shutdownTimeout(),
                    HeartbeatPolicy.parse(properties.delivery().heartbeat()),
                    properties.delivery().interrupted());
        }

        @Bean
        @ConditionalOnMissingBean(name = STATES)
        StateKeeper fluxionCronsStates(
                CronsProperties properties,
                EngineSettings settings,
                CronsClock clock,
                ObjectProvider<MonitorListener> listeners) {
            if (properties.store().type() == CronsProperties.StoreType.JDBC) {
                throw AotDetector.useGeneratedArtifacts()
                        ? AheadOfTime.decided("fluxion.crons.store.type", "jdbc")
                        : RegistrySettingsFactory.refused(
                                "fluxion.crons.store.type",
                                "jdbc",
                                "Spring's JDBC support is not on the class path",
                                "Add spring-boot-starter-jdbc.");
            }
            return new StateKeeper(
                    settings.environment(),
                    clock.clock(),
                    new MemoryMonitorStore(properties.store().history()),
                    properties.store().retention(),
                    listeners.orderedStream().toList());
        }

        @Bean
        @ConditionalOnMissingBean
        CheckInDelivery fluxionCronsNoDelivery() {
            return new NoDelivery(Destination.DISABLED);
        }

        @Bean
        CheckInSubmission fluxionCronsSubmission(EngineSettings settings, CheckInDelivery delivery) {
            return new CheckInSubmission(settings, delivery);
        }

        @Bean
        TellingSentry fluxionCronsTellingSentry(CheckInSubmission submission, CronsClock clock) {
            return new TellingSentry(submission, clock.clock());
        }

        @Bean
        ProcessRunEngine fluxionCronsRuns(
                StateKeeper states,
                CheckInSubmission submission,
                ObjectProvider<RunTelemetry> telemetry,
                CronsClock clock) {
            return new ProcessRunEngine(
                    states, submission, telemetry.getIfAvailable(() -> RunTelemetry.NONE), clock.clock());
        }

        @Bean
        CronsEngine fluxionCronsEngine(
                ApplicationMonitorRegistry registry,
                StateKeeper states,
                ProcessRunEngine runs,
                CheckInDelivery delivery,
                EngineSettings settings,
                CronsClock clock) {
            return new CronsEngine(registry, states, runs, delivery, settings, clock.clock());
        }

        @Bean
        CronsLifecycle fluxionCronsLifecycle(CronsEngine engine, ConfigurableApplicationContext context) {
            return new CronsLifecycle(engine, context);
        }

        @Bean
        @ConditionalOnMissingBean
        CronMonitors fluxionCronMonitors(ApplicationMonitorRegistry registry, ProcessRunEngine runs) {
            return new EngineCronMonitors(registry, runs);
        }

        @Bean
        PublishingMonitorListener fluxionCronsEvents(ApplicationEventPublisher publisher) {
            return new PublishingMonitorListener(publisher);
        }

        @Bean
        static ConfigurationPropertiesBindHandlerAdvisor fluxionCronsUnknownProperties() {
            return UnknownProperties::new;
        }

        /** Those of all auto-configurations here: nobody injects what watches. */
        @Bean
        static LazyInitializationExcludeFilter fluxionCronsBeansAreEager() {
            return (name, definition, type) -> name.startsWith("fluxionCrons");
        }
    }

    /** What there is when it is off: code that uses the API works. What is no truth value is refused, and not off. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(NotEnabled.class)
    static class DisabledConfiguration {

        @Bean
        @ConditionalOnMissingBean
        CronMonitors fluxionCronMonitors(Environment environment) {
            AheadOfTime.checkEnabled(environment, false);
            return new UnmonitoredCronMonitors();
        }
    }

    /** Otherwise than enabled: {@code false}, or nothing that can be told. */
    static final class NotEnabled extends NoneNestedConditions {

        NotEnabled() {
            super(ConfigurationPhase.PARSE_CONFIGURATION);
        }

        @ConditionalOnBooleanProperty(name = "fluxion.crons.enabled", matchIfMissing = true)
        static final class Enabled {}
    }
}
