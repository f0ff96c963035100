package ai.fluxion.crons.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.delivery.DeliveryStatistics.Destination;
import ai.fluxion.crons.engine.MonitorConfigurationException;
import ai.fluxion.crons.intercept.task.TaskRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.SpringProperties;
import org.springframework.mock.env.MockEnvironment;

/** What conditions decided before, and properties say now. The applications in src/compat run it as it is generated. */
@ExtendWith(OutputCaptureExtension.class)
class AheadOfTimeAutoConfigurationTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    CronsAutoConfiguration.class,
                    SentryDeliveryAutoConfiguration.class,
                    TaskRunAutoConfiguration.class));

    @BeforeEach
    void aheadOfTime() {
        SpringProperties.setProperty("spring.aot.enabled", "true");
    }

    @AfterEach
    void no() {
        SpringProperties.setProperty("spring.aot.enabled", null);
    }

    @Test
    void monitoringIsOnOrOffAsItWasProcessed() {
        MockEnvironment off = new MockEnvironment().withProperty("fluxion.crons.enabled", "false");

        assertThatCode(() -> AheadOfTime.checkEnabled(off, false)).doesNotThrowAnyException();
        assertThatExceptionOfType(MonitorConfigurationException.class)
                .isThrownBy(() -> AheadOfTime.checkEnabled(off, true))
                .withMessageContaining("fluxion.crons.enabled");
        assertThatExceptionOfType(MonitorConfigurationException.class)
                .isThrownBy(() -> AheadOfTime.checkEnabled(new MockEnvironment(), false));
    }

    @Test
    void aStoreThatIsNotInStopsTheStart() {
        this.application.withPropertyValues("fluxion.crons.store.type=jdbc").run(context -> assertThat(
                        context.getStartupFailure())
                .rootCause()
                .isInstanceOfSatisfying(MonitorConfigurationException.class, refused -> assertThat(refused.problems())
                        .singleElement()
                        .asString()
                        .contains("fluxion.crons.store.type", "processed ahead of time")));
    }

    @Test
    void whichProcessIsATaskIsSaidWhenItRuns() {
        this.application
                .withPropertyValues("spring.aot.processing=true")
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(TaskRun.class));
    }

    @Test
    void anSdkThatWasLeftOutIsSaid(CapturedOutput output) {
        this.application
                .withPropertyValues("sentry.dsn=http://publickey@127.0.0.1:1/42")
                .run(context -> assertThat(context.getBean(CheckInDelivery.class)
                                .statistics()
                                .destination())
                        .isEqualTo(Destination.DISABLED));
        assertThat(output).contains("sentry.dsn was not there when this application was processed ahead of time");
    }
}
