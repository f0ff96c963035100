package ai.fluxion.crons.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.CronMonitors;
import ai.fluxion.crons.engine.MonitorRegistry;
import ai.fluxion.crons.engine.StateKeeper;
import ai.fluxion.crons.testing.EnvelopeReceiver;
import ch.qos.logback.classic.Level;
import io.sentry.Sentry;
import io.sentry.SentryOptions.BeforeSendCallback;
import io.sentry.spring.boot.jakarta.SentryAutoConfiguration;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Whatever becomes of Sentry: jobs give what they give, and one line says what is not sent. */
class NoHarmTests {

    private final EnvelopeReceiver receiver = EnvelopeReceiver.start();

    private final LogLines log = new LogLines();

    @AfterEach
    void stop() {
        this.log.close();
        this.receiver.close();
        Sentry.close();
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void theJobIsUntouchedAndOneWarningSaysWhatIsNotSent(Trouble trouble, String warning) {
        application(trouble).run(context -> {
            trouble.begin.accept(context);
            CronMonitors monitors = context.getBean(CronMonitors.class);
            IllegalStateException failure = new IllegalStateException("KLK");
            long slowest = 0;
            for (int run = 0; run < 5; run++) {
                long began = System.nanoTime();
                assertThat(monitors.<Integer, RuntimeException>call("etl_a", null, body -> {
                            body.tag("tienda", "01").metric("registros", 3);
                            body.step("extraer").close();
                            return 42;
                        }))
                        .isEqualTo(42);
                assertThat(catchThrowable(() -> monitors.run("etl_b", body -> {
                            throw failure;
                        })))
                        .isSameAs(failure);
                slowest = Math.max(slowest, System.nanoTime() - began);
            }
            // Two runs cost microseconds. This is what a loaded machine takes to load classes, and no network's
            // timeout.
            assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(3));
            assertThat(outcomes(context, "etl-a")).isEqualTo(5);
            assertThat(outcomes(context, "etl-b")).isEqualTo(5);
            await().untilAsserted(
                            () -> assertThat(this.log.at(Level.WARN, warning)).isNotEmpty());
        });
        // The other one is of the local view: the job does fail.
        assertThat(this.log.at(Level.WARN, "Monitor etl-b is failing")).hasSize(1);
        assertThat(this.log.at(Level.WARN).stream().filter(line -> !line.contains("Monitor etl-b is failing")))
                .singleElement()
                .asString()
                .contains(warning);
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of(new Trouble("no SDK", null, null, context -> {}), "not on the class path"),
                Arguments.of(new Trouble("SDK off", "sentry.enabled=false", null, context -> {}), "SDK is off"),
                Arguments.of(
                        new Trouble("no DSN that can be read", "sentry.dsn=htps://key@nowhere", null, context -> {}),
                        "cannot be read as a DSN"),
                Arguments.of(
                        new Trouble("closed by the user", "x=y", null, context -> Sentry.close()),
                        "check-ins are no longer sent"),
                Arguments.of(
                        new Trouble(
                                "beforeSend throws",
                                "x=y",
                                (event, hint) -> {
                                    throw new IllegalStateException("the user's");
                                },
                                context -> {}),
                        "beforeSend callback threw"));
    }

    private ApplicationContextRunner application(Trouble trouble) {
        if (trouble.property == null) {
            return new ApplicationContextRunner()
                    .withClassLoader(new FilteredClassLoader("io.sentry"))
                    .withConfiguration(
                            AutoConfigurations.of(CronsAutoConfiguration.class, SentryDeliveryAutoConfiguration.class))
                    .withPropertyValues(SCHEDULES);
        }
        ApplicationContextRunner application = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        CronsAutoConfiguration.class,
                        SentryDeliveryAutoConfiguration.class,
                        SentryAutoConfiguration.class))
                .withPropertyValues(SCHEDULES)
                .withPropertyValues("sentry.dsn=" + this.receiver.dsn(), trouble.property);
        BeforeSendCallback callback = trouble.beforeSend;
        return callback == null ? application : application.withBean(BeforeSendCallback.class, () -> callback);
    }

    private static final String[] SCHEDULES = {
        "fluxion.crons.monitors.etl_a.schedule=0 2 * * *", "fluxion.crons.monitors.etl_b.schedule=0 2 * * *"
    };

    private static int outcomes(ApplicationContext context, String slug) {
        return context.getBean(StateKeeper.class)
                .view(context.getBean(MonitorRegistry.class).find(slug))
                .statistics()
                .runs();
    }

    private record Trouble(
            String name, String property, BeforeSendCallback beforeSend, Consumer<ApplicationContext> begin) {

        @Override
        public String toString() {
            return this.name;
        }
    }
}
