package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.MonitorCheckInMissed;
import ai.fluxion.crons.MonitorCheckInTimedOut;
import ai.fluxion.crons.MonitorIncidentOpened;
import ai.fluxion.crons.MonitorIncidentResolved;
import ai.fluxion.crons.engine.MonitorListener;
import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.Incident;
import ai.fluxion.crons.monitor.MonitorDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/** Says what becomes of monitors at the log, and to the application's listeners. */
final class PublishingMonitorListener implements MonitorListener {

    private static final Logger logger = LoggerFactory.getLogger("ai.fluxion.crons");

    private final ApplicationEventPublisher publisher;

    PublishingMonitorListener(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void missed(MonitorDefinition monitor, CheckIn checkIn) {
        logger.warn("Monitor {} missed its run of {}", monitor.slug(), checkIn.startedAt());
        this.publisher.publishEvent(new MonitorCheckInMissed(monitor, checkIn));
    }

    @Override
    public void timedOut(MonitorDefinition monitor, CheckIn checkIn) {
        logger.warn(
                "Monitor {}: the run that began at {} has not ended within {}",
                monitor.slug(),
                checkIn.startedAt(),
                monitor.settings().maxRuntime());
        this.publisher.publishEvent(new MonitorCheckInTimedOut(monitor, checkIn));
    }

    @Override
    public void incidentOpened(MonitorDefinition monitor, Incident incident, CheckIn checkIn) {
        logger.warn(
                "Monitor {} is failing since {} ({})",
                monitor.slug(),
                incident.startedAt(),
                checkIn.status().value());
        this.publisher.publishEvent(new MonitorIncidentOpened(monitor, incident, checkIn));
    }

    @Override
    public void incidentResolved(MonitorDefinition monitor, Incident incident, CheckIn checkIn) {
        logger.warn("Monitor {} is well again; it was failing since {}", monitor.slug(), incident.startedAt());
        this.publisher.publishEvent(new MonitorIncidentResolved(monitor, incident, checkIn));
    }
}
