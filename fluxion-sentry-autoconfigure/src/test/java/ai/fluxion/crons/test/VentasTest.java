package ai.fluxion.crons.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.CronMonitor;
import ai.fluxion.crons.autoconfigure.CronsAutoConfiguration;
import ai.fluxion.crons.autoconfigure.ScheduledInterceptionAutoConfiguration;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** The test that the reference shows, as it stands there. */
@SpringBootTest
@RecordCheckIns
class VentasTest {

    @Test
    void theNightlyJobIsMonitored(@Autowired RecordedCheckIns checkIns) {
        await().until(() -> checkIns.statuses("etl-ventas").contains(CheckInStatus.OK));
        checkIns.advance(Duration.ofDays(2));
        assertThat(checkIns.status("etl-nocturno")).isEqualTo(MonitorStatus.ERROR);
    }

    @Test
    void thisIsWhatTheReferenceShows() throws IOException {
        Path module = Path.of("").toAbsolutePath();
        String reference = Files.readString(module.getParent().resolve("docs/REFERENCE.md"));
        String shown = reference.split("<!-- test-kit -->\n```java\n")[1].split("```")[0];
        assertThat(Files.readString(module.resolve("src/test/java/ai/fluxion/crons/test/VentasTest.java")))
                .contains(shown);
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableScheduling
    @ImportAutoConfiguration({CronsAutoConfiguration.class, ScheduledInterceptionAutoConfiguration.class})
    static class Application {

        @Scheduled(fixedRate = 50)
        @CronMonitor("etl_ventas")
        void ventas() {}

        @Scheduled(cron = "0 0 2 * * *")
        @CronMonitor("etl_nocturno")
        void nocturno() {}
    }
}
