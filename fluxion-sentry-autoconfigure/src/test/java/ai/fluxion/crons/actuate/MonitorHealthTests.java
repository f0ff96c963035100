package ai.fluxion.crons.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.CronMonitors;
import ai.fluxion.crons.autoconfigure.CronsAutoConfiguration;
import ai.fluxion.crons.autoconfigure.MonitorsHealthAutoConfiguration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.availability.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthEndpointAutoConfiguration;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthComponent;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.HttpCodeStatusMapper;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class MonitorHealthTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    CronsAutoConfiguration.class,
                    MonitorsHealthAutoConfiguration.class,
                    HealthContributorAutoConfiguration.class,
                    HealthEndpointAutoConfiguration.class,
                    ApplicationAvailabilityAutoConfiguration.class,
                    AvailabilityProbesAutoConfiguration.class))
            .withPropertyValues(
                    "management.endpoint.health.probes.enabled=true", "management.endpoint.health.show-details=always");

    @Test
    void incidentsComeFirstAndAreTwentyAtMost() {
        this.runner.run(context -> {
            CronMonitors monitors = context.getBean(CronMonitors.class);
            for (int i = 0; i < 25; i++) {
                monitors.run("falla_" + i, run -> run.fail("0 registros"));
            }
            monitors.run("bien", run -> {});
            Map<String, Object> details =
                    context.getBean(MonitorsHealthIndicator.class).health().getDetails();
            assertThat(details.keySet()).first().isEqualTo("incidents");
            assertThat((List<?>) details.get("incidents")).hasSize(20);
            assertThat(details).containsEntry("furtherIncidents", 5);
        });
    }

    @Test
    void aMonitorThatIsSwitchedOffDegradesNothing() {
        this.runner
                .withPropertyValues("fluxion.crons.monitors.apagado.enabled=false")
                .run(context -> {
                    context.getBean(CronMonitors.class).run("apagado", run -> run.fail("0 registros"));
                    assertThat(context.getBean(MonitorsHealthIndicator.class).health())
                            .isEqualTo(Health.up()
                                    .withDetails(context.getBean(MonitorsHealthIndicator.class)
                                            .health()
                                            .getDetails())
                                    .build());
                });
    }

    @Test
    void anIncidentIsDownIfSoConfiguredAndNeverAMatterOfLivenessOrReadiness() {
        this.runner
                .withPropertyValues("fluxion.crons.health.incident-status=DOWN")
                .run(context -> {
                    AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
                    AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
                    context.getBean(CronMonitors.class).run("falla", run -> run.fail("0 registros"));
                    HealthEndpoint health = context.getBean(HealthEndpoint.class);
                    HealthComponent all = health.health();
                    assertThat(all.getStatus()).isEqualTo(Status.DOWN);
                    assertThat(context.getBean(HttpCodeStatusMapper.class).getStatusCode(all.getStatus()))
                            .isEqualTo(503);
                    assertThat(health.healthForPath("liveness").getStatus()).isEqualTo(Status.UP);
                    assertThat(health.healthForPath("readiness").getStatus()).isEqualTo(Status.UP);
                });
    }
}
