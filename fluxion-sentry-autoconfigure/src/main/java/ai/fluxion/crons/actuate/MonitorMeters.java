package ai.fluxion.crons.actuate;

import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.delivery.DeliveryStatistics;
import ai.fluxion.crons.engine.MonitorListener;
import ai.fluxion.crons.engine.MonitorRegistry;
import ai.fluxion.crons.engine.StateKeeper;
import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Meters of monitors. Those of one monitor come to be with it, be that at run time.
 *
 * @since 0.1.0
 */
public final class MonitorMeters implements MeterBinder, MonitorListener {

    /** These are there before they count: whoever looks at growth sees no first one that brings its counter along. */
    private static final Set<CheckInStatus> COUNTED =
            EnumSet.of(CheckInStatus.OK, CheckInStatus.ERROR, CheckInStatus.MISSED, CheckInStatus.TIMEOUT);

    private static final int SWEEP = 1_000;

    private final Supplier<MonitorRegistry> registry;

    private final Supplier<StateKeeper> states;

    private final Supplier<CheckInDelivery> delivery;

    private final Clock clock;

    private final List<MeterRegistry> meters = new CopyOnWriteArrayList<>();

    private final Set<String> gauged = ConcurrentHashMap.newKeySet();

    /** How many monitors may have meters until it is looked which of them are gone. */
    private volatile int nextSweep = SWEEP;

    /**
     * @param registry the monitors
     * @param states their states
     * @param delivery what became of check-ins
     * @param clock the clock of crons
     */
    public MonitorMeters(
            Supplier<MonitorRegistry> registry,
            Supplier<StateKeeper> states,
            Supplier<CheckInDelivery> delivery,
            Clock clock) {
        this.registry = registry;
        this.states = states;
        this.delivery = delivery;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        this.meters.add(meters);
        outcome(meters, "delivered", DeliveryStatistics::delivered);
        outcome(meters, "superseded", DeliveryStatistics::superseded);
        outcome(meters, "thinned", DeliveryStatistics::thinned);
        outcome(meters, "expired", DeliveryStatistics::expired);
        outcome(meters, "failed", DeliveryStatistics::failed);
        outcome(meters, "dropped", DeliveryStatistics::dropped);
        Gauge.builder("fluxion.crons.delivery.pending", () -> statistics().pending())
                .description("Check-ins that wait to leave")
                .register(meters);
        // A registry may come to be after the monitors, as with lazy initialization.
        for (String slug : this.gauged) {
            MonitorDefinition monitor = this.registry.get().find(slug);
            if (monitor != null) {
                gauge(meters, monitor);
            }
        }
    }

    private void outcome(MeterRegistry meters, String outcome, ToLongFunction<DeliveryStatistics> count) {
        FunctionCounter.builder("fluxion.crons.delivery", this, self -> count.applyAsLong(self.statistics()))
                .description("What became of check-ins on their way to Sentry")
                .tag("outcome", outcome)
                .register(meters);
    }

    private DeliveryStatistics statistics() {
        return this.delivery.get().statistics();
    }

    /** Makes the meters of all monitors that there are, when they are settled. */
    public void addAll() {
        this.registry.get().definitions().forEach(this::gauge);
    }

    private void gauge(MonitorDefinition monitor) {
        if (this.gauged.add(monitor.slug())) {
            if (this.gauged.size() > this.nextSweep) {
                removeTheGone();
            }
            this.meters.forEach(registry -> gauge(registry, monitor));
        }
    }

    private void gauge(MeterRegistry registry, MonitorDefinition monitor) {
        gauge(registry, monitor, "status", "1 ok, 0 error", MonitorMeters::number);
        gauge(registry, monitor, "next.seconds", "Seconds until the next check-in is due", this::untilNext);
        gauge(
                registry,
                monitor,
                "last.success.seconds",
                "Seconds since the last run that ended well",
                this::sinceSuccess);
        COUNTED.forEach(status -> checkIns(registry, monitor, status));
    }

    /** Jobs may come and go with names of their own. Not looked for each time, since that takes all meters. */
    private synchronized void removeTheGone() {
        Set<String> gone = new HashSet<>(this.gauged);
        gone.removeIf(slug -> this.registry.get().find(slug) != null);
        for (MeterRegistry registry : this.meters) {
            registry.getMeters().stream()
                    .filter(meter -> meter.getId().getName().startsWith("fluxion.crons."))
                    .filter(meter -> gone.contains(String.valueOf(meter.getId().getTag("monitor"))))
                    .forEach(registry::remove);
        }
        this.gauged.removeAll(gone);
        this.nextSweep = Math.max(SWEEP, 2 * this.gauged.size());
    }

    private static Counter checkIns(MeterRegistry registry, MonitorDefinition monitor, CheckInStatus status) {
        return Counter.builder("fluxion.crons.checkins")
                .description("Check-ins by what they say")
                .tags("monitor", monitor.slug(), "status", status.value())
                .register(registry);
    }

    private void gauge(
            MeterRegistry registry,
            MonitorDefinition monitor,
            String name,
            String description,
            java.util.function.BiFunction<StateKeeper, MonitorDefinition, Double> value) {
        // It may be due otherwise than when its meters came to be, or be gone.
        ToDoubleFunction<MonitorDefinition> function = then -> {
            MonitorDefinition now = this.registry.get().find(then.slug());
            return now == null ? Double.NaN : value.apply(this.states.get(), now);
        };
        Gauge.builder("fluxion.crons." + name, monitor, function)
                .strongReference(true)
                .description(description)
                .tag("monitor", monitor.slug())
                .register(registry);
    }

    private static double number(StateKeeper states, MonitorDefinition monitor) {
        MonitorStatus status = states.status(monitor);
        return switch (status) {
            case OK -> 1;
            case ERROR -> 0;
            case ACTIVE, DISABLED -> Double.NaN;
        };
    }

    private double untilNext(StateKeeper states, MonitorDefinition monitor) {
        return seconds(this.clock.instant(), states.state(monitor).next());
    }

    private double sinceSuccess(StateKeeper states, MonitorDefinition monitor) {
        Instant last = states.view(monitor).statistics().lastSuccess();
        return -seconds(this.clock.instant(), last);
    }

    private static double seconds(Instant from, @Nullable Instant to) {
        return to != null ? Duration.between(from, to).toMillis() / 1e3 : Double.NaN;
    }

    @Override
    public void recorded(MonitorDefinition monitor, CheckIn checkIn) {
        gauge(monitor);
        for (MeterRegistry registry : this.meters) {
            checkIns(registry, monitor, checkIn.status()).increment();
            Duration duration = checkIn.duration();
            if (duration != null && (checkIn.status() == CheckInStatus.OK || checkIn.status() == CheckInStatus.ERROR)) {
                Timer.builder("fluxion.crons.runs")
                        .description("Runs that ended")
                        .tags(
                                "monitor",
                                monitor.slug(),
                                "outcome",
                                checkIn.status().value())
                        .register(registry)
                        .record(duration);
            }
        }
    }
}
