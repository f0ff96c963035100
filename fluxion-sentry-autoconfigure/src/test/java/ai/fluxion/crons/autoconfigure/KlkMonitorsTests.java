package ai.fluxion.crons.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.fluxion.crons.engine.ApplicationMonitorRegistry;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class KlkMonitorsTests {

    @Test
    void theImportBringsTheFiveMonitorsOfTheSystem() {
        new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withPropertyValues("spring.config.import=classpath:fluxion/klk-monitors.yml")
                .withConfiguration(AutoConfigurations.of(CronsAutoConfiguration.class))
                .run(context -> assertThat(context.getBean(ApplicationMonitorRegistry.class)
                                .definitions())
                        .extracting(
                                monitor -> monitor.slug(),
                                monitor -> Objects.requireNonNull(Objects.requireNonNull(monitor.sentry())
                                                .schedule())
                                        .value(),
                                monitor -> monitor.settings().checkinMargin(),
                                monitor -> monitor.settings().maxRuntime())
                        .containsExactlyInAnyOrder(
                                tuple("etl-ventas-historico", "0 2 * * *", minutes(30), minutes(180)),
                                tuple("etl-ventas-diario", "0 */6 * * *", minutes(15), minutes(60)),
                                tuple("etl-ventas-tienda", "6 hour", minutes(15), minutes(30)),
                                tuple("etl-stock-actual", "0 */4 * * *", minutes(10), minutes(30)),
                                tuple("etl-productos", "0 3 * * *", minutes(20), minutes(45))));
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }
}
