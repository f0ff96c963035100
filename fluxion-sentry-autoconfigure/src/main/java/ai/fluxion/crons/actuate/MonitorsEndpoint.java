package ai.fluxion.crons.actuate;

import ai.fluxion.crons.actuate.MonitorsDescriptor.DeliveryDescriptor;
import ai.fluxion.crons.actuate.MonitorsDescriptor.PageDescriptor;
import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.delivery.DeliveryStatistics;
import ai.fluxion.crons.engine.MonitorRegistry;
import ai.fluxion.crons.engine.ProcessRunEngine;
import ai.fluxion.crons.engine.StateKeeper;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.lang.Nullable;

/**
 * The monitors of this process and their states, as they are now. Read-only unless its access is unrestricted: a write is
 * a check-in by hand.
 *
 * @since 0.1.0
 */
@Endpoint(id = "monitors", defaultAccess = Access.READ_ONLY)
public class MonitorsEndpoint {

    private static final int DEFAULT_SIZE = 500;

    private static final int MAX_HISTORY = Integer.MAX_VALUE;

    /** The longest duration that Sentry accepts, in seconds. */
    private static final double MAX_SECONDS = 2_147_483.647;

    private final String environment;

    private final MonitorRegistry registry;

    private final StateKeeper states;

    private final CheckInDelivery delivery;

    private final ProcessRunEngine runs;

    /**
     * @param environment the environment of the check-ins
     * @param registry the monitors
     * @param states their states
     * @param delivery what became of check-ins
     * @param runs where check-ins by hand go
     */
    public MonitorsEndpoint(
            String environment,
            MonitorRegistry registry,
            StateKeeper states,
            CheckInDelivery delivery,
            ProcessRunEngine runs) {
        this.environment = environment;
        this.registry = registry;
        this.states = states;
        this.delivery = delivery;
        this.runs = runs;
    }

    /**
     * All monitors, by slug.
     *
     * @param status only those of a status: {@code active}, {@code ok}, {@code error}, {@code disabled}; over HTTP any other
     *     is a 400, since no monitors would read as all is well
     * @param name only those of a name: a family with all its keys
     * @param page which page, from 0
     * @param size how many on a page, 500 unless said
     */
    @ReadOperation
    public MonitorsDescriptor monitors(
            @Nullable MonitorStatus status, @Nullable String name, @Nullable Integer page, @Nullable Integer size) {
        int number = Math.max(0, page != null ? page : 0);
        int length = Math.max(1, size != null ? size : DEFAULT_SIZE);
        MonitorSummary summary = new MonitorSummary();
        List<MonitorDefinition> matching = new ArrayList<>();
        this.states.forEachState(this.registry.definitions(), (monitor, state) -> {
            summary.add(state);
            if ((status == null || status == state.status()) && (name == null || name.equals(monitor.name()))) {
                matching.add(monitor);
            }
        });
        List<MonitorDescriptor> shown = matching.stream()
                .skip((long) number * length)
                .limit(length)
                .map(monitor -> MonitorDescriptors.describe(monitor, this.states.view(monitor)))
                .toList();
        return new MonitorsDescriptor(
                this.environment,
                summary.describe(),
                describeDelivery(),
                new PageDescriptor(number, length, matching.size()),
                shown);
    }

    private DeliveryDescriptor describeDelivery() {
        DeliveryStatistics counts = this.delivery.statistics();
        return new DeliveryDescriptor(
                counts.destination().value(),
                counts.made(),
                counts.delivered(),
                counts.superseded(),
                counts.thinned(),
                counts.expired(),
                counts.failed(),
                counts.dropped(),
                counts.pending(),
                counts.lastSuccess());
    }

    /**
     * A monitor with its history.
     *
     * @return the monitor, or {@code null} (404) if there is none
     */
    @ReadOperation
    @Nullable public MonitorDescriptor.WithHistory monitor(@Selector String slug) {
        MonitorDefinition monitor = this.registry.find(slug);
        if (monitor == null) {
            return null;
        }
        return new MonitorDescriptor.WithHistory(
                MonitorDescriptors.describe(monitor, this.states.view(monitor)),
                this.states.history(monitor, MAX_HISTORY).stream()
                        .map(MonitorDescriptors::history)
                        .toList());
    }

    /**
     * Checks in by hand.
     *
     * @param status {@code in_progress}, {@code ok} or {@code error}
     * @param duration how long it took, in seconds
     * @return 204; 400 with a reason, also for a monitor that is disabled; 404 if there is no such monitor
     */
    @WriteOperation
    public WebEndpointResponse<Map<String, String>> checkIn(
            @Selector String slug, @Nullable String status, @Nullable String duration) {
        MonitorDefinition monitor = this.registry.find(slug);
        if (monitor == null) {
            return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
        }
        CheckInStatus sent = Stream.of(CheckInStatus.values())
                .filter(candidate -> candidate.isSendable() && candidate.value().equals(status))
                .findFirst()
                .orElse(null);
        if (sent == null) {
            return refused("status is '%s'; write in_progress, ok or error".formatted(Objects.toString(status, "")));
        }
        Duration took = null;
        if (duration != null) {
            Double seconds = seconds(duration);
            if (seconds == null) {
                return refused("duration is '%s'; write seconds from 0 to %s".formatted(duration, MAX_SECONDS));
            }
            took = Duration.ofNanos(Math.round(seconds * 1e9));
        }
        if (!monitor.enabled()) {
            return refused("monitor %s is disabled: a check-in of it would be lost".formatted(slug));
        }
        // Not by its name: two jobs of one name are two monitors.
        this.runs.checkIn(monitor, sent, took);
        return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
    }

    @Nullable private static Double seconds(String text) {
        try {
            double seconds = Double.parseDouble(text);
            return seconds >= 0 && seconds <= MAX_SECONDS ? seconds : null;
        } catch (NumberFormatException ex) {
            return null;
        }
    }

    private static WebEndpointResponse<Map<String, String>> refused(String reason) {
        return new WebEndpointResponse<>(Map.of("reason", reason), WebEndpointResponse.STATUS_BAD_REQUEST);
    }
}
