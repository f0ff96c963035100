package ai.fluxion.crons.actuate;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Health of monitors, for Spring Boot 3.
 *
 * @since 0.1.0
 */
public final class MonitorsHealthIndicator implements HealthIndicator {

    private final MonitorHealth health;

    /** @param health what to say */
    public MonitorsHealthIndicator(MonitorHealth health) {
        this.health = health;
    }

    @Override
    public Health health() {
        MonitorHealth.Report report = this.health.report();
        return Health.status(report.status()).withDetails(report.details()).build();
    }
}
