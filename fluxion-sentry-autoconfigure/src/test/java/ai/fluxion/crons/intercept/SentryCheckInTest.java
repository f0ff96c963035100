package ai.fluxion.crons.intercept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.CronMonitor;
import ai.fluxion.crons.CronMonitors;
import ai.fluxion.crons.autoconfigure.CronsAutoConfiguration;
import ai.fluxion.crons.autoconfigure.ScheduledInterceptionAutoConfiguration;
import ai.fluxion.crons.autoconfigure.SentryDeliveryAutoConfiguration;
import ai.fluxion.crons.engine.MonitorRegistry;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.testing.EnvelopeReceiver;
import com.fasterxml.jackson.databind.JsonNode;
import io.sentry.Sentry;
import io.sentry.spring.boot.jakarta.SentryAutoConfiguration;
import io.sentry.spring.jakarta.checkin.SentryCheckIn;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** The SDK's annotation, the SDK's own auto-configuration, and a receiver. Public, as what another class loader proxies. */
@ExtendWith(OutputCaptureExtension.class)
public class SentryCheckInTest {

    private final EnvelopeReceiver receiver = EnvelopeReceiver.start();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AopAutoConfiguration.class,
                    TaskSchedulingAutoConfiguration.class,
                    SentryAutoConfiguration.class,
                    ScheduledInterceptionAutoConfiguration.class,
                    SentryDeliveryAutoConfiguration.class,
                    CronsAutoConfiguration.class))
            .withPropertyValues("sentry.dsn=" + this.receiver.dsn(), "fluxion.crons.slug-prefix=tienda");

    @AfterEach
    void stop() {
        this.receiver.close();
        Sentry.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMethodReportsOnceByUsWithItsSlugWithAspectsAndWithout(boolean aspects) {
        ApplicationContextRunner runner =
                aspects ? this.application : this.application.withClassLoader(new FilteredClassLoader("org.aspectj"));
        runner.withUserConfiguration(Jobs.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.containsBean("sentryCheckInAdvice")).isEqualTo(aspects);
            context.getBean(Jobs.class).called();
            await().until(() -> outcomes("mi_slug").contains("error")
                    && outcomes("otro-slug").contains("ok"));
        });
        assertThat(outcomes("mi_slug")).containsExactly("error");
        assertThat(outcomes("otro-slug")).containsExactly("ok");
        assertThat(this.receiver.checkIns("mi_slug")).anyMatch(checkIn -> checkIn.has("monitor_config"));
        assertThat(this.receiver.checkIns()).extracting(SentryCheckInTest::slug).containsOnly("mi_slug", "otro-slug");
    }

    @Test
    void aMethodThatAnotherThreadDoesReportsOnceByUs() {
        this.application.withUserConfiguration(Background.class).run(context -> await().until(
                        () -> outcomes("en-otro-hilo").contains("error")));
        assertThat(outcomes("en-otro-hilo")).containsExactly("error");
        assertThat(this.receiver.checkIns()).extracting(SentryCheckInTest::slug).containsOnly("en-otro-hilo");
    }

    @Test
    void whatWeDoNotReportTheSdkReportsAsBefore() {
        this.application
                .withPropertyValues("fluxion.crons.scheduled.monitor=none")
                .withUserConfiguration(Jobs.class)
                .run(context -> await().until(() -> this.receiver.checkIns().size() == 2));
        assertThat(this.receiver.checkIns())
                .extracting(checkIn ->
                        slug(checkIn) + " " + checkIn.path("status").asText() + " " + checkIn.has("monitor_config"))
                .containsExactly("Mi_Slug in_progress false", "Mi_Slug error false");
    }

    @Test
    void theSlugStaysBesideOurAnnotationAndItsNameFindsIt() {
        this.application.withUserConfiguration(Both.class).run(context -> {
            MonitorRegistry registry = context.getBean(MonitorRegistry.class);
            assertThat(registry.definitions())
                    .extracting(MonitorDefinition::slug, MonitorDefinition::name)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("ventas_de_siempre", "etl_ventas"));
            context.getBean(CronMonitors.class).run("etl_ventas", run -> {});
            assertThat(registry.definitions()).hasSize(1);
        });
    }

    @Test
    void aConfigurationOfItsNameRefinesItAndLeavesItsSlug() {
        this.application
                .withUserConfiguration(Jobs.class)
                .withPropertyValues("fluxion.crons.monitors.mi_slug.checkin-margin=42")
                .run(context -> assertThat(context.getBean(MonitorRegistry.class)
                                .find("mi_slug")
                                .settings()
                                .checkinMargin())
                        .hasMinutes(42));
    }

    @Test
    void twoMethodsThatShareASlugGoOnToDoSo(CapturedOutput output) {
        this.application.withUserConfiguration(Shared.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(MonitorRegistry.class).definitions())
                    .extracting(MonitorDefinition::slug)
                    .containsExactly("compartido");
        });
        assertThat(output).contains("Two jobs are one monitor, 'compartido'");
    }

    private static String slug(JsonNode checkIn) {
        return checkIn.path("monitor_slug").asText();
    }

    /** What became of each run of a monitor. */
    private List<String> outcomes(String slug) {
        return this.receiver.checkIns(slug).stream()
                .collect(Collectors.groupingBy(
                        checkIn -> checkIn.path("check_in_id").asText()))
                .values()
                .stream()
                .flatMap(run -> Stream.of(run.get(run.size() - 1).path("status").asText()))
                .toList();
    }

    @EnableScheduling
    public static class Jobs {

        @Scheduled(initialDelay = 1, fixedRate = 3_600_000)
        @SentryCheckIn("Mi_Slug")
        public void scheduled() {
            throw new IllegalStateException("sin ventas");
        }

        @SentryCheckIn("otro-slug")
        public void called() {}
    }

    @EnableScheduling
    @EnableAsync
    public static class Background {

        @Async
        @Scheduled(initialDelay = 1, fixedRate = 3_600_000)
        @SentryCheckIn("en-otro-hilo")
        public void run() {
            throw new IllegalStateException("sin ventas");
        }
    }

    @EnableScheduling
    public static class Both {

        @Scheduled(cron = "0 0 2 * * *")
        @CronMonitor("etl_ventas")
        @SentryCheckIn("ventas_de_siempre")
        public void scheduled() {}
    }

    @EnableScheduling
    public static class Shared {

        @Scheduled(cron = "0 0 2 * * *")
        @SentryCheckIn("compartido")
        public void uno() {}

        @Scheduled(cron = "0 0 3 * * *")
        @SentryCheckIn("compartido")
        public void otro() {}
    }
}
