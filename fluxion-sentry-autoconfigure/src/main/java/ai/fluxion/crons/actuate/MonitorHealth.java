package ai.fluxion.crons.actuate;

import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.delivery.DeliveryStatistics;
import ai.fluxion.crons.engine.MonitorRegistry;
import ai.fluxion.crons.engine.StateKeeper;
import ai.fluxion.crons.monitor.Incident;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What health says of monitors, whichever Boot asks. A failing job is no failing process: an open incident makes it
 * degraded, and delivery, whatever becomes of it, changes nothing but the details.
 *
 * @since 0.1.0
 */
public final class MonitorHealth {

    private static final int MAX_INCIDENTS = 20;

    private final MonitorRegistry registry;

    private final StateKeeper states;

    private final CheckInDelivery delivery;

    private final String incidentStatus;

    /**
     * @param registry the monitors
     * @param states their states
     * @param delivery what became of check-ins
     * @param incidentStatus the status while a monitor has an open incident
     */
    public MonitorHealth(
            MonitorRegistry registry, StateKeeper states, CheckInDelivery delivery, String incidentStatus) {
        this.registry = registry;
        this.states = states;
        this.delivery = delivery;
        this.incidentStatus = incidentStatus;
    }

    Report report() {
        MonitorSummary summary = new MonitorSummary();
        List<Map<String, Object>> incidents = new ArrayList<>();
        this.states.forEachState(this.registry.definitions(), (monitor, state) -> {
            summary.add(state);
            if (state.incident() != null) {
                incidents.add(describe(monitor, state, state.incident()));
            }
        });
        incidents.sort(Comparator.comparing(incident -> String.valueOf(incident.get("startedAt"))));
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("incidents", incidents.stream().limit(MAX_INCIDENTS).toList());
        if (incidents.size() > MAX_INCIDENTS) {
            details.put("furtherIncidents", incidents.size() - MAX_INCIDENTS);
        }
        details.put("summary", summary.describe());
        details.put("delivery", describe(this.delivery.statistics()));
        return new Report(incidents.isEmpty() ? "UP" : this.incidentStatus, details);
    }

    private static Map<String, Object> describe(MonitorDefinition monitor, MonitorState state, Incident incident) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("monitor", monitor.slug());
        description.put("status", state.status().value());
        description.put("startedAt", incident.startedAt().toString());
        description.put("failures", incident.failures());
        return description;
    }

    private static Map<String, Object> describe(DeliveryStatistics counts) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("sentry", counts.destination().value());
        description.put("pending", counts.pending());
        description.put("lost", counts.failed() + counts.dropped());
        return description;
    }

    record Report(String status, Map<String, Object> details) {}
}
