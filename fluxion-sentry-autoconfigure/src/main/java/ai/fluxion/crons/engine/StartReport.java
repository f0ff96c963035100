package ai.fluxion.crons.engine;

import ai.fluxion.crons.delivery.DeliveryStatistics.Destination;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.schedule.Schedules;
import ai.fluxion.crons.schedule.SentryTranslation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The few lines at start: how many jobs became monitors, what is not as one might think, and whether Sentry is there. */
final class StartReport {

    private static final Logger logger = LoggerFactory.getLogger("ai.fluxion.crons");

    /** How far the scheduler's runs and Sentry's slots are compared. */
    private static final Duration TWO_YEARS = Duration.ofDays(730);

    /** Two changes of the clock a year make four dates. */
    private static final int DATES_SHOWN = 8;

    private final ApplicationMonitorRegistry registry;

    private final String environment;

    private final Destination destination;

    private final Instant now;

    StartReport(ApplicationMonitorRegistry registry, String environment, Destination destination, Instant now) {
        this.registry = registry;
        this.environment = environment;
        this.destination = destination;
        this.now = now;
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
                .forEach(property -> logger.warn(
                        "{} names no job of this application that is not another monitor's already", property));
        logDestination();
    }

    private void logDestination() {
        switch (this.destination) {
            case NO_DSN ->
                logger.info("No usable Sentry DSN (sentry.dsn): check-ins stay here, under /actuator/monitors");
            case DISABLED ->
                logger.info("Sentry is off or not on the class path: check-ins stay here, under /actuator/monitors");
            case ENABLED -> logger.info("Check-ins go to Sentry");
        }
    }

    /** All keys of a monitor have one schedule, and one remark. */
    private List<String> remarks(Collection<MonitorDefinition> definitions) {
        Map<String, MonitorDefinition> distinct = new LinkedHashMap<>();
        definitions.forEach(definition ->
                distinct.putIfAbsent(definition.key() == null ? definition.slug() : definition.name(), definition));
        List<String> remarks = new ArrayList<>();
        distinct.forEach((who, definition) -> {
            String local = definition.sent() ? null : this.registry.localBecause(definition);
            String note = local == null ? note(definition) : "is local only: " + local;
            if (note != null) {
                remarks.add("Monitor %s%s %s".formatted(who, local == null ? ":" : "", note));
            }
        });
        return remarks;
    }

    private @Nullable String note(MonitorDefinition definition) {
        SentryTranslation sentry = definition.sentry();
        return sentry == null || !definition.isNoteworthy() ? null : sentry.note() + differences(definition, sentry);
    }

    private String differences(MonitorDefinition definition, SentryTranslation sentry) {
        List<LocalDate> dates = definition.schedule() == null
                ? List.of()
                : Schedules.differencesFromSentry(definition.schedule(), sentry, this.now, this.now.plus(TWO_YEARS));
        String more = dates.size() > DATES_SHOWN ? " and %d more dates".formatted(dates.size() - DATES_SHOWN) : "";
        return dates.isEmpty()
                ? ""
                : " In the next two years they differ on %s%s."
                        .formatted(
                                dates.stream()
                                        .limit(DATES_SHOWN)
                                        .map(LocalDate::toString)
                                        .collect(Collectors.joining(", ")),
                                more);
    }
}
