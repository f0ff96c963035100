package ai.fluxion.crons.engine;

import ai.fluxion.crons.delivery.DeliveryStatistics.Destination;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.schedule.SentryTranslation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The few lines at start: how many jobs became monitors, what is not as one might think, and whether Sentry is there. */
final class StartReport {

    private static final Logger logger = LoggerFactory.getLogger("ai.fluxion.crons");

    private static final Duration ENOUGH_MARGIN = Duration.ofMinutes(2);

    private final ApplicationMonitorRegistry registry;

    private final String environment;

    private final Destination destination;

    StartReport(ApplicationMonitorRegistry registry, String environment, Destination destination) {
        this.registry = registry;
        this.environment = environment;
        this.destination = destination;
    }

    void log() {
        Collection<MonitorDefinition> definitions = this.registry.definitions();
        int seats = this.registry.seats();
        logger.info(
                "{} {} = {} Sentry {} (environment {})",
                definitions.size(),
                definitions.size() == 1 ? "monitor" : "monitors",
                seats,
                seats == 1 ? "seat" : "seats",
                this.environment);
        remarks(definitions).forEach(remark -> logger.info("{}", remark));
        this.registry
                .unboundMethods()
                .forEach(property -> logger.warn("{} names no job of this application", property));
        logDestination();
    }

    private void logDestination() {
        switch (this.destination) {
            case NO_DSN -> logger.info("No usable Sentry DSN (sentry.dsn): check-ins stay here, under /actuator/monitors");
            case DISABLED ->
                logger.info("Sentry is off or not on the class path: check-ins stay here, under /actuator/monitors");
            case ENABLED -> logger.info("Check-ins go to Sentry");
        }
    }

    private List<String> remarks(Collection<MonitorDefinition> definitions) {
        List<String> remarks = new ArrayList<>();
        for (MonitorDefinition definition : definitions) {
            String local = definition.sent() ? null : this.registry.localBecause(definition);
            if (local != null) {
                remarks.add("Monitor %s is local only: %s".formatted(definition.slug(), local));
            } else if (definition.key() == null && note(definition) != null) {
                remarks.add("Monitor %s: %s".formatted(definition.slug(), note(definition)));
            }
        }
        return remarks;
    }

    /** What a person should know; that the seconds are lost matters only to a margin of less than two minutes. */
    private static @Nullable String note(MonitorDefinition definition) {
        SentryTranslation sentry = definition.sentry();
        boolean patient = definition.settings().checkinMargin().compareTo(ENOUGH_MARGIN) >= 0;
        return sentry == null || (sentry.exact() && patient) ? null : sentry.note();
    }
}
