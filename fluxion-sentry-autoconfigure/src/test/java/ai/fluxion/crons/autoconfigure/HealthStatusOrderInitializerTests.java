package ai.fluxion.crons.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

class HealthStatusOrderInitializerTests {

    @Test
    void anIncidentIsBetweenDownAndUpUnlessTheApplicationSaysOtherwise() {
        assertThat(order(Map.of())).isEqualTo("DOWN,OUT_OF_SERVICE,DEGRADED,UP,UNKNOWN");
        assertThat(order(Map.of("fluxion.crons.health.incident-status", "FALLA")))
                .isEqualTo("DOWN,OUT_OF_SERVICE,FALLA,UP,UNKNOWN");
        assertThat(order(Map.of("management.endpoint.health.status.order", "UP,DOWN")))
                .isEqualTo("UP,DOWN");
    }

    @Test
    void switchedOffTheOrderIsBoots() {
        assertThat(order(Map.of("fluxion.crons.enabled", "false"))).isNull();
        assertThat(order(Map.of("fluxion.crons.enabled", "true"))).isNotNull();
    }

    private static @Nullable String order(Map<String, Object> properties) {
        GenericApplicationContext context = new GenericApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
        new HealthStatusOrderInitializer().initialize(context);
        return context.getEnvironment().getProperty("management.endpoint.health.status.order");
    }
}
