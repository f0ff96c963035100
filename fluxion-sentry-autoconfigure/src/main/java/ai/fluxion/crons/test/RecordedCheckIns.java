package ai.fluxion.crons.test;

import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.delivery.CheckInMessage;
import ai.fluxion.crons.delivery.DeliveryStatistics;
import ai.fluxion.crons.delivery.DeliveryStatistics.Destination;
import ai.fluxion.crons.engine.MonitorRegistry;
import ai.fluxion.crons.engine.StateKeeper;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The check-ins that the jobs of an application made, every one of them: nothing is thinned or replaced. Safe for
 * concurrent use.
 *
 * @since 0.1.0
 */
public final class RecordedCheckIns implements CheckInDelivery {

    private final MovableClock clock;

    private final ObjectProvider<StateKeeper> states;

    private final ObjectProvider<MonitorRegistry> monitors;

    private final List<CheckInMessage> messages = new CopyOnWriteArrayList<>();

    RecordedCheckIns(MovableClock clock, ObjectProvider<StateKeeper> states, ObjectProvider<MonitorRegistry> monitors) {
        this.clock = clock;
        this.states = states;
        this.monitors = monitors;
    }

    @Override
    public void submit(CheckInMessage message) {
        this.messages.add(message);
    }

    @Override
    public DeliveryStatistics statistics() {
        return DeliveryStatistics.none(Destination.DISABLED);
    }

    /** All of them, the oldest first. */
    public List<CheckInMessage> all() {
        return List.copyOf(this.messages);
    }

    /** Those of a monitor, the oldest first. */
    public List<CheckInMessage> of(String slug) {
        return this.messages.stream()
                .filter(message -> message.slug().equals(slug))
                .toList();
    }

    /** The statuses that a monitor's runs sent, the oldest first: {@code in_progress}, {@code ok}. */
    public List<CheckInStatus> statuses(String slug) {
        return of(slug).stream().map(CheckInMessage::status).toList();
    }

    /** Forgets them, as between two tests of one context. */
    public void clear() {
        this.messages.clear();
    }

    /** What time it is to the monitors. */
    public Instant now() {
        return this.clock.instant();
    }

    /** Moves the monitors' clock, and no other, and evaluates what is due then: missed slots, runs that take too long. */
    public void advance(Duration by) {
        this.clock.advance(by);
        this.states.getObject().tick(this.monitors.getObject().definitions(), this.clock.instant());
    }

    /**
     * The status of a monitor as the application itself sees it.
     *
     * @throws IllegalArgumentException if there is no such monitor
     */
    public MonitorStatus status(String slug) {
        MonitorDefinition monitor = this.monitors.getObject().find(slug);
        if (monitor == null) {
            throw new IllegalArgumentException("There is no monitor '%s', but %s"
                    .formatted(
                            slug,
                            this.monitors.getObject().definitions().stream()
                                    .map(MonitorDefinition::slug)
                                    .toList()));
        }
        return this.states.getObject().status(monitor);
    }
}
