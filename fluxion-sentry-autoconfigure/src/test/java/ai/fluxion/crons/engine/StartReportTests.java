package ai.fluxion.crons.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.delivery.DeliveryStatistics.Destination;
import ai.fluxion.crons.engine.RegistrySettings.ScheduledJobs;
import ai.fluxion.crons.monitor.MonitorSettings;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a person reads at start. */
@ExtendWith(OutputCaptureExtension.class)
class StartReportTests {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    private static final String FALSE_MISSED = "It runs in an hour that the clocks of Europe/Madrid skip or repeat,"
            + " where Sentry's slots are not the scheduler's: about one false MISSED a year. Another minute or hour"
            + " avoids it. In the next two years they differ on"
            + " 2026-03-29, 2026-10-25, 2027-03-28, 2027-10-31.";

    private final List<MonitorDeclaration> configured = new ArrayList<>();

    private final List<DiscoveredJob> jobs = new ArrayList<>();

    private void start() {
        start(2000);
    }

    private void start(int maxMonitors) {
        RegistrySettings settings = new RegistrySettings(
                null, ScheduledJobs.ALL, List.of(), MADRID, MonitorSettings.DEFAULTS, maxMonitors, 10, this.configured);
        ApplicationMonitorRegistry registry =
                new ApplicationMonitorRegistry(settings, List.of(), Clock.fixed(NOW, ZoneOffset.UTC));
        this.jobs.forEach(registry::register);
        registry.settle();
        new StartReport(registry, "production", Destination.ENABLED, NOW).log();
    }

    private void job(String name, Schedule schedule) {
        this.jobs.add(new DiscoveredJob("com.x.Etl." + name, "etl", null, schedule, null, true, null));
    }

    @Test
    void itSaysOnWhichDatesSentryExpectsOtherRunsThanTheSchedulerMakes(CapturedOutput output) {
        job("halfPastTwo", Schedules.spring("0 30 2 * * *", MADRID));
        job("two", Schedules.spring("0 0 2 * * *", MADRID));
        job("caracas", Schedules.spring("0 30 2 * * *", ZoneId.of("America/Caracas")));
        start();
        assertThat(output)
                .contains("3 monitors = 3 Sentry seats")
                .contains("Monitor etl-half-past-two: " + FALSE_MISSED);
        assertThat(output).doesNotContain("Monitor etl-two").doesNotContain("Monitor etl-caracas");
    }

    @Test
    void itNamesTheFirstOfManyMonitorsWithoutASeat(CapturedOutput output) {
        for (char letter = 'a'; letter <= 'z'; letter++) {
            job("job" + letter, Schedules.spring("0 0 2 * * *", MADRID));
        }
        start(2);
        assertThat(output)
                .contains(
                        "26 monitors want a seat in Sentry, fluxion.crons.max-monitors is 2; local only: etl-jobc, etl-jobd,")
                .contains(", etl-jobv and 4 more (/actuator/monitors)")
                .doesNotContain("etl-jobw");
    }

    @Test
    void itSaysSoOnceForAllKeysOfAMonitor(CapturedOutput output) {
        this.configured.add(new DeclarationBuilder("ventas", "fluxion.crons.monitors.ventas")
                .schedule("spring:0 30 2 * * *")
                .keys("tienda_01", "tienda_02")
                .build());
        start();
        assertThat(output).containsOnlyOnce("Monitor ventas: " + FALSE_MISSED);
    }

    @Test
    void itSaysWhatSentryIsToldWhereNoCrontabIsExact(CapturedOutput output) {
        job("friday", Schedules.spring("0 0 0 13 * FRI", MADRID));
        job("often", Schedules.fixedRate(Duration.ofSeconds(10)));
        job("years", Schedules.quartz("0 0 12 1 1 ? 2027", MADRID));
        start();
        assertThat(output)
                .contains("Monitor etl-friday: Spring fires only when both day 13 and Friday match; a crontab fires on"
                        + " either. Sentry is told its longest gap, 427 days and 1 hour.")
                .contains("Monitor etl-often is local only: it runs more often than once a minute")
                .contains("Monitor etl-years is local only: It fires in some years only")
                .doesNotContain("they differ on");
    }

    @Test
    void aChosenApproximationIsNotComparedDateByDate(CapturedOutput output) {
        job("nearest", Schedules.spring("0 30 2 15W * *", MADRID));
        this.configured.add(new DeclarationBuilder("etl-nearest", "fluxion.crons.monitors.etl-nearest")
                .schedule("30 2 15 * *")
                .build());
        start();
        assertThat(output)
                .contains("Monitor etl-nearest: declared approximation: 30 2 15 * *")
                .doesNotContain("they differ on");
    }
}
