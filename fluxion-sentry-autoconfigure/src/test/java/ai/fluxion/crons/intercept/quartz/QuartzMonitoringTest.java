package ai.fluxion.crons.intercept.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.quartz.CalendarIntervalScheduleBuilder.calendarIntervalSchedule;
import static org.quartz.CronScheduleBuilder.cronSchedule;
import static org.quartz.SimpleScheduleBuilder.simpleSchedule;

import ai.fluxion.crons.MonitorRun;
import ai.fluxion.crons.autoconfigure.CronsAutoConfiguration;
import ai.fluxion.crons.autoconfigure.QuartzInterceptionAutoConfiguration;
import ai.fluxion.crons.autoconfigure.ScheduledInterceptionAutoConfiguration;
import ai.fluxion.crons.engine.MonitorRegistry;
import ai.fluxion.crons.engine.StateKeeper;
import ai.fluxion.crons.intercept.RecordingEngine;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorSlug;
import io.sentry.quartz.SentryJobListener;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.DailyTimeIntervalScheduleBuilder;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobKey;
import org.quartz.ScheduleBuilder;
import org.quartz.Scheduler;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.listeners.JobListenerSupport;
import org.quartz.listeners.TriggerListenerSupport;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.quartz.QuartzAutoConfiguration;
import org.springframework.boot.autoconfigure.quartz.SchedulerFactoryBeanCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

class QuartzMonitoringTest {

