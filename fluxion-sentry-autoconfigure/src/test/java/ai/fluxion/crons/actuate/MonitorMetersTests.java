package ai.fluxion.crons.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.engine.MonitorRegistry;
import ai.fluxion.crons.engine.StateKeeper;
import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorDefinition.Origin;
import ai.fluxion.crons.monitor.MonitorSettings;
import ai.fluxion.crons.monitor.RunReport;
import ai.fluxion.crons.store.MemoryMonitorStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class MonitorMetersTests {

    private final Map<String, MonitorDefinition> known = new ConcurrentHashMap<>();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void jobsThatComeAndGoLeaveNoMetersBehind() {
        MonitorMeters meters = meters();
        run(meters, "stays");
        for (int order = 0; order < 5_000; order++) {
            run(meters, "order-" + order);
            this.known.remove("order-" + order);
        }

        assertThat(this.registry.find("fluxion.crons.status").gauges()).hasSizeLessThanOrEqualTo(1_001);
        assertThat(this.registry.find("fluxion.crons.runs").timers()).hasSizeLessThanOrEqualTo(1_001);
        assertThat(this.registry
                        .find("fluxion.crons.runs")
                        .tag("monitor", "stays")
                        .timers())
                .hasSize(1);
    }

    @Test
    void aMonitorThatIsGoneIsNeitherWellNorDue() {
        MonitorMeters meters = meters();
        run(meters, "order");
        this.known.clear();

        assertThat(this.registry.get("fluxion.crons.status").gauge().value()).isNaN();
        assertThat(this.registry.get("fluxion.crons.next.seconds").gauge().value())
                .isNaN();
    }

    @Test
    void aRegistryThatComesToBeAfterTheMonitorsHasTheirMetersToo() {
        MonitorMeters meters = meters();
        run(meters, "ventas");
        run(meters, "gone");
        this.known.remove("gone");
        SimpleMeterRegistry late = new SimpleMeterRegistry();

        meters.bindTo(late);

        assertThat(late.find("fluxion.crons.status").gauges())
                .extracting(gauge -> gauge.getId().getTag("monitor"))
                .containsExactly("ventas");
        assertThat(late.find("fluxion.crons.checkins").tag("status", "missed").counters())
                .hasSize(1);
    }

    private MonitorMeters meters() {
        MonitorRegistry monitors = mock(MonitorRegistry.class);
        when(monitors.find(anyString())).thenAnswer(call -> this.known.get(call.<String>getArgument(0)));
        StateKeeper states = new StateKeeper(
                "production", Clock.systemUTC(), new MemoryMonitorStore(10), Duration.ofDays(1), List.of());
        MonitorMeters meters =
                new MonitorMeters(() -> monitors, () -> states, () -> mock(CheckInDelivery.class), Clock.systemUTC());
        meters.bindTo(this.registry);
        return meters;
    }

    private void run(MonitorMeters meters, String slug) {
        MonitorDefinition monitor = new MonitorDefinition(
                slug, slug, null, null, null, null, null, MonitorSettings.DEFAULTS, Origin.DISCOVERED, true, true);
        this.known.put(slug, monitor);
        Instant now = Instant.now();
        meters.recorded(
                monitor,
                new CheckIn(
                        UUID.randomUUID(), CheckInStatus.OK, now, now, Duration.ofSeconds(1), null, RunReport.EMPTY));
    }
}
