package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.autoconfigure.TaskRunAutoConfiguration.OnTaskMonitor;
import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.engine.RunEngine;
import ai.fluxion.crons.intercept.task.Surroundings;
import ai.fluxion.crons.intercept.task.TaskRun;
import ai.fluxion.crons.monitor.MonitorSettings.SettingsException;
import ai.fluxion.crons.monitor.MonitorSlug;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Auto-configuration that makes the process one run of the monitor that {@code fluxion.crons.task.monitor} names.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = CronsAutoConfiguration.class)
@Conditional(OnTaskMonitor.class)
@ConditionalOnBean(RunEngine.class)
@EnableConfigurationProperties(CronsProperties.class)
public final class TaskRunAutoConfiguration {

    private static final String PROPERTY = "fluxion.crons.task.monitor";

    /** It depends on the engine, and so ends before it. */
    @Bean
    TaskRun fluxionCronsTaskRun(
            CronsProperties properties, RunEngine engine, ObjectProvider<CheckInDelivery> delivery) {
        String monitor =
                checked(Objects.requireNonNull(properties.task().monitor()).strip(), properties.slugPrefix());
        return new TaskRun(
                monitor,
                engine,
                new Surroundings(System::getenv).tags(),
                () -> delivery.ifAvailable(
                        all -> all.flush(properties.delivery().shutdownTimeout())));
    }

    private static String checked(String monitor, @Nullable String slugPrefix) {
        try {
            MonitorSlug.of(monitor, slugPrefix, null);
            return monitor;
        } catch (SettingsException ex) {
            throw RegistrySettingsFactory.refused(PROPERTY, monitor, ex.reason(), "Write a name with a letter in it.");
        }
    }

    /** Blank is none, so that a placeholder may leave it open. */
    static final class OnTaskMonitor extends SpringBootCondition {

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            boolean given = StringUtils.hasText(context.getEnvironment().getProperty(PROPERTY));
            return new ConditionOutcome(given, ConditionMessage.of(PROPERTY + (given ? " is set" : " is not set")));
        }
    }
}
