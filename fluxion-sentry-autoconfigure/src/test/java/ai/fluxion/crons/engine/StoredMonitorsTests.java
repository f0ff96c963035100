package ai.fluxion.crons.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorEvent;
import ai.fluxion.crons.monitor.MonitorStatus;
import ai.fluxion.crons.monitor.Monitors;
import ai.fluxion.crons.monitor.RunReport;
import ai.fluxion.crons.monitor.Slots;
import ai.fluxion.crons.store.MemoryMonitorStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoredMonitorsTests {

    private final MutableClock clock = new MutableClock("2026-11-22T09:59:30Z");

    private final MemoryMonitorStore store = new MemoryMonitorStore(100);

    private final StateKeeper application =
            new StateKeeper("production", this.clock, this.store, Duration.ofDays(90), List.of());

    private final StoredMonitors command = new StoredMonitors(this.store, "production", 100, this.clock);

    private final MonitorDefinition monitor = Monitors.discovered("etl", Slots.crontab("*/7 * * * *", null));

    @AfterEach
    void stop() {
        this.application.stop(Duration.ofSeconds(5));
    }

    @Test
    void aMonitorThatNobodyRecordedIsNotKnown() {
        assertThat(this.command.view(this.monitor)).isNull();
    }

    @Test
    void aCommandSeesWhatTheApplicationSeesBetweenItsTicksToo() {
        Random random = new Random(3);
        MonitorDefinition off = Monitors.disabled(this.monitor);
        for (int minute = 0; minute < 300; minute++) {
            Instant now = Instant.parse("2026-11-22T10:00:00Z").plusSeconds(60L * minute);
            if (random.nextInt(6) == 0) {
                CheckInStatus status = random.nextInt(3) == 0 ? CheckInStatus.ERROR : CheckInStatus.OK;
                this.application.record(
                        this.monitor,
                        new MonitorEvent.Closed(
                                new UUID(7, random.nextLong()), now, status, Duration.ofSeconds(30), RunReport.EMPTY));
            }
            if (random.nextInt(4) == 0) {
                this.application.tick(List.of(this.monitor), now);
            }
            this.clock.set(now.plusSeconds(59).toString());
            MonitorView seen = this.application.view(this.monitor); // and takes in what jobs have handed over
            if (!this.command.slugs().isEmpty()) {
                assertThat(this.command.view(this.monitor)).isEqualTo(seen);
                assertThat(this.command.view(off)).isEqualTo(this.application.view(off));
            }
        }
        assertThat(this.application.view(this.monitor).statistics().missed()).isPositive();
        assertThat(this.command.view(off)).satisfies(view -> {
            assertThat(view.status()).isEqualTo(MonitorStatus.DISABLED);
            assertThat(view.state().incident()).isNull();
        });
    }
}
