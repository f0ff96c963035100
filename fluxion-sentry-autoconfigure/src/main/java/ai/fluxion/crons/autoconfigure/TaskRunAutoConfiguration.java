package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.engine.RunEngine;
import ai.fluxion.crons.intercept.task.Surroundings;
import ai.fluxion.crons.intercept.task.TaskRun;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration that makes the process one run of the monitor that {@code fluxion.crons.task.monitor} names. An
 * application that is processed ahead of time has it always: which process is a task is said when it runs.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = CronsAutoConfiguration.class)
@Conditional(TaskRunAutoConfiguration.OnTask.class)
@ConditionalOnBean(RunEngine.class)
public final class TaskRunAutoConfiguration {

    private static final String MONITOR = "fluxion.crons.task.monitor";

    /** Made after the engine, where it has one, and so ended before it. */
    @Bean
    TaskRun fluxionCronsTaskRun(Environment environment, ObjectProvider<RunEngine> engine) {
        String monitor = environment.getProperty(MONITOR);
        return monitor == null
                ? TaskRun.none()
                : new TaskRun(monitor, engine.getObject(), new Surroundings(System::getenv).tags());
    }

    /** A task, or an application of which one may be started. */
    static final class OnTask extends AnyNestedCondition {

        OnTask() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnProperty(MONITOR)
        static class Named {}

        @ConditionalOnBooleanProperty("spring.aot.processing")
        static class ProcessedAheadOfTime {}
    }
}
