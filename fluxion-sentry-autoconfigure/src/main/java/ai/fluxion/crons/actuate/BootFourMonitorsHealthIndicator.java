package ai.fluxion.crons.actuate;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Health of monitors, for Spring Boot 4, where health is a module of its own.
 *
 * @since 0.1.0
 */
public final class BootFourMonitorsHealthIndicator implements HealthIndicator {

    private final MonitorHealth health;

    /** @param health what to say */
    public BootFourMonitorsHealthIndicator(MonitorHealth health) {
        this.health = health;
    }

    @Override
    public Health health() {
        MonitorHealth.Report report = this.health.report();
        return Health.status(report.status()).withDetails(report.details()).build();
    }
}
