package ai.fluxion.crons.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.CronMonitor;
import ai.fluxion.crons.CronMonitors;
import ai.fluxion.crons.MonitorKeys;
import ai.fluxion.crons.MonitorRun;
import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.delivery.CheckInMessage;
import ai.fluxion.crons.delivery.DeliveryStatistics;
import ai.fluxion.crons.engine.ApplicationMonitorRegistry;
import ai.fluxion.crons.engine.StateKeeper;
import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorDefinition;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

class CronsAutoConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(CronsAutoConfiguration.class, ScheduledInterceptionAutoConfiguration.class));

    @Test
    void anApplicationWithoutJobsHasNoMonitors() {
        this.runner.run(context -> assertThat(
                        context.getBean(ApplicationMonitorRegistry.class).definitions())
                .isEmpty());
    }

    @Test
    void scheduledMethodsAreMonitorsWithoutAWord() {
        this.runner.withUserConfiguration(Jobs.class).run(context -> assertThat(
                        context.getBean(ApplicationMonitorRegistry.class).definitions())
                .extracting(MonitorDefinition::slug)
                .containsExactlyInAnyOrder(
                        "etl-declarado",
                        "crons-auto-configuration-tests-jobs-bean-cada-hora",
                        "crons-auto-configuration-tests-jobs-bean-historico"));
    }

    @Test
    void lazyInitializationLeavesNoJobUnmonitored() {
        this.runner
                .withConfiguration(AutoConfigurations.of(TaskSchedulingAutoConfiguration.class))
                .withUserConfiguration(Jobs.class)
                .withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .run(context -> {
                    assertThat(context.getBeanDefinitionNames())
                            .filteredOn(name -> name.startsWith("fluxionCrons"))
                            .isNotEmpty()
                            .allMatch(context.getBeanFactory()::containsSingleton);
                    assertThat(context.getBean(ApplicationMonitorRegistry.class).definitions())
                            .hasSize(3);
                });
    }

    @Test
    void switchedOffNothingIsThereButAnApiThatRunsWhatItIsGiven() {
        this.runner
                .withUserConfiguration(Jobs.class)
                .withPropertyValues("fluxion.crons.enabled=false")
                .run(context -> {
                    assertThat(context).doesNotHaveBean(StateKeeper.class).hasNotFailed();
                    assertThat(context.getBean(CronMonitors.class).<String, RuntimeException>call("x", run -> {
                                run.tag("a", "b");
                                return "ran";
                            }))
                            .isEqualTo("ran");
                });
    }

    @Test
    void anApplicationsOwnCronMonitorsWins() {
        this.runner
                .withBean("own", CronMonitors.class, () -> org.mockito.Mockito.mock(CronMonitors.class))
                .run(context -> assertThat(context).getBean(CronMonitors.class).isSameAs(context.getBean("own")));
    }

    @Test
    void aRunIsAStartWithTheConfigAndACloseWithTheDurationOfOneId() {
        recording().run(context -> {
            context.getBean(CronMonitors.class).run("etl_declarado", run -> run.metric("registros", 7));
            List<CheckInMessage> sent = context.getBean(RecordingDelivery.class).messages();
            assertThat(sent)
                    .extracting(CheckInMessage::status)
                    .containsExactly(CheckInStatus.IN_PROGRESS, CheckInStatus.OK);
            assertThat(sent)
                    .extracting(CheckInMessage::id)
                    .hasSize(2)
                    .containsOnly(sent.get(0).id());
            assertThat(sent).allSatisfy(message -> {
                assertThat(message.slug()).isEqualTo("etl-declarado");
                assertThat(message.environment()).isEqualTo("pruebas");
                assertThat(Objects.requireNonNull(message.config()).schedule().value())
                        .isEqualTo("0 2 * * *");
            });
            assertThat(sent.get(1).duration()).isPositive();
            assertThat(sent.get(1).trueUntil()).isAfter(sent.get(1).madeAt());
            CheckIn recorded =
                    history(context.getBean(ApplicationMonitorRegistry.class), context.getBean(StateKeeper.class));
            assertThat(recorded.report().metrics()).containsEntry("registros", 7);
        });
    }

    @Test
    void theBodysExceptionReachesTheCallerAsItIs() {
        recording().run(context -> {
            IOException thrown = new IOException("KLK no responde");
            Assertions.assertThatThrownBy(
                            () -> context.getBean(CronMonitors.class).run("etl_declarado", run -> {
                                throw thrown;
                            }))
                    .isSameAs(thrown);
            assertThat(context.getBean(RecordingDelivery.class).messages())
                    .last()
                    .extracting(CheckInMessage::status)
                    .isEqualTo(CheckInStatus.ERROR);
            assertThat(history(context.getBean(ApplicationMonitorRegistry.class), context.getBean(StateKeeper.class))
                            .report()
                            .message())
                    .isEqualTo("IOException: KLK no responde");
        });
    }

    @Test
    void aRunThatSaysItFailedIsAnErrorWithoutAnException() {
        recording().run(context -> {
            context.getBean(CronMonitors.class).run("etl_declarado", run -> run.fail("0 registros"));
            assertThat(history(context.getBean(ApplicationMonitorRegistry.class), context.getBean(StateKeeper.class)))
                    .satisfies(checkIn -> {
                        assertThat(checkIn.status()).isEqualTo(CheckInStatus.ERROR);
                        assertThat(checkIn.report().message()).isEqualTo("0 registros");
                    });
        });
    }

    @Test
    void aStartedRunThatIsClosedWithoutOkIsAnError() {
        recording().run(context -> {
            try (MonitorRun run = context.getBean(CronMonitors.class).start("etl_declarado")) {
                assertThat(MonitorRun.current()).isSameAs(run);
            }
            assertThat(MonitorRun.current().name()).isEmpty();
            try (MonitorRun run = context.getBean(CronMonitors.class).start("etl_declarado")) {
                run.ok();
            }
            assertThat(context.getBean(RecordingDelivery.class).messages())
                    .extracting(CheckInMessage::status)
                    .containsExactly(
                            CheckInStatus.IN_PROGRESS,
                            CheckInStatus.ERROR,
                            CheckInStatus.IN_PROGRESS,
                            CheckInStatus.OK);
        });
    }

    @Test
    void aRunThatReturnsAFutureEndsWhenThatDoes() {
        recording().run(context -> {
            CompletableFuture<String> future = new CompletableFuture<>();
            CompletableFuture<String> returned =
                    context.getBean(CronMonitors.class).call("etl_declarado", run -> future);
            assertThat(returned).isSameAs(future);
            assertThat(MonitorRun.current().name()).isEmpty();
            assertThat(context.getBean(RecordingDelivery.class).messages()).hasSize(1);
            future.completeExceptionally(new IllegalStateException("tarde"));
            assertThat(context.getBean(RecordingDelivery.class).messages())
                    .last()
                    .extracting(CheckInMessage::status)
                    .isEqualTo(CheckInStatus.ERROR);
        });
    }

    @Test
    void checkInsByHandOfOneMonitorShareAnId() {
        recording().run(context -> {
            CronMonitors monitors = context.getBean(CronMonitors.class);
            monitors.checkIn("test-monitor", "k", CheckInStatus.IN_PROGRESS, null);
            monitors.checkIn("test-monitor", "k", CheckInStatus.OK, Duration.ofSeconds(60));
            List<CheckInMessage> sent = context.getBean(RecordingDelivery.class).messages();
            assertThat(sent)
                    .extracting(CheckInMessage::id)
                    .containsOnly(sent.get(0).id());
            assertThat(sent).allSatisfy(message -> assertThat(message.config()).isNull());
            Assertions.assertThatIllegalArgumentException()
                    .isThrownBy(() -> monitors.checkIn("test-monitor", CheckInStatus.MISSED));
        });
    }

    @Test
    void aCheckInThatTookLongerThanAnythingIsKept() {
        recording().run(context -> {
            context.getBean(CronMonitors.class)
                    .checkIn("etl_declarado", CheckInStatus.OK, Duration.ofSeconds(Long.MAX_VALUE));
            assertThat(context.getBean(RecordingDelivery.class).messages())
                    .extracting(CheckInMessage::duration)
                    .containsExactly(Duration.ofMillis(Integer.MAX_VALUE));
            assertThat(history(context.getBean(ApplicationMonitorRegistry.class), context.getBean(StateKeeper.class))
                            .status())
                    .isEqualTo(CheckInStatus.OK);
        });
    }

    @Test
    void theKeysOfBeansMustReport() {
        this.runner
                .withPropertyValues("fluxion.crons.monitors.etl_ventas_tienda.schedule=every 6 hours")
                .withBean(MonitorKeys.class, () -> name -> List.of("tienda_01", "tienda_08"))
                .run(context -> assertThat(context.getBean(ApplicationMonitorRegistry.class)
                                .definitions())
                        .extracting(MonitorDefinition::key)
                        .containsExactly("tienda_01", "tienda_08"));
    }

    @Test
    void aBeanThatCannotTellItsKeysIsAskedAgain() {
        this.runner
                .withPropertyValues("fluxion.crons.monitors.etl_ventas_tienda.schedule=every 6 hours")
                .withBean("down", MonitorKeys.class, () -> name -> {
                    throw new IllegalStateException("La base de datos no responde");
                })
                .withBean("up", MonitorKeys.class, () -> name -> List.of("tienda_01"))
                .run(context -> {
                    assertThat(context.getBean(ApplicationMonitorRegistry.class).definitions())
                            .extracting(MonitorDefinition::key)
                            .containsExactly("tienda_01");
                    assertThat(Thread.getAllStackTraces().keySet())
                            .extracting(Thread::getName)
                            .contains("fluxion-crons-keys");
                });
    }

    @Test
    void bareNumbersAreMinutesAndUnderscoresStayInNames() {
        this.runner
                .withPropertyValues(
                        "fluxion.crons.monitors.etl_ventas.max-runtime=180",
                        "fluxion.crons.monitors.etl_ventas.checkin-margin=15m",
                        "fluxion.crons.max-runtime=60")
                .run(context -> {
                    MonitorDefinition monitor = Objects.requireNonNull(
                            context.getBean(ApplicationMonitorRegistry.class).find("etl-ventas"));
                    assertThat(monitor.name()).isEqualTo("etl_ventas");
                    assertThat(monitor.settings().maxRuntime()).isEqualTo(Duration.ofHours(3));
                    assertThat(monitor.settings().checkinMargin()).isEqualTo(Duration.ofMinutes(15));
                });
    }

    @Test
    void anEnvironmentVariableRefinesAMonitorAndIsNoneOfItsOwn() {
        this.runner
                .withPropertyValues("fluxion.crons.monitors.etl_ventas.schedule=0 2 * * *")
                .withInitializer(context -> TestPropertyValues.of("FLUXION_CRONS_MONITORS_ETLVENTAS_MAXRUNTIME=240")
                        .applyTo(context.getEnvironment(), TestPropertyValues.Type.SYSTEM_ENVIRONMENT))
                .run(context -> assertThat(context.getBean(ApplicationMonitorRegistry.class)
                                .definitions())
                        .singleElement()
                        .satisfies(monitor -> {
                            assertThat(monitor.name()).isEqualTo("etl_ventas");
                            assertThat(monitor.settings().maxRuntime()).isEqualTo(Duration.ofHours(4));
                        }));
    }

    @Test
    void aReactiveRunThatTheEndCutsOffIsLeftToTheNextOne() {
        RecordingDelivery delivery = new RecordingDelivery();
        this.runner
                .withConfiguration(AutoConfigurations.of(TaskSchedulingAutoConfiguration.class))
                .withBean(RecordingDelivery.class, () -> delivery)
                .withPropertyValues("fluxion.crons.delivery.shutdown-timeout=100ms")
                .withUserConfiguration(Reactive.class)
                .run(context -> await().until(() -> delivery.messages().size() == 1));
        assertThat(delivery.messages()).extracting(CheckInMessage::status).containsExactly(CheckInStatus.IN_PROGRESS);
    }

    private ApplicationContextRunner recording() {
        return this.runner
                .withUserConfiguration(Jobs.class)
                .withBean(RecordingDelivery.class)
                .withPropertyValues("fluxion.crons.environment=pruebas");
    }

    private static CheckIn history(ApplicationMonitorRegistry registry, StateKeeper states) {
        return states.history(Objects.requireNonNull(registry.find("etl-declarado")), 1)
                .get(0);
    }

    static final class RecordingDelivery implements CheckInDelivery {

        private final Queue<CheckInMessage> messages = new ConcurrentLinkedQueue<>();

        List<CheckInMessage> messages() {
            return List.copyOf(this.messages);
        }

        @Override
        public void submit(CheckInMessage message) {
            this.messages.add(message);
        }

        @Override
        public DeliveryStatistics statistics() {
            return DeliveryStatistics.none(DeliveryStatistics.Destination.ENABLED);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Jobs {

        @Bean
        JobsBean jobs() {
            return new JobsBean();
        }
    }

    static class JobsBean {

        @Scheduled(cron = "0 0 2 * * *", zone = "America/Caracas")
        void historico() {}

        @Scheduled(fixedRate = 3_600_000, initialDelay = 3_600_000)
        void cadaHora() {}

        @Scheduled(cron = "0 0 2 * * *", zone = "America/Caracas")
        @CronMonitor("etl_declarado")
        void declarado() {}
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Reactive {

        @Scheduled(fixedRate = 300_000)
        Mono<Object> larga() {
            return Mono.never();
        }
    }
}
