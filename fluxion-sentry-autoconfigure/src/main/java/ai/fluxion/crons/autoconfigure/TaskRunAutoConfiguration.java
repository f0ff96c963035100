package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.autoconfigure.TaskRunAutoConfiguration.OnTaskMonitor;
import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.engine.RunEngine;
import ai.fluxion.crons.intercept.task.Surroundings;
import ai.fluxion.crons.intercept.task.TaskRun;
import ai.fluxion.crons.monitor.MonitorSettings.SettingsException;
import ai.fluxion.crons.monitor.MonitorSlug;
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
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Auto-configuration that makes the process one run of the monitor that {@code fluxion.crons.task.monitor} names. An
 * application that is processed ahead of time has it always: which process is a task is said when it runs.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = CronsAutoConfiguration.class)
@Conditional(OnTaskMonitor.class)
@ConditionalOnBean(RunEngine.class)
@EnableConfigurationProperties(CronsProperties.class)
public final class TaskRunAutoConfiguration {

    /** What has to be over before the engine ends. */
    static final String BEAN_NAME = "fluxionCronsTaskRun";

    private static final String PROPERTY = "fluxion.crons.task.monitor";

    /** Made after the engine, where it has one, and so ended before it. */
    @Bean(BEAN_NAME)
    TaskRun fluxionCronsTaskRun(
            CronsProperties properties, ObjectProvider<RunEngine> engine, ObjectProvider<CheckInDelivery> delivery) {
        String monitor = properties.task().monitor();
        if (!StringUtils.hasText(monitor) || isTraining()) {
            return TaskRun.none();
        }
        return new TaskRun(
                checked(monitor.strip(), properties.slugPrefix()),
                engine.getObject(),
                new Surroundings(System::getenv).tags(),
                () -> delivery.ifAvailable(
                        all -> all.flush(properties.delivery().shutdownTimeout())),
                CronsLifecycle.PHASE + 1);
    }

    /** Whether Spring halts this process once it has started, without a word to anybody: it learns what to archive (CDS). */
    private static boolean isTraining() {
        return DefaultLifecycleProcessor.ON_REFRESH_VALUE.equalsIgnoreCase(
                SpringProperties.getProperty(DefaultLifecycleProcessor.EXIT_PROPERTY_NAME));
    }

    private static String checked(String monitor, @Nullable String slugPrefix) {
        try {
            MonitorSlug.of(monitor, slugPrefix, null);
            return monitor;
        } catch (SettingsException ex) {
            throw RegistrySettingsFactory.refused(PROPERTY, monitor, ex.reason(), "Write a name with a letter in it.");
        }
    }

    /** A task, or an application of which one may be started. Blank is none, so that a placeholder may leave it open. */
    static final class OnTaskMonitor extends SpringBootCondition {

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Environment environment = context.getEnvironment();
            if (environment.getProperty("spring.aot.processing", Boolean.class, false)) {
                return ConditionOutcome.match("decided when the application runs");
            }
            boolean given = StringUtils.hasText(environment.getProperty(PROPERTY));
            return new ConditionOutcome(given, ConditionMessage.of(PROPERTY + (given ? " is set" : " is not set")));
        }
    }
}
