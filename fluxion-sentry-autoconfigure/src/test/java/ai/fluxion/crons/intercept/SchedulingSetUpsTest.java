package ai.fluxion.crons.intercept;

import static ai.fluxion.crons.intercept.ScheduledMethodsTest.SCHEDULING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.CronMonitors;
import ai.fluxion.crons.MonitorRun;
import ai.fluxion.crons.autoconfigure.CronsAutoConfiguration;
import ai.fluxion.crons.autoconfigure.ScheduledInterceptionAutoConfiguration;
import ai.fluxion.crons.engine.MonitorRegistry;
import ai.fluxion.crons.engine.StateKeeper;
import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorDefinition;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.xml.XmlBeanDefinitionReader;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.scheduling.ScheduledTasksEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.scheduling.ScheduledTasksObservabilityAutoConfiguration;
import org.springframework.boot.actuate.scheduling.ScheduledTasksEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import reactor.core.publisher.Mono;

/** The same jobs in the set-ups that applications have. */
class SchedulingSetUpsTest {

    @Test
    void eachJobRunsOnTheSchedulerOfItsQualifier() {
        SCHEDULING.withUserConfiguration(Qualified.class).run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            await().until(() -> !engine.endedRunsOf("onFirst").isEmpty()
                    && !engine.endedRunsOf("onSecond").isEmpty());
            assertThat(engine.endedRunsOf("onFirst"))
                    .allMatch(run -> run.openedBy.getName().startsWith("primero-"));
            assertThat(engine.endedRunsOf("onSecond"))
                    .allMatch(run -> run.openedBy.getName().startsWith("segundo-"));
        });
    }

    @Test
    void runsThatOverlapAreRunsOfTheirOwn() {
        SCHEDULING.withUserConfiguration(Overlapping.class).run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            Overlapping overlapping = context.getBean(Overlapping.class);
            await().until(() -> !nth(engine, 1).isEmpty() && !nth(engine, 2).isEmpty());
            RecordingEngine.Run first = nth(engine, 1).get(0);
            RecordingEngine.Run second = nth(engine, 2).get(0);
            assertThat(engine.runsOf("slow")).containsExactlyInAnyOrder(first, second);
            assertThat(first.ended || second.ended).isFalse();
            overlapping.second.countDown();
            await().until(() -> second.ended);
            assertThat(first.ended).isFalse();
            overlapping.first.countDown();
            await().until(() -> first.ended);
            assertThat(first.outcome()).isEqualTo("ok");
            assertThat(second.outcome()).isEqualTo("java.lang.IllegalStateException: la segunda");
        });
    }

    /** The run that came to the method as the nth: which one opened first is another matter. */
    private static List<RecordingEngine.Run> nth(RecordingEngine engine, int number) {
        return engine.runsOf("slow").stream()
                .filter(run -> Objects.equals(run.facts.get("vez"), number))
                .toList();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void onVirtualThreadsTooEachExecutionIsOneRun() {
        SCHEDULING
                .withPropertyValues("spring.threads.virtual.enabled=true")
                .withUserConfiguration(Counting.class)
                .run(context -> {
                    assertThat(context.getBean(TaskScheduler.class)).isInstanceOf(SimpleAsyncTaskScheduler.class);
                    RecordingEngine engine = context.getBean(RecordingEngine.class);
                    Counting counting = context.getBean(Counting.class);
                    await().until(() -> engine.endedRunsOf("count").size() > 5);
                    context.close();
                    assertThat(engine.runsOf("count"))
                            .hasSize(counting.count.get())
                            .allMatch(
                                    run -> run.ended && run.facts.get("virtual").equals(true));
                });
    }

    @Test
    void aRunThatTheEndInterruptsHasFailed() {
        SCHEDULING.withUserConfiguration(Waiting.class).run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            await().until(() -> context.getBean(Waiting.class).began.getCount() == 0);
            context.close();
            await().until(() -> !engine.endedRunsOf("waits").isEmpty());
            assertThat(engine.runsOf("waits").get(0).outcome()).isEqualTo("java.lang.InterruptedException");
        });
    }

    @Test
    void theEndpointShowsTheUsersMethodAndItsExecutions() {
        SCHEDULING
                .withConfiguration(AutoConfigurations.of(
                        EndpointAutoConfiguration.class, ScheduledTasksEndpointAutoConfiguration.class))
                .withPropertyValues("management.endpoints.web.exposure.include=scheduledtasks")
                .withUserConfiguration(Counting.class, Failing.class)
                .run(context -> {
                    ScheduledTasksEndpoint endpoint = context.getBean(ScheduledTasksEndpoint.class);
                    await().untilAsserted(() -> assertThat(
                                    endpoint.scheduledTasks().getFixedRate())
                            .hasSize(2)
                            .allSatisfy(task -> {
                                assertThat(task.getLastExecution()).isNotNull();
                                assertThat(task.getNextExecution()).isNotNull();
                            }));
                    assertThat(endpoint.scheduledTasks().getFixedRate())
                            .extracting(
                                    task -> task.getRunnable().getTarget(),
                                    task -> task.getLastExecution().getStatus().toString())
                            .containsExactlyInAnyOrder(
                                    org.assertj.core.groups.Tuple.tuple(Counting.class.getName() + ".count", "SUCCESS"),
                                    org.assertj.core.groups.Tuple.tuple(Failing.class.getName() + ".fail", "ERROR"));
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theUsersObservationAndOurRunSurroundTheJobTogether(boolean observed) {
        ApplicationContextRunner traced = SCHEDULING
                .withConfiguration(AutoConfigurations.of(
                        ObservationAutoConfiguration.class, ScheduledTasksObservabilityAutoConfiguration.class))
                .withPropertyValues("management.observations.enable.tasks=" + observed)
                .withUserConfiguration(Traced.class);
        Set<String> surroundings = new HashSet<>();
        traced.withPropertyValues("fluxion.crons.enabled=false").run(context -> {
            Traced without = context.getBean(Traced.class);
            await().until(() -> without.surroundings.size() > 8);
            surroundings.addAll(without.surroundings);
        });
        assertThat(surroundings).hasSize(2).contains("imperative in " + (observed ? "imperative" : "null"));
        traced.run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            Traced with = context.getBean(Traced.class);
            await().until(() -> engine.endedRunsOf("imperative").size() > 1
                    && engine.endedRunsOf("reactive").size() > 1);
            context.close();
            assertThat(Set.copyOf(with.surroundings)).isEqualTo(surroundings);
            assertThat(engine.runs).allMatch(run -> run.facts.containsKey("dentro") || !run.ended);
            for (String job : List.of("imperative", "reactive")) {
                assertThat(with.spans.stream().filter(job::equals))
                        .hasSize(observed ? engine.runsOf(job).size() : 0);
            }
        });
    }

    @Test
    void withoutActuatorMetersAndAspectsNothingIsLost() {
        SCHEDULING
                .withClassLoader(new FilteredClassLoader(
                        "org.springframework.boot.actuate", "io.micrometer.core", "org.aspectj", "io.sentry"))
                .withUserConfiguration(Counting.class)
                .run(context -> {
                    RecordingEngine engine = context.getBean(RecordingEngine.class);
                    await().until(() -> engine.endedRunsOf("count").size() > 2);
                });
    }

    @Test
    void tasksRegisteredInCodeAreRunsByOneWrappingMethod() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        TaskSchedulingAutoConfiguration.class,
                        ScheduledInterceptionAutoConfiguration.class,
                        CronsAutoConfiguration.class))
                .withUserConfiguration(InCode.class)
                .withPropertyValues("fluxion.crons.monitors.etl_x.schedule=0 2 * * *")
                .run(context -> {
                    StateKeeper states = context.getBean(StateKeeper.class);
                    MonitorDefinition first =
                            context.getBean(MonitorRegistry.class).find("etl-x");
                    await().until(() -> states.history(first, 10).stream()
                                    .filter(run -> run.status() == CheckInStatus.OK)
                                    .count()
                            > 1);
                    context.getBean(TaskScheduler.class)
                            .schedule(
                                    context.getBean(CronMonitors.class).monitored("etl_y", () -> {
                                        throw new IllegalStateException("sin red");
                                    }),
                                    Instant.now());
                    await().until(() -> context.getBean(MonitorRegistry.class).find("etl-y") != null);
                    MonitorDefinition second =
                            context.getBean(MonitorRegistry.class).find("etl-y");
                    await().untilAsserted(() -> assertThat(states.history(second, 10))
                            .extracting(CheckIn::status)
                            .containsExactly(CheckInStatus.ERROR));
                });
    }

    @Test
    void methodsThatXmlSchedulesByAnnotationAreMonitored() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        TaskSchedulingAutoConfiguration.class, ScheduledInterceptionAutoConfiguration.class))
                .withBean(RecordingEngine.class)
                .withInitializer(context -> new XmlBeanDefinitionReader(
                                (org.springframework.beans.factory.support.BeanDefinitionRegistry)
                                        context.getBeanFactory())
                        .loadBeanDefinitions(new ByteArrayResource(XML.getBytes(StandardCharsets.UTF_8))))
                .run(context -> {
                    RecordingEngine engine = context.getBean(RecordingEngine.class);
                    await().until(() -> engine.endedRunsOf("count").size() > 1);
                    assertThat(engine.endedRunsOf("count"))
                            .allMatch(run -> run.openedBy.getName().startsWith("desdeXml-"));
                });
    }

    @Test
    void theJobsOfAChildContextReportToTheEngineOfItsParent() {
        try (ConfigurableApplicationContext child = new SpringApplicationBuilder(Parent.class)
                .web(WebApplicationType.NONE)
                .child(Child.class)
                .web(WebApplicationType.NONE)
                .run()) {
            MonitorRegistry registry = child.getBean(MonitorRegistry.class);
            StateKeeper states = child.getBean(StateKeeper.class);
            await().until(() -> registry.definitions().stream()
                            .filter(monitor -> states.history(monitor, 10).stream()
                                    .anyMatch(run -> run.status() == CheckInStatus.OK))
                            .count()
                    == 2);
            assertThat(registry.definitions())
                    .extracting(MonitorDefinition::job)
                    .containsExactlyInAnyOrder(
                            Parent.class.getName() + ".inParent", Child.class.getName() + ".inChild");
        }
    }

    private static final String XML =
            """
            <beans xmlns="http://www.springframework.org/schema/beans" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                xmlns:task="http://www.springframework.org/schema/task"
                xsi:schemaLocation="http://www.springframework.org/schema/beans https://www.springframework.org/schema/beans/spring-beans.xsd
                    http://www.springframework.org/schema/task https://www.springframework.org/schema/task/spring-task.xsd">
              <task:annotation-driven scheduler="desdeXml"/>
              <task:scheduler id="desdeXml" pool-size="2"/>
              <bean class="%s"/>
            </beans>"""
                    .formatted(Counting.class.getName());

    @Configuration(proxyBeanMethods = false)
    static class Qualified {

        @Bean
        ThreadPoolTaskScheduler primero() {
            return new ThreadPoolTaskScheduler();
        }

        @Bean
        ThreadPoolTaskScheduler segundo() {
            return new ThreadPoolTaskScheduler();
        }

        @Scheduled(fixedRate = 20, scheduler = "primero")
        void onFirst() {}

        @Scheduled(fixedRate = 20, scheduler = "segundo")
        void onSecond() {}
    }

    @Configuration(proxyBeanMethods = false)
    static class Overlapping {

        final CountDownLatch first = new CountDownLatch(1);

        final CountDownLatch second = new CountDownLatch(1);

        private final AtomicInteger runs = new AtomicInteger();

        @Bean
        SimpleAsyncTaskScheduler taskScheduler() {
            SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
            scheduler.setConcurrencyLimit(2);
            return scheduler;
        }

        @Scheduled(fixedRate = 20)
        void slow() throws InterruptedException {
            int number = this.runs.incrementAndGet();
            MonitorRun.current().tag("vez", number);
            switch (number) {
                case 1 -> this.first.await();
                case 2 -> {
                    this.second.await();
                    throw new IllegalStateException("la segunda");
                }
                default -> new CountDownLatch(1).await();
            }
        }
    }

    public static class Counting {

        final AtomicInteger count = new AtomicInteger();

        @Scheduled(fixedRate = 20)
        public void count() throws ReflectiveOperationException {
            this.count.incrementAndGet();
            if (JRE.currentVersion().compareTo(JRE.JAVA_21) >= 0) {
                MonitorRun.current()
                        .tag("virtual", Thread.class.getMethod("isVirtual").invoke(Thread.currentThread()));
            }
        }
    }

    static class Failing {

        @Scheduled(fixedRate = 20)
        void fail() {
            throw new IllegalStateException("sin ventas");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Waiting {

        final CountDownLatch began = new CountDownLatch(1);

        @Bean
        DefaultLifecycleProcessor lifecycleProcessor() {
            DefaultLifecycleProcessor impatient = new DefaultLifecycleProcessor();
            impatient.setTimeoutPerShutdownPhase(100);
            return impatient;
        }

        @Scheduled(fixedDelay = 20)
        void waits() throws InterruptedException {
            this.began.countDown();
            new CountDownLatch(1).await();
        }
    }

    /** Observations as a tracer sees them: what is a span, and whose child is what the job does. */
    @Configuration(proxyBeanMethods = false)
    static class Traced {

        final List<String> spans = new CopyOnWriteArrayList<>();

        final List<String> surroundings = new CopyOnWriteArrayList<>();

        private final AtomicReference<ObservationRegistry> registry = new AtomicReference<>();

        @Bean
        ObservationRegistry observationRegistry() {
            ObservationRegistry created = ObservationRegistry.create();
            created.observationConfig().observationHandler(new Tracer());
            this.registry.set(created);
            return created;
        }

        private void within(String job) {
            MonitorRun.current().tag("dentro", "si");
            Observation current = this.registry.get().getCurrentObservation();
            this.surroundings.add(job + " in " + (current == null ? "none" : nameOf(current.getContext())));
        }

        @Scheduled(fixedRate = 20)
        void imperative() {
            within("imperative");
        }

        @Scheduled(fixedRate = 20)
        Mono<Object> reactive() {
            return Mono.fromRunnable(() -> within("reactive"));
        }

        private static String nameOf(Observation.ContextView context) {
            return context instanceof org.springframework.scheduling.support.ScheduledTaskObservationContext task
                    ? task.getMethod().getName()
                    : context.getName();
        }

        private final class Tracer implements ObservationHandler<Observation.Context> {

            @Override
            public void onStart(Observation.Context context) {
                Traced.this.spans.add(nameOf(context));
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class InCode {

        @Bean
        SchedulingConfigurer tasks(CronMonitors monitors) {
            return registrar ->
                    registrar.addFixedRateTask(monitors.monitored("etl_x", () -> {}), Duration.ofMillis(20));
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableScheduling
    @ImportAutoConfiguration({
        TaskSchedulingAutoConfiguration.class,
        ScheduledInterceptionAutoConfiguration.class,
        CronsAutoConfiguration.class
    })
    static class Parent {

        @Scheduled(fixedRate = 20)
        void inParent() {}
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableScheduling
    @ImportAutoConfiguration({TaskSchedulingAutoConfiguration.class, ScheduledInterceptionAutoConfiguration.class})
    static class Child {

        @Scheduled(fixedRate = 20)
        void inChild() {}
    }
}
