package ai.fluxion.crons.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.CronMonitor;
import ai.fluxion.crons.autoconfigure.CronsAutoConfiguration;
import ai.fluxion.crons.autoconfigure.ScheduledInterceptionAutoConfiguration;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

@SpringJUnitConfig
@RecordCheckIns
class RecordCheckInsTest {

    @Autowired
    private RecordedCheckIns checkIns;

    @Autowired
    private Application application;

    @Test
    void aJobsRunsAreRecordedWithTheirStatus() {
        await().until(() -> this.checkIns.statuses("etl-ventas").contains(CheckInStatus.OK));
        this.application.fails.set(true);
        await().until(() -> this.checkIns.statuses("etl-ventas").contains(CheckInStatus.ERROR));
        assertThat(this.checkIns.statuses("etl-ventas")).startsWith(CheckInStatus.IN_PROGRESS, CheckInStatus.OK);
        assertThat(this.checkIns.of("etl-ventas").get(0).config()).isNotNull();
        this.application.fails.set(false);
    }

    @Test
    void movingTheClockMakesASlotMissed() {
        assertThat(this.checkIns.status("etl-nocturno")).isEqualTo(MonitorStatus.ACTIVE);
        this.checkIns.advance(Duration.ofDays(2));
        assertThat(this.checkIns.status("etl-nocturno")).isEqualTo(MonitorStatus.ERROR);
    }

    @Test
    void theApplicationsOwnClockIsLeftAlone(@Autowired ObjectProvider<Clock> clock) {
        assertThat(clock.getIfAvailable()).isNull();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    @ImportAutoConfiguration({CronsAutoConfiguration.class, ScheduledInterceptionAutoConfiguration.class})
    static class Application {

        final AtomicBoolean fails = new AtomicBoolean();

        @Scheduled(fixedRate = 50)
        @CronMonitor("etl_ventas")
        void ventas() {
            if (this.fails.get()) {
                throw new IllegalStateException("sin ventas");
            }
        }

        @Scheduled(cron = "0 0 2 * * *")
        @CronMonitor("etl_nocturno")
        void nocturno() {}
    }
}