    private static final ApplicationContextRunner ENGINELESS = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    QuartzAutoConfiguration.class,
                    ScheduledInterceptionAutoConfiguration.class,
                    QuartzInterceptionAutoConfiguration.class))
            .withPropertyValues(
                    "spring.quartz.properties.org.quartz.threadPool.threadCount=3",
                    "spring.quartz.properties.org.quartz.scheduler.idleWaitTime=1000");

    private static final ApplicationContextRunner QUARTZ = ENGINELESS.withUserConfiguration(Engine.class);

    @Test
    void eachJobIsAMonitorWithTheScheduleOfItsTrigger() {
        QUARTZ.withUserConfiguration(Schedules.class).run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            assertThat(engine.jobs)
                    .extracting("job", "bean", "suffix", "schedule.text", "schedule.zone", "note")
                    .containsExactlyInAnyOrder(
                            tuple(
                                    Works.class.getName() + ".cron",
                                    "etl",
                                    null,
                                    "0 0 2 ? * MON",
                                    ZoneId.of("America/Caracas"),
                                    null),
                            tuple(Works.class.getName() + ".simple", "etl", null, "PT6H", null, null),
                            tuple(Works.class.getName() + ".calendario", "etl", null, "every 1 days", null, null),
                            tuple(Works.class.getName() + ".cinco", "etl", null, null, null, "it runs 5 times"),
                            tuple(
                                    Works.class.getName() + ".diario",
                                    "etl",
                                    null,
                                    null,
                                    null,
                                    "no schedule says what its trigger does"));
            Scheduler scheduler = context.getBean(Scheduler.class);
            scheduler.scheduleJob(job(Works.class, "tarde"), trigger("tarde", every(3_600_000)));
            assertThat(engine.job("tarde").schedule()).isNotNull();
            scheduler.triggerJob(JobKey.jobKey("cron", "etl"));
            await().until(() -> engine.endedRunsOf("cron").size() == 1);
            assertThat(engine.job("cron").schedule()).isNotNull();
        });
    }

    @Test
    void aJobThatIsOnlyAskedToRunIsNoMonitorUnlessItDeclaresOne() {
        QUARTZ.withUserConfiguration(AskedFor.class).run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            Scheduler scheduler = context.getBean(Scheduler.class);
            int before = Works.count.get();
            for (int order = 0; order < 20; order++) {
                scheduler.scheduleJob(
                        JobBuilder.newJob(Works.class)
                                .withIdentity("pedido-" + order, "etl")
                                .build(),
                        once());
            }
            // Those of the configuration may have run before.
            await().until(() -> Works.count.get() >= before + 20);
            await().until(() -> engine.endedRunsOf("declarado").size() == 1);
            assertThat(engine.jobs).extracting("job").containsExactly(Works.class.getName() + ".declarado");
        });
    }

    @Test
    void aTriggerThatFiresOnceIsARunOfTheJobsOwnMonitorThoughItWaitsAlready() {
        QUARTZ.withUserConfiguration(AskedForBesides.class).run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            await().until(() -> engine.endedRunsOf("cron").size() == 1);
            assertThat(engine.jobs).extracting("suffix", "schedule.text").containsExactly(tuple(null, "0 0 2 ? * MON"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "jdbc"})
    void aJobThatIsRescheduledOrDeletedAtRunTimeTakesItsMonitorAlong(String store) {
        in(store, ENGINELESS)
                .withConfiguration(AutoConfigurations.of(CronsAutoConfiguration.class))
                .withUserConfiguration(Schedules.class)
                .withPropertyValues("fluxion.crons.monitors.configurado.method=" + Works.class.getName() + ".simple")
                .run(context -> {
                    Scheduler scheduler = context.getBean(Scheduler.class);
                    MonitorRegistry registry = context.getBean(MonitorRegistry.class);
                    StateKeeper states = context.getBean(StateKeeper.class);
                    String slug = MonitorSlug.ofJob(Works.class.getName() + ".cron");
                    int before = registry.definitions().size();
                    scheduler.triggerJob(JobKey.jobKey("cron", "etl"));
                    await().until(() -> states.state(registry.find(slug)).next() != null);

                    scheduler.rescheduleJob(
                            TriggerKey.triggerKey("t-cron"), trigger("cron", cronSchedule("0 30 5 ? * TUE")));
                    assertThat(registry.find(slug).schedule().text()).isEqualTo("0 30 5 ? * TUE");
                    assertThat(registry.find(slug).config().schedule().value()).isEqualTo("30 5 * * 2");
                    states.tick(registry.definitions(), Instant.now());
                    ZonedDateTime next =
                            states.state(registry.find(slug)).next().atZone(ZoneId.systemDefault());
                    assertThat(next.getDayOfWeek()).isEqualTo(DayOfWeek.TUESDAY);
                    assertThat(next.toLocalTime()).isEqualTo(LocalTime.of(5, 30));

                    // There and back, and by the other way that people take.
                    scheduler.rescheduleJob(
                            TriggerKey.triggerKey("t-cron"), trigger("cron", cronSchedule("0 0 2 ? * MON")));
                    scheduler.deleteJob(JobKey.jobKey("cron", "etl"));
                    assertThat(registry.find(slug)).isNull();
                    assertThat(registry.definitions()).hasSize(before - 1);
                    scheduler.scheduleJob(job(Works.class, "cron"), trigger("cron", cronSchedule("0 30 5 ? * TUE")));
                    assertThat(registry.find(slug).schedule().text()).isEqualTo("0 30 5 ? * TUE");
                    scheduler.triggerJob(JobKey.jobKey("cron", "etl"));
                    await().until(() ->
                            states.view(registry.find(slug)).statistics().ok() > 1);

                    scheduler.deleteJob(JobKey.jobKey("simple", "etl"));
                    assertThat(registry.find("configurado")).isNotNull();
                    scheduler.clear();
                    assertThat(registry.definitions())
                            .extracting(MonitorDefinition::slug)
                            .containsExactly("configurado");
                });
    }

    @Test
    void aJobThatAnotherNodeRescheduledIsFollowedWhenItRunsHere() {
        in("jdbc", ENGINELESS)
                .withConfiguration(AutoConfigurations.of(CronsAutoConfiguration.class))
                .withUserConfiguration(Schedules.class)
                .run(context -> {
                    MonitorRegistry registry = context.getBean(MonitorRegistry.class);
                    String slug = MonitorSlug.ofJob(Works.class.getName() + ".cron");
                    context.getBean(JdbcTemplate.class)
                            .update("update QRTZ_CRON_TRIGGERS set CRON_EXPRESSION = '* * * * * ?'");
                    context.getBean(JdbcTemplate.class)
                            .update(
                                    "update QRTZ_TRIGGERS set NEXT_FIRE_TIME = ? where JOB_NAME = 'cron'",
                                    System.currentTimeMillis());
                    await().until(() -> registry.find(slug).schedule().text().equals("* * * * * ?"));
                });
    }

    @Test
    void aJobWhoseClassIsGoneKeepsNoOtherFromBeingMonitored() {
        in("jdbc", QUARTZ).withUserConfiguration(Outcomes.class, Stale.class).run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            await().until(() -> engine.endedRunsOf("works").size() > 1);
            assertThat(engine.jobs).noneMatch(job -> job.job().endsWith(".checked"));
        });
    }

    @Test
    void jobsThatRunAFewTimesAndAreGoneLeaveNothingBehind() {
        ENGINELESS
                .withConfiguration(AutoConfigurations.of(CronsAutoConfiguration.class))
                .withPropertyValues("spring.quartz.properties.org.quartz.jobStore.misfireThreshold=60000")
                .run(context -> {
                    Scheduler scheduler = context.getBean(Scheduler.class);
                    MonitorRegistry registry = context.getBean(MonitorRegistry.class);
                    int before = Works.count.get();
                    for (int order = 0; order < 20; order++) {
                        scheduler.scheduleJob(
                                JobBuilder.newJob(OneAtATime.class)
                                        .withIdentity("reintento-" + order, "etl")
                                        .build(),
                                TriggerBuilder.newTrigger()
                                        .withSchedule(simpleSchedule()
                                                .withIntervalInMilliseconds(10)
                                                .withRepeatCount(2))
                                        .build());
                    }
                    await().until(() -> Works.count.get() >= before + 60);
                    await().untilAsserted(
                                    () -> assertThat(registry.definitions()).isEmpty());
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "jdbc"})
    void everyExecutionIsARunWithItsOutcome(String store) {
        in(store, QUARTZ).withUserConfiguration(Outcomes.class).run(context -> {
            assertThat(context).hasNotFailed();
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            await().until(() -> engine.endedRunsOf("works").size() > 1
                    && engine.endedRunsOf("checked").size() > 0
                    && engine.endedRunsOf("unchecked").size() > 0);
            assertThat(engine.endedRunsOf("works"))
                    .allMatch(run -> run.outcome().equals("ok"));
            assertThat(engine.endedRunsOf("works")).allMatch(run -> run.facts.containsKey("dentro"));
            assertThat(engine.endedRunsOf("checked"))
                    .allMatch(run -> run.outcome().equals("org.quartz.JobExecutionException: sin ventas"));
            assertThat(engine.endedRunsOf("unchecked"))
                    .allMatch(run -> run.outcome().equals("java.lang.IllegalStateException: sin red"));
        });
    }

    @Test
    void aVetoedExecutionIsASkippedSlot() {
        QUARTZ.withUserConfiguration(Outcomes.class, Veto.class).run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            await().until(() -> !engine.skips.isEmpty());
            assertThat(engine.runs).isEmpty();
            assertThat(engine.skips).allMatch(skip -> skip.reason().equals("vetoed by a trigger listener"));
        });
    }

    @Test
    void aRunThatComesLateAfterAMisfireSaysSo() {
        QUARTZ.withUserConfiguration(Misfiring.class)
                .withPropertyValues("spring.quartz.properties.org.quartz.jobStore.misfireThreshold=1")
                .run(context -> {
                    RecordingEngine engine = context.getBean(RecordingEngine.class);
                    await().until(() -> !engine.endedRunsOf("tarde").isEmpty());
                    assertThat(engine.endedRunsOf("tarde").get(0).facts).containsEntry("quartz.misfired", true);
                });
    }

    @Test
    void aRunInTimeAfterAMisfireThatQuartzDropsIsNotLate() {
        QUARTZ.withUserConfiguration(Schedules.class)
                .withPropertyValues("spring.quartz.properties.org.quartz.jobStore.misfireThreshold=5000")
                .run(context -> {
                    RecordingEngine engine = context.getBean(RecordingEngine.class);
                    List<String> misfired = new CopyOnWriteArrayList<>();
                    Scheduler scheduler = context.getBean(Scheduler.class);
                    scheduler.getListenerManager().addTriggerListener(new TriggerListenerSupport() {

                        @Override
                        public String getName() {
                            return "misfires";
                        }

                        @Override
                        public void triggerMisfired(Trigger trigger) {
                            misfired.add(trigger.getJobKey().getName());
                        }
                    });
                    scheduler.scheduleJob(
                            job(Works.class, "sinrecuperar"),
                            TriggerBuilder.newTrigger()
                                    .startAt(new Date(System.currentTimeMillis() - 60_000))
                                    .withSchedule(simpleSchedule()
                                            .withIntervalInMilliseconds(700)
                                            .repeatForever()
                                            .withMisfireHandlingInstructionNextWithExistingCount())
                                    .build());
                    await().until(() -> !engine.endedRunsOf("sinrecuperar").isEmpty());
                    assertThat(misfired).contains("sinrecuperar");
                    assertThat(engine.endedRunsOf("sinrecuperar").get(0).facts).doesNotContainKey("quartz.misfired");
                });
    }

    @Test
    void theUsersListenersStayAndSentrysReportsNoJobTwice() {
        QUARTZ.withUserConfiguration(Outcomes.class, Listeners.class).run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            Listeners listeners = context.getBean(Listeners.class);
            engine.active = job -> !job.job().endsWith("checked") || job.job().endsWith("unchecked");
            await().until(() -> engine.endedRunsOf("works").size() > 1
                    && listeners.seen.contains("works")
                    && listeners.sentrys.reports.contains("closed checked"));
            assertThat(listeners.sentrys.reports).noneMatch(report -> report.endsWith(" works"));
        });
    }

    /** A run that nobody ends is a timeout in Sentry, hours later. */
    @Test
    void aListenerThatKeepsTheJobFromBeingExecutedMakesItsRunAnError() {
        QUARTZ.run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            Scheduler scheduler = context.getBean(Scheduler.class);
            scheduler.getListenerManager().addJobListener(new Broken() {

                @Override
                public void jobToBeExecuted(JobExecutionContext execution) {
                    throw new IllegalStateException("antes");
                }
            });
            scheduler.scheduleJob(job(Works.class, "impedido"), trigger("impedido", every(3_600_000)));

            await().until(() -> engine.endedRunsOf("impedido").size() == 1);
            assertThat(engine.endedRunsOf("impedido").get(0).failure).hasMessage("antes");
        });
    }

    @ParameterizedTest
    @CsvSource({"Works, despues", "Unchecked, sin red"})
    void aListenerThatFailsBeforeOursIsToldOfTheEndDoesNotLeaveTheRunOpen(String job, String failure) {
        QUARTZ.withUserConfiguration(BrokenAfterwards.class).run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            Class<? extends Job> type = job.equals("Works") ? Works.class : Unchecked.class;
            context.getBean(Scheduler.class).scheduleJob(job(type, "sin-fin"), trigger("sin-fin", every(3_600_000)));

            await().until(() -> engine.endedRunsOf("sin-fin").size() == 1);
            assertThat(engine.endedRunsOf("sin-fin").get(0).failure).hasMessageContaining(failure);
        });
    }

    @Test
    void aSlugForSentrysListenerIsTheMonitorsName() {
        QUARTZ.withUserConfiguration(WithSlug.class).run(context -> assertThat(
                        context.getBean(RecordingEngine.class).job("conslug").declaration())
                .extracting("name")
                .isEqualTo("mi-slug"));
    }

    private static ApplicationContextRunner in(String store, ApplicationContextRunner runner) {
        return store.equals("memory")
                ? runner
                : runner.withConfiguration(AutoConfigurations.of(
                                DataSourceAutoConfiguration.class,
                                JdbcTemplateAutoConfiguration.class,
                                DataSourceTransactionManagerAutoConfiguration.class))
                        .withPropertyValues(
                                "spring.quartz.job-store-type=jdbc",
                                "spring.datasource.generate-unique-name=true",
                                "spring.quartz.properties.org.quartz.jobStore.isClustered=true",
                                "spring.quartz.properties.org.quartz.jobStore.driverDelegateClass="
                                        + "org.quartz.impl.jdbcjobstore.StdJDBCDelegate",
                                "spring.quartz.properties.org.quartz.scheduler.instanceId=AUTO");
    }

    private static JobDetail job(Class<? extends Job> type, String name) {
        return JobBuilder.newJob(type).withIdentity(name, "etl").storeDurably().build();
    }

    private static Trigger trigger(String job, ScheduleBuilder<?> schedule) {
        return TriggerBuilder.newTrigger()
                .withIdentity("t-" + job)
                .forJob(job, "etl")
                .withSchedule(schedule)
                .build();
    }

    private static Trigger once() {
        return TriggerBuilder.newTrigger()
                .withIdentity("una-vez-" + UUID.randomUUID())
                .startNow()
                .build();
    }

    private static ScheduleBuilder<?> every(long millis) {
        return simpleSchedule().withIntervalInMilliseconds(millis).repeatForever();
    }

    @Configuration(proxyBeanMethods = false)
    static class Engine {

        @Bean
        RecordingEngine engine() {
            return new RecordingEngine();
        }
    }

    public static class Works implements Job {

        static final AtomicInteger count = new AtomicInteger();

        @Override
        public void execute(JobExecutionContext context) {
            count.incrementAndGet();
            MonitorRun.current().tag("dentro", "si");
        }
    }

    @DisallowConcurrentExecution
    public static class OneAtATime extends Works {}

    public static class Checked implements Job {

        @Override
        public void execute(JobExecutionContext context) throws JobExecutionException {
            throw new JobExecutionException("sin ventas");
        }
    }

    public static class Unchecked implements Job {

        @Override
        public void execute(JobExecutionContext context) {
            throw new IllegalStateException("sin red");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedules {

        @Bean
        SchedulerFactoryBeanCustomizer jobs() {
            return factory -> {
                factory.setJobDetails(
                        job(Works.class, "cron"),
                        job(Works.class, "simple"),
                        job(Works.class, "calendario"),
                        job(Works.class, "cinco"),
                        job(Works.class, "diario"));
                factory.setTriggers(
                        trigger(
                                "cron",
                                cronSchedule("0 0 2 ? * MON").inTimeZone(TimeZone.getTimeZone("America/Caracas"))),
                        trigger("simple", every(6 * 3_600_000L)),
                        trigger("calendario", calendarIntervalSchedule().withIntervalInDays(1)),
                        trigger("cinco", simpleSchedule().withIntervalInHours(1).withRepeatCount(4)),
                        trigger(
                                "diario",
                                DailyTimeIntervalScheduleBuilder.dailyTimeIntervalSchedule()
                                        .withIntervalInHours(3)));
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AskedFor {

        @Bean
        SchedulerFactoryBeanCustomizer jobs() {
            return factory -> {
                JobDetail declared = job(Works.class, "declarado");
                declared.getJobDataMap().put("sentry-slug", "pedidos");
                factory.setJobDetails(job(Works.class, "una"), declared);
                factory.setTriggers(
                        once().getTriggerBuilder().forJob("una", "etl").build(),
                        once().getTriggerBuilder().forJob("declarado", "etl").build());
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AskedForBesides {

        @Bean
        SchedulerFactoryBeanCustomizer jobs() {
            return factory -> {
                factory.setJobDetails(job(Works.class, "cron"));
                factory.setTriggers(
                        once().getTriggerBuilder().forJob("cron", "etl").build(),
                        trigger("cron", cronSchedule("0 0 2 ? * MON")));
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Outcomes {

        @Bean
        SchedulerFactoryBeanCustomizer jobs() {
            return factory -> {
                factory.setJobDetails(
                        job(Works.class, "works"), job(Checked.class, "checked"), job(Unchecked.class, "unchecked"));
                factory.setTriggers(
                        trigger("works", every(50)), trigger("checked", every(50)), trigger("unchecked", every(50)));
            };
        }
    }

    /** What a deploy leaves in the store when it takes a job's class away. */
    @Configuration(proxyBeanMethods = false)
    static class Stale {

        @Bean
        SmartInitializingSingleton stale(Scheduler scheduler, JdbcTemplate jdbc) {
            return () ->
                    jdbc.update("update QRTZ_JOB_DETAILS set JOB_CLASS_NAME = 'com.x.Gone' where JOB_NAME = 'checked'");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Veto {

        @Bean
        SchedulerFactoryBeanCustomizer veto() {
            return factory -> factory.setGlobalTriggerListeners(new TriggerListenerSupport() {
                @Override
                public String getName() {
                    return "veto";
                }

                @Override
                public boolean vetoJobExecution(Trigger trigger, JobExecutionContext context) {
                    return true;
                }
            });
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Misfiring {

        @Bean
        SchedulerFactoryBeanCustomizer jobs() {
            return factory -> {
                factory.setJobDetails(job(Works.class, "tarde"));
                factory.setTriggers(TriggerBuilder.newTrigger()
                        .withIdentity("t-tarde")
                        .forJob("tarde", "etl")
                        .startAt(new Date(System.currentTimeMillis() - 60_000))
                        .withSchedule(simpleSchedule()
                                .withIntervalInHours(1)
                                .repeatForever()
                                .withMisfireHandlingInstructionNowWithExistingCount())
                        .build());
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Listeners {

        final List<String> seen = new CopyOnWriteArrayList<>();

        final SentryJobListener sentrys = new SentryJobListener();

        @Bean
        SchedulerFactoryBeanCustomizer listeners() {
            return factory -> factory.setGlobalJobListeners(this.sentrys, new JobListenerSupport() {
                @Override
                public String getName() {
                    return "users";
                }

                @Override
                public void jobToBeExecuted(JobExecutionContext context) {
                    Listeners.this.seen.add(context.getJobDetail().getKey().getName());
                }
            });
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WithSlug {

        @Bean
        SchedulerFactoryBeanCustomizer jobs() {
            return factory -> {
                JobDetail job = job(Works.class, "conslug");
                job.getJobDataMap().put("sentry-slug", "mi-slug");
                factory.setJobDetails(job);
                factory.setTriggers(trigger("conslug", every(3_600_000)));
            };
        }
    }

    private abstract static class Broken extends JobListenerSupport {

        @Override
        public String getName() {
            return "broken";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class BrokenAfterwards {

        @Bean
        SchedulerFactoryBeanCustomizer listeners() {
            return factory -> factory.setGlobalJobListeners(new Broken() {

                @Override
                public void jobWasExecuted(JobExecutionContext context, JobExecutionException exception) {
                    throw new IllegalStateException("despues");
                }
            });
        }
    }
}
