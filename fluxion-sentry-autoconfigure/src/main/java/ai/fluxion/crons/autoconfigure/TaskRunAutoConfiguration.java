package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.engine.RunEngine;
import ai.fluxion.crons.intercept.task.Surroundings;
import ai.fluxion.crons.intercept.task.TaskRun;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration that makes the process one run of the monitor that {@code fluxion.crons.task.monitor} names.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = CronsAutoConfiguration.class)
@ConditionalOnProperty("fluxion.crons.task.monitor")
@ConditionalOnBean(RunEngine.class)
public final class TaskRunAutoConfiguration {

    /** It depends on the engine, and so ends before it. */
    @Bean
    TaskRun fluxionCronsTaskRun(Environment environment, RunEngine engine) {
        String monitor = environment.getRequiredProperty("fluxion.crons.task.monitor");
        return new TaskRun(monitor, engine, new Surroundings(System::getenv).tags());
    }
}
