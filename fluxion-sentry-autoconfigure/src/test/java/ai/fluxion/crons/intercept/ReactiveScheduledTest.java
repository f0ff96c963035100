package ai.fluxion.crons.intercept;

import static ai.fluxion.crons.intercept.ScheduledMethodsTest.SCHEDULING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.MonitorRun;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.support.ScheduledTaskObservationContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ReactiveScheduledTest {

    @ParameterizedTest
    @ValueSource(strings = {"none", "on", "off"})
    void everySubscriptionIsARunHoweverTheUserObserves(String observations) {
        SCHEDULING
                .withUserConfiguration(Jobs.class, Observed.class)
                .withPropertyValues("observations=" + observations)
                .run(context -> {
                    RecordingEngine engine = context.getBean(RecordingEngine.class);
                    Jobs jobs = context.getBean(Jobs.class);
                    await().until(() -> engine.endedRunsOf("mono").size() > 1
                            && engine.endedRunsOf("flux").size() > 1
                            && engine.endedRunsOf("failing").size() > 1
                            && engine.endedRunsOf("later").size() > 1
                            && engine.endedRunsOf("failingLater").size() > 1
                            && engine.endedRunsOf("dying").size() > 1
                            && engine.runsOf("never").size() == 1);
                    assertThat(engine.endedRunsOf("mono"))
                            .allMatch(run -> run.outcome().equals("ok"));
                    assertThat(engine.endedRunsOf("later"))
                            .allMatch(run -> run.outcome().equals("ok"));
                    assertThat(engine.endedRunsOf("flux"))
                            .allMatch(run -> run.outcome().equals("ok"));
                    assertThat(engine.endedRunsOf("failing"))
                            .allMatch(run -> run.outcome().equals("java.lang.IllegalStateException: sin ventas"));
                    assertThat(engine.endedRunsOf("failingLater"))
                            .allMatch(run -> run.outcome().equals("java.lang.IllegalStateException: tarde"));
                    assertThat(engine.endedRunsOf("dying"))
                            .allMatch(run -> run.outcome().equals("java.lang.NoClassDefFoundError: com/klk/Venta"));
                    assertThat(engine.runsOf("mono").get(0).facts).containsEntry("aqui", "si");
                    assertThat(engine.runsOf("never").get(0).outcome()).isEqualTo("open");
                    context.close();
                    assertThat(engine.runsOf("never").get(0).outcome()).isEqualTo("cancelled");
                    assertThat(engine.runsOf("mono")).hasSize(jobs.subscribed.get());
                    assertThat(engine.runs).allMatch(run -> run.detached && run.ended);
                });
    }

    @Test
    void theUsersObservationsAreWhatTheyWere() {
        SCHEDULING
                .withUserConfiguration(Jobs.class, Observed.class)
                .withPropertyValues("observations=on")
                .run(context -> {
                    List<String> seen = context.getBean(Observed.class).seen;
                    await().until(() -> seen.containsAll(List.of(
                            "start mono",
                            "stop mono SUCCESS",
                            "start failing",
                            "stop failing ERROR",
                            "start imperative",
                            "stop imperative SUCCESS")));
                    RecordingEngine engine = context.getBean(RecordingEngine.class);
                    context.close();
                    assertThat(seen.stream().filter("start imperative"::equals).count())
                            .isEqualTo(engine.runsOf("imperative").size());
                });
    }

    @Test
    void anExecutionThatTheUsersOwnObservationRefusesIsAFailedRun() {
        SCHEDULING.withUserConfiguration(Refusing.class).run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            await().until(() -> engine.endedRunsOf("mono").size() > 1);
            assertThat(engine.endedRunsOf("mono"))
                    .allMatch(run -> run.outcome().equals("java.lang.IllegalStateException: the user's"));
        });
    }

    @Test
    void whatAReactiveJobIsDoesNotDependOnTheBeansThatShareItsClass() {
        SCHEDULING.withUserConfiguration(Twins.class).run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            await().until(() -> engine.endedRunsOf("run").size() > 5);
            assertThat(engine.endedRunsOf("run")).allMatch(run -> run.outcome()
                    .equals("good".equals(run.job.bean()) ? "ok" : "java.lang.Error: bad"));
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Jobs {

        final AtomicInteger subscribed = new AtomicInteger();

        @Scheduled(fixedRate = 20)
        Mono<String> mono() {
            return Mono.fromCallable(() -> {
                this.subscribed.incrementAndGet();
                MonitorRun.current().tag("aqui", "si");
                return "x";
            });
        }

        @Scheduled(fixedDelay = 20)
        Flux<Integer> flux() {
            return Flux.range(0, 10);
        }

        @Scheduled(fixedRate = 20)
        Mono<String> failing() {
            return Mono.error(() -> new IllegalStateException("sin ventas"));
        }

        @Scheduled(fixedDelay = 20)
        Mono<Long> later() {
            return Mono.delay(Duration.ofMillis(5));
        }

        @Scheduled(fixedRate = 20)
        Mono<Object> failingLater() {
            return Mono.delay(Duration.ofMillis(5)).flatMap(x -> Mono.error(new IllegalStateException("tarde")));
        }

        @Scheduled(fixedDelay = 20)
        Mono<Object> dying() {
            return Mono.fromRunnable(() -> {
                throw new NoClassDefFoundError("com/klk/Venta");
            });
        }

        @Scheduled(fixedRate = 3_600_000)
        Mono<Object> never() {
            return Mono.never();
        }

        @Scheduled(fixedRate = 20)
        void imperative() {}
    }

    @Configuration(proxyBeanMethods = false)
    static class Refusing {

        @Bean
        SchedulingConfigurer observation() {
            ObservationRegistry registry = ObservationRegistry.create();
            registry.observationConfig().observationHandler(new ObservationHandler<>() {

                @Override
                public void onStart(Observation.Context context) {
                    throw new IllegalStateException("the user's");
                }

                @Override
                public boolean supportsContext(Observation.Context context) {
                    return true;
                }
            });
            return registrar -> registrar.setObservationRegistry(registry);
        }

        @Scheduled(fixedRate = 20)
        Mono<String> mono() {
            return Mono.just("x");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Twins {

        @Bean
        Twin good() {
            return new Twin(Mono.empty());
        }

        @Bean
        Twin bad() {
            return new Twin(Mono.error(() -> new Error("bad")));
        }

        record Twin(Mono<Object> mono) {
            @Scheduled(fixedRate = 20)
            Mono<Object> run() {
                return this.mono;
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Observed {

        final List<String> seen = new CopyOnWriteArrayList<>();

        @Bean
        SchedulingConfigurer observation(@Value("${observations}") String observations) {
            ObservationRegistry registry = ObservationRegistry.create();
            registry.observationConfig().observationHandler(new Seen());
            if (observations.equals("off")) {
                registry.observationConfig()
                        .observationPredicate((name, context) -> !name.startsWith("tasks.scheduled"));
            }
            return registrar -> {
                if (!observations.equals("none")) {
                    registrar.setObservationRegistry(registry);
                }
            };
        }

        class Seen implements ObservationHandler<ScheduledTaskObservationContext> {

            @Override
            public void onStart(ScheduledTaskObservationContext context) {
                Observed.this.seen.add("start " + context.getMethod().getName());
            }

            @Override
            public void onStop(ScheduledTaskObservationContext context) {
                Observed.this.seen.add("stop " + context.getMethod().getName() + " "
                        + context.getLowCardinalityKeyValue("outcome").getValue());
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return context instanceof ScheduledTaskObservationContext;
            }
        }
    }
}
