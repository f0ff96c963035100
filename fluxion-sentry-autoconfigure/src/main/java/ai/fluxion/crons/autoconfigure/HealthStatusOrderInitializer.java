package ai.fluxion.crons.autoconfigure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives the status of an open incident its place in health, between DOWN and UP: Boot ignores a status that it has no place
 * for. The weakest of all property sources, so that any order of the application's own holds.
 */
final class HealthStatusOrderInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String ORDER = "management.endpoint.health.status.order";

    private static final String ENABLED = "fluxion.crons.enabled";

    private static final String INCIDENT_STATUS = "fluxion.crons.health.incident-status";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if ("false".equalsIgnoreCase(environment.getProperty(ENABLED))) {
            return;
        }
        Set<String> order = new LinkedHashSet<>(List.of("DOWN", "OUT_OF_SERVICE"));
        order.add(environment.getProperty(INCIDENT_STATUS, "DEGRADED").strip());
        order.addAll(List.of("UP", "UNKNOWN"));
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("fluxionCronsHealth", Map.of(ORDER, String.join(",", order))));
    }
}
