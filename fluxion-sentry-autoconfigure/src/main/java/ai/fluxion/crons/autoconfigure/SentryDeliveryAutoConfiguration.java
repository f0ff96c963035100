package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.delivery.CheckInDispatcher;
import ai.fluxion.crons.delivery.DeliveryStatistics.Destination;
import ai.fluxion.crons.delivery.sentry.DsnCheck;
import ai.fluxion.crons.delivery.sentry.ExitTimeouts;
import ai.fluxion.crons.delivery.sentry.SdkUse;
import ai.fluxion.crons.delivery.sentry.SentryCheckInSender;
import ai.fluxion.crons.telemetry.RunTelemetry;
import ai.fluxion.crons.telemetry.sentry.CallbackFailures;
import ai.fluxion.crons.telemetry.sentry.SecretsEventProcessor;
import ai.fluxion.crons.telemetry.sentry.SentryRunTelemetry;
import io.sentry.IScopes;
import io.sentry.ScopesAdapter;
import io.sentry.Sentry.OptionsConfiguration;
import io.sentry.SentryOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Auto-configuration that takes check-ins, and what surrounds runs, to Sentry.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
        before = CronsAutoConfiguration.class,
        afterName = {
            "io.sentry.spring.boot.jakarta.SentryAutoConfiguration",
            "io.sentry.spring.boot4.SentryAutoConfiguration"
        })
@ConditionalOnClass(IScopes.class)
public final class SentryDeliveryAutoConfiguration {

    private static final String VIRTUAL_THREADS = "spring.threads.virtual.enabled";

    private static final Logger logger = LoggerFactory.getLogger(SentryDeliveryAutoConfiguration.class);

    /**
     * Also of a context without monitoring, whose start and end close the SDK for the others. Lazy: without a DSN nothing is
     * used.
     */
    @Bean
    @Lazy
    SdkUse fluxionCronsSdkUse() {
        return new SdkUse();
    }

    /** The SDK asks for it before it starts. */
    @Bean
    @Lazy
    @DependsOn("fluxionCronsSdkUse")
    OptionsConfiguration<SentryOptions> fluxionCronsSdkStart() {
        return options -> {};
    }

    /** What an application has that is monitored. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(name = "fluxion.crons.enabled", matchIfMissing = true)
    static class EnabledConfiguration {

        @Bean
        ExitTimeouts fluxionCronsExitTimeouts(CronsProperties properties, Environment environment) {
            return new ExitTimeouts(
                    properties.delivery().shutdownTimeout(),
                    environment.containsProperty("sentry.shutdown-timeout-millis"),
                    environment.containsProperty("sentry.flush-timeout-millis"));
        }

        /** After the application's own, whose last word it checks. */
        @Bean
        @Lazy
        @Order(Ordered.LOWEST_PRECEDENCE)
        OptionsConfiguration<SentryOptions> fluxionCronsSentryOptions(ExitTimeouts exit) {
            return options -> {
                DsnCheck.apply(options);
                exit.limit(options);
                options.addEventProcessor(new SecretsEventProcessor());
                CallbackFailures.report(options);
            };
        }

        /** Made after the SDK's bean, and so ended before it. */
        @Bean
        @ConditionalOnMissingBean
        CheckInDelivery fluxionCronsSentryDelivery(
                ObjectProvider<IScopes> sentry,
                CronsProperties properties,
                CronsClock clock,
                ExitTimeouts exit,
                ObjectProvider<SdkUse> use,
                Environment environment) {
            IScopes application = sentry.getIfAvailable(ScopesAdapter::getInstance);
            if (!application.isEnabled()) {
                String dsn = environment.getProperty("sentry.dsn");
                boolean somewhere = StringUtils.hasText(dsn) && DsnCheck.isReadable(dsn);
                if (somewhere && AotDetector.useGeneratedArtifacts() && sentry.getIfAvailable() == null) {
                    logger.warn(
                            "Nothing is sent to Sentry: sentry.dsn was not there when this application was processed"
                                    + " ahead of time, and so Sentry's SDK is not in it. Write \"sentry.dsn: ${SENTRY_DSN:}\""
                                    + " into application.yml before it is processed.");
                }
                return new NoDelivery(somewhere ? Destination.DISABLED : Destination.NO_DSN);
            }
            return new CheckInDispatcher(
                    new SentryCheckInSender(
                            application, use.getObject(), properties.delivery().timeout(), exit),
                    properties.delivery().capacity(),
                    properties.delivery().timeout(),
                    clock.clock());
        }

        @Bean
        @ConditionalOnMissingBean
        RunTelemetry fluxionCronsSentryTelemetry(
                CronsProperties properties, ObjectProvider<IScopes> sentry, Environment environment) {
            if (properties.captureExceptions() && environment.getProperty(VIRTUAL_THREADS, Boolean.class, false)) {
                listModules(sentry.getIfAvailable(ScopesAdapter::getInstance).getOptions());
            }
            return new SentryRunTelemetry(properties.tracesSampleRate(), properties.captureExceptions());
        }

        /**
         * The SDK reads the manifests of all jars for its first event. On a virtual thread, which waits for a jar without its
         * carrier, that stops every job for good where as many others as there are processors load a class meanwhile: these keep
         * their carriers while they wait for the jar that it holds. The thread of the start is none.
         */
        private static void listModules(SentryOptions options) {
            options.getModulesLoader().getOrLoadModules();
        }
    }
}
