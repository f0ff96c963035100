package ai.fluxion.crons.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.CronMonitors;
import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.delivery.DeliveryStatistics;
import ai.fluxion.crons.testing.EnvelopeReceiver;
import ai.fluxion.crons.testing.Fault;
import ch.qos.logback.classic.Level;
import io.sentry.Sentry;
import io.sentry.spring.boot.jakarta.SentryAutoConfiguration;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthEndpointAutoConfiguration;
import org.springframework.boot.actuate.health.CompositeHealth;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** What an outage of Sentry looks like to those who operate an application: in its log, and in its health. */
class OutageTests {

    private final EnvelopeReceiver receiver = EnvelopeReceiver.start();

    private final LogLines log = new LogLines();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    CronsAutoConfiguration.class,
                    SentryDeliveryAutoConfiguration.class,
                    SentryAutoConfiguration.class,
                    MonitorsHealthAutoConfiguration.class,
                    HealthContributorAutoConfiguration.class,
                    HealthEndpointAutoConfiguration.class))
            .withPropertyValues(
                    "sentry.dsn=" + this.receiver.dsn(),
                    "fluxion.crons.monitors.etl_a.schedule=0 2 * * *",
                    "fluxion.crons.monitors.etl_b.schedule=0 2 * * *",
                    "fluxion.crons.monitors.etl_c.schedule=0 2 * * *");

    @AfterEach
    void stop() {
        this.log.close();
        this.receiver.close();
        Sentry.close();
    }

    @Test
    void anOutageIsOneWarningAndItsEndOneLineWithTheCounts() {
        this.application.run(context -> {
            this.receiver.fault(Fault.refuse());
            run(context, "etl_a", 20);
            await().until(() -> !this.log.at(Level.WARN).isEmpty());
            run(context, "etl_b", 20);
            this.receiver.fault(Fault.none());
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(this.log.at(Level.INFO, "takes check-ins again"))
                            .isNotEmpty());
            await().until(() -> counts(context).pending() == 0);
            run(context, "etl_c", 1);
            await().until(() -> counts(context).pending() == 0);

            assertThat(this.log.at(Level.WARN))
                    .singleElement()
                    .asString()
                    .startsWith("Sentry does not take check-ins (ConnectException");
            assertThat(this.log.at(Level.INFO, "takes check-ins again"))
                    .singleElement()
                    .asString()
                    .matches("Sentry takes check-ins again, after \\d+ s; meanwhile \\d+ expired, \\d+ were superseded"
                            + " and 0 dropped\\.");
        });
    }

    @Test
    void whatHasNoRoomIsSaidOnceAndSeenInTheDetailsOfHealth() {
        this.application
                .withPropertyValues("fluxion.crons.delivery.capacity=10")
                .run(context -> {
                    this.receiver.fault(Fault.refuse());
                    for (int wave = 0; wave < 5; wave++) {
                        for (int monitor = 0; monitor < 20; monitor++) {
                            run(context, "etl_" + monitor, 1);
                        }
                        long made = counts(context).made();
                        assertThat(made).isEqualTo(40L * (wave + 1));
                    }
                    await().untilAsserted(() -> assertThat(this.log.at(Level.WARN, "fluxion.crons.delivery.capacity"))
                            .isNotEmpty());

                    DeliveryStatistics counts = counts(context);
                    // What is on its way needs no room.
                    assertThat(counts.pending()).isLessThanOrEqualTo(10 + 8);
                    assertThat(counts.dropped()).isGreaterThanOrEqualTo(80);
                    assertThat(delivery(context)).containsEntry("sentry", "enabled");
                    assertThat((Long) delivery(context).get("lost")).isGreaterThanOrEqualTo(counts.dropped());
                    assertThat((Long) delivery(context).get("pending")).isBetween(1L, 18L);
                    this.receiver.fault(Fault.none());
                    await().atMost(Duration.ofSeconds(20))
                            .until(() -> counts(context).pending() == 0);
                    assertThat(this.log.at(Level.WARN, "fluxion.crons.delivery.capacity"))
                            .hasSize(1);
                    counts = counts(context);
                    assertThat(counts.delivered())
                            .isEqualTo(this.receiver.checkIns().size());
                    assertThat(counts.delivered() + counts.superseded() + counts.dropped())
                            .isEqualTo(counts.made());
                });
    }

    @Test
    void noLineNamesTheKeyOfTheDsn() {
        this.application.run(context -> {
            this.receiver.fault(Fault.status(403));
            run(context, "etl_a", 3);
            await().until(() -> !this.log.at(Level.WARN, "HTTP 403").isEmpty());
            this.receiver.fault(Fault.refuse());
            run(context, "etl_b", 3);
            assertThat(health(context).toString()).doesNotContain("publickey");
        });
        for (Level level : new Level[] {Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG}) {
            assertThat(this.log.at(level)).noneMatch(line -> line.contains("publickey"));
        }
    }

    private static void run(ApplicationContext context, String monitor, int runs) {
        for (int run = 0; run < runs; run++) {
            context.getBean(CronMonitors.class).run(monitor, body -> {});
        }
    }

    private static DeliveryStatistics counts(ApplicationContext context) {
        return context.getBean(CheckInDelivery.class).statistics();
    }

    private static Map<String, Object> health(ApplicationContext context) {
        CompositeHealth all =
                (CompositeHealth) context.getBean(HealthEndpoint.class).health();
        Health crons = all.getComponents().values().stream()
                .filter(Health.class::isInstance)
                .map(Health.class::cast)
                .filter(one -> one.getDetails().containsKey("delivery"))
                .findFirst()
                .orElseThrow();
        return crons.getDetails();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> delivery(ApplicationContext context) {
        return (Map<String, Object>) health(context).get("delivery");
    }
}
