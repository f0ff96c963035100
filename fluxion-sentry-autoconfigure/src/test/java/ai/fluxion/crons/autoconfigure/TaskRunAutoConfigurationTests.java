package ai.fluxion.crons.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.MonitorRun;
import ai.fluxion.crons.engine.MonitorConfigurationException;
import ai.fluxion.crons.intercept.task.TaskRun;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TaskRunAutoConfigurationTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CronsAutoConfiguration.class, TaskRunAutoConfiguration.class));

    @Test
    void theProcessIsARunOfTheMonitorThatIsNamed() {
        this.application
                .withPropertyValues("fluxion.crons.task.monitor= etl_ventas_historico ")
                .run(context -> {
                    assertThat(context).hasSingleBean(TaskRun.class);
                    assertThat(context.getBean(CronsProperties.class).task().monitor())
                            .contains("etl_ventas_historico");
                    assertThat(MonitorRun.current().name()).isEqualTo("etl_ventas_historico");
                });
        assertThat(MonitorRun.current().name()).isEmpty();
    }

    @Test
    void blankIsNoneSoThatAPlaceholderMayLeaveItOpen() {
        this.application
                .withPropertyValues("fluxion.crons.task.monitor=${TASK_MONITOR:}")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TaskRun.class));
        this.application.run(context -> assertThat(context).doesNotHaveBean(TaskRun.class));
    }

    @Test
    void switchedOffTheProcessIsNoRun() {
        this.application
                .withPropertyValues("fluxion.crons.task.monitor=etl_ventas", "fluxion.crons.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TaskRun.class));
    }

    @Test
    void aNameThatMakesNoSlugStopsTheStart() {
        this.application.withPropertyValues("fluxion.crons.task.monitor=123").run(context -> assertThat(
                        context.getStartupFailure())
                .rootCause()
                .isInstanceOf(MonitorConfigurationException.class)
                .hasMessageContaining("fluxion.crons.task.monitor = '123'")
                .hasMessageContaining("digits only"));
    }
}
