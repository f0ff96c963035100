package ai.fluxion.crons.intercept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.CronMonitor;
import ai.fluxion.crons.MonitorRun;
import ai.fluxion.crons.autoconfigure.ScheduledInterceptionAutoConfiguration;
import ai.fluxion.crons.engine.DiscoveredJob;
import ai.fluxion.crons.engine.MonitorConfigurationException;
import ai.fluxion.crons.engine.MonitorDeclaration;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.AliasFor;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.scheduling.support.ScheduledMethodRunnable;

class ScheduledMethodsTest {

    static final ApplicationContextRunner SCHEDULING = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    PropertyPlaceholderAutoConfiguration.class,
                    AopAutoConfiguration.class,
                    TaskSchedulingAutoConfiguration.class,
                    ScheduledInterceptionAutoConfiguration.class))
            .withUserConfiguration(Engine.class)
            .withPropertyValues("spring.task.scheduling.pool.size=4");

    @Test
    void everyExecutionIsARunWithItsOutcome() {
        SCHEDULING.withUserConfiguration(Outcomes.class).run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            Outcomes outcomes = context.getBean(Outcomes.class);
            await().until(() -> engine.endedRunsOf("works").size() >= 2
                    && engine.endedRunsOf("throwsRuntimeException").size() >= 2
                    && engine.endedRunsOf("throwsCheckedException").size() >= 2
                    && engine.endedRunsOf("throwsError").size() >= 1);
            assertThat(engine.endedRunsOf("works"))
                    .allMatch(run -> run.outcome().equals("ok"));
            assertThat(engine.endedRunsOf("throwsRuntimeException"))
                    .allMatch(run -> run.outcome().equals("java.lang.IllegalStateException: sin ventas"));
            assertThat(engine.endedRunsOf("throwsCheckedException"))
                    .allMatch(run -> run.outcome().equals("java.io.IOException: sin red"));
            assertThat(engine.endedRunsOf("throwsError"))
                    .allMatch(run -> run.outcome().equals("java.lang.AssertionError: nunca"));
            assertThat(engine.endedRunsOf("works")).allMatch(run -> "01".equals(run.facts.get("tienda")));
            context.close();
            assertThat(engine.runsOf("works")).hasSize(outcomes.works.get());
            assertThat(engine.runs).allMatch(run -> run.ends == 1 && run.detached);
        });
    }

    @Test
    void aRunIsTheCurrentOneOnlyWhileItsMethodRuns() {
        SCHEDULING.withUserConfiguration(Outcomes.class).run(context -> {
            Outcomes outcomes = context.getBean(Outcomes.class);
            await().until(() -> outcomes.works.get() > 1);
            outcomes.works();
            assertThat(MonitorRun.current().name()).isEmpty();
            ThreadPoolTaskScheduler scheduler = context.getBean(ThreadPoolTaskScheduler.class);
            assertThat(scheduler.submit(() -> MonitorRun.current().name()).get())
                    .isEmpty();
        });
    }

    @Test
    void aCallOfTheMethodThatTheSchedulerDidNotMakeIsNoRun() {
        SCHEDULING.withUserConfiguration(Rare.class).run(context -> {
            context.getBean(Rare.class).yearly();
            assertThat(context.getBean(RecordingEngine.class).runs).isEmpty();
        });
    }

    @Test
    void schedulesAreThoseThatSpringResolves() {
        SCHEDULING
                .withUserConfiguration(Timings.class)
                .withPropertyValues(
                        "ventas.cron=0 0 2 * * *", "ventas.zona=America/Caracas", "ventas.cada=PT7M", "apagado=-")
                .run(context -> {
                    RecordingEngine engine = context.getBean(RecordingEngine.class);
                    assertThat(schedule(engine, "placeholders")).isEqualTo("SPRING 0 0 2 * * * America/Caracas");
                    assertThat(schedule(engine, "spel")).isEqualTo("SPRING 0 15 3 * * * Europe/Madrid");
                    assertThat(schedule(engine, "macro")).isEqualTo("SPRING @daily " + ZoneId.systemDefault());
                    assertThat(schedule(engine, "ofAnotherScheduler")).isEqualTo("SPRING 0 0 4 * * * Asia/Tokyo");
                    assertThat(schedule(engine, "rate")).isEqualTo("FIXED_RATE PT6H null");
                    assertThat(schedule(engine, "iso")).isEqualTo("FIXED_RATE PT7M null");
                    assertThat(schedule(engine, "simpleStyle")).isEqualTo("FIXED_DELAY PT1H30M null");
                    assertThat(schedule(engine, "number")).isEqualTo("FIXED_DELAY PT1M30S null");
                    assertThat(engine.jobs).noneMatch(job -> job.job().endsWith("disabled"));
                    assertThat(engine.job("once").schedule()).isNull();
                    assertThat(engine.job("once").note()).isEqualTo("it runs once");
                    assertThat(engine.job("onceMore").schedule()).isNull();
                    assertThat(engine.job("meta").declaration())
                            .extracting("name")
                            .isEqualTo("desde_meta");
                });
    }

    @Test
    void whatTheAnnotationDeclaresIsResolved() {
        SCHEDULING
                .withUserConfiguration(Declared.class)
                .withPropertyValues("nombre=etl_ventas_tienda", "margen=30m")
                .run(context -> {
                    MonitorDeclaration said =
                            context.getBean(RecordingEngine.class).job("todo").declaration();
                    assertThat(said)
                            .isEqualTo(new MonitorDeclaration(
                                    "etl_ventas_tienda",
                                    "@CronMonitor on " + Declared.class.getName() + ".todo",
                                    "0 2 * * *",
                                    "UTC",
                                    Duration.ofMinutes(30),
                                    Duration.ofMinutes(180),
                                    2,
                                    3,
                                    "team:datos",
                                    "Ventas",
                                    null,
                                    null,
                                    false,
                                    List.of()));
                });
    }

    @Test
    void anUnreadableAttributeStopsTheStartWithItsRemedy() {
        SCHEDULING.withUserConfiguration(Wrong.class).run(context -> assertThat(context.getStartupFailure())
                .isInstanceOf(MonitorConfigurationException.class)
                .hasMessageContaining("@CronMonitor(maxRuntime) on " + Wrong.class.getName() + ".todo = 'tres horas'")
                .hasMessageContaining("it is no duration"));
    }

    @Test
    void severalSchedulesThatNoOneScheduleSaysAreMonitorsOfTheirOwn() {
        SCHEDULING.withUserConfiguration(Several.class).run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            assertThat(engine.jobs)
                    .extracting("suffix", "schedule.text")
                    .containsExactlyInAnyOrder(tuple(null, "0 0 2 * * *"), tuple("2", "PT6H"));
            await().until(() -> !engine.runs.isEmpty());
            assertThat(engine.runs).allMatch(run -> "2".equals(run.job.suffix()));
        });
    }

    @Test
    void beansThatComeLateAreMonitoredToo() {
        SCHEDULING.withUserConfiguration(Late.class).run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            assertThat(engine.jobs).isEmpty();
            context.getBean("lazy");
            context.getBean("prototype");
            context.getBean("prototype");
            assertThat(engine.jobs).extracting(DiscoveredJob::bean).containsExactlyInAnyOrder("lazy", "prototype");
            await().until(() -> engine.runs.stream()
                            .filter(run -> "prototype".equals(run.job.bean()))
                            .count()
                    >= 4);
        });
    }

    @Test
    void theFirstExecutionOfABeanThatComesLateIsARunToo() {
        SCHEDULING.withUserConfiguration(LateOnce.class).run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            CountDownLatch executed = context.getBean(CountDownLatch.class);
            // Long enough for a scheduler that would not wait.
            engine.registering = () -> awaitAtMost(executed, Duration.ofMillis(200));
            context.getBean(LateOnce.Once.class);
            await().until(() -> executed.getCount() == 0);
            await().untilAsserted(() -> assertThat(engine.endedRunsOf("tick")).hasSize(1));
        });
    }

    @Test
    void whatTheRegistryRefusesAfterTheStartIsNotMonitoredAndRuns() {
        SCHEDULING.withUserConfiguration(Late.class).run(context -> {
            context.getBean(RecordingEngine.class).refuse = true;
            Outcomes.Simple lazy = (Outcomes.Simple) context.getBean("lazy");
            await().until(() -> lazy.count.get() > 1);
            assertThat(context.getBean(RecordingEngine.class).runs).isEmpty();
        });
    }

    @Test
    void anInactiveMonitorHasNoRuns() {
        SCHEDULING.withUserConfiguration(Outcomes.class).run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            engine.active = job -> !job.job().endsWith("works");
            int before = engine.runsOf("works").size();
            int calls = context.getBean(Outcomes.class).works.get();
            await().until(() -> context.getBean(Outcomes.class).works.get() > calls + 2);
            assertThat(engine.runsOf("works")).hasSizeLessThanOrEqualTo(before + 1);
        });
    }

    @Test
    void tasksRemainWhatTheyWereToThoseThatListThem() {
        SCHEDULING.withUserConfiguration(Rare.class).run(context -> {
            ScheduledTaskHolder holder = context.getBean(ScheduledTaskHolder.class);
            assertThat(holder.getScheduledTasks()).singleElement().satisfies(task -> {
                assertThat(task.toString()).isEqualTo(Rare.class.getName() + ".yearly");
                assertThat(task.getTask().getRunnable())
                        .extracting("runnable")
                        .isInstanceOf(ScheduledMethodRunnable.class);
                assertThat(task.nextExecution()).isNotNull();
            });
        });
    }

    @Test
    void switchedOffItReplacesNothing() {
        SCHEDULING
                .withUserConfiguration(Rare.class)
                .withPropertyValues("fluxion.crons.enabled=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(MonitoringScheduledProcessor.class)
                        .doesNotHaveBean(InterceptedJobs.class));
    }

    private static void awaitAtMost(CountDownLatch latch, Duration atMost) {
        try {
            latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private static String schedule(RecordingEngine engine, String method) {
        var schedule = engine.job(method).schedule();
        assertThat(schedule).isNotNull();
        return schedule.dialect() + " " + schedule.text() + " " + schedule.zone();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Engine {

        @Bean
        RecordingEngine engine() {
            return new RecordingEngine();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Outcomes {

        final AtomicInteger works = new AtomicInteger();

        @Scheduled(fixedRate = 10)
        void works() {
            this.works.incrementAndGet();
            MonitorRun.current().tag("tienda", "01");
        }

        @Scheduled(fixedRate = 10)
        void throwsRuntimeException() {
            throw new IllegalStateException("sin ventas");
        }

        @Scheduled(fixedRate = 10)
        void throwsCheckedException() throws Exception {
            throw new IOException("sin red");
        }

        @Scheduled(fixedRate = 10)
        void throwsError() {
            throw new AssertionError("nunca");
        }

        static class Simple {

            final AtomicInteger count = new AtomicInteger();

            @Scheduled(fixedRate = 10)
            void tick() {
                this.count.incrementAndGet();
            }
        }
    }

    static class Rare {

        @Scheduled(cron = "0 0 0 1 1 *")
        void yearly() {}
    }

    @Configuration(proxyBeanMethods = false)
    static class Timings {

        @Bean(defaultCandidate = false)
        ThreadPoolTaskScheduler tokyo() {
            ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
            scheduler.setClock(Clock.system(ZoneId.of("Asia/Tokyo")));
            return scheduler;
        }

        @Scheduled(cron = "${ventas.cron}", zone = "${ventas.zona}")
        void placeholders() {}

        @Scheduled(cron = "#{'0 15 3 * * *'}", zone = "Europe/Madrid")
        void spel() {}

        @Scheduled(cron = "@daily")
        void macro() {}

        @Scheduled(cron = "0 0 4 * * *", scheduler = "tokyo")
        void ofAnotherScheduler() {}

        @Scheduled(fixedRate = 6, timeUnit = TimeUnit.HOURS, initialDelay = 1)
        void rate() {}

        @Scheduled(fixedRateString = "${ventas.cada}", initialDelayString = "PT1H")
        void iso() {}

        @Scheduled(fixedDelayString = "1h30m", initialDelayString = "1h")
        void simpleStyle() {}

        @Scheduled(fixedDelayString = "90", initialDelay = 3600, timeUnit = TimeUnit.SECONDS)
        void number() {}

        @Scheduled(cron = "${apagado}")
        void disabled() {}

        @Scheduled(fixedRate = Long.MAX_VALUE, initialDelay = 3_600_000)
        void once() {}

        @Scheduled(initialDelay = 1, timeUnit = TimeUnit.HOURS)
        void onceMore() {}

        @Diario("desde_meta")
        void meta() {}
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Scheduled(cron = "0 0 5 * * *")
    @CronMonitor
    @interface Diario {

        @AliasFor(annotation = CronMonitor.class, attribute = "value")
        String value();
    }

    static class Declared {

        @Scheduled(cron = "0 0 2 * * *", zone = "UTC")
        @CronMonitor(
                value = "${nombre}",
                schedule = "0 2 * * *",
                timezone = "UTC",
                checkinMargin = "${margen}",
                maxRuntime = "180",
                failureIssueThreshold = 2,
                recoveryThreshold = 3,
                owner = "team:datos",
                description = "Ventas")
        void todo() {}
    }

    static class Wrong {

        @Scheduled(cron = "0 0 2 * * *")
        @CronMonitor(maxRuntime = "tres horas")
        void todo() {}
    }

    static class Several {

        @Scheduled(cron = "0 0 2 * * *")
        @Scheduled(fixedRate = 6, timeUnit = TimeUnit.HOURS)
        void twice() {}
    }

    @Configuration(proxyBeanMethods = false)
    static class Late {

        @Bean
        @Lazy
        Outcomes.Simple lazy() {
            return new Outcomes.Simple();
        }

        @Bean
        @Scope("prototype")
        Outcomes.Simple prototype() {
            return new Outcomes.Simple();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class LateOnce {

        @Bean
        CountDownLatch executed() {
            return new CountDownLatch(1);
        }

        @Bean
        @Lazy
        Once once(CountDownLatch executed) {
            return new Once(executed);
        }

        record Once(CountDownLatch executed) {

            @Scheduled(fixedRate = 3_600_000)
            void tick() {
                this.executed.countDown();
            }
        }
    }
}
