package ai.fluxion.crons.intercept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.MonitorRun;
import ai.fluxion.crons.autoconfigure.CronsAutoConfiguration;
import ai.fluxion.crons.autoconfigure.JdbcStoreAutoConfiguration;
import ai.fluxion.crons.autoconfigure.QuartzInterceptionAutoConfiguration;
import ai.fluxion.crons.autoconfigure.ScheduledInterceptionAutoConfiguration;
import ai.fluxion.crons.autoconfigure.ShedLockInterceptionAutoConfiguration;
import ai.fluxion.crons.delivery.CheckInMessage;
import ai.fluxion.crons.engine.MonitorRegistry;
import ai.fluxion.crons.engine.StateKeeper;
import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.test.RecordCheckIns;
import ai.fluxion.crons.test.RecordedCheckIns;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import net.javacrumbs.shedlock.spring.annotation.EnableSchedulerLock;
import net.javacrumbs.shedlock.spring.annotation.EnableSchedulerLock.InterceptMode;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.quartz.QuartzAutoConfiguration;
import org.springframework.boot.autoconfigure.quartz.SchedulerFactoryBeanCustomizer;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;

/** Two application contexts against one PostgreSQL: each slot runs once, and is reported once, by whoever ran it. */
@Tag("exhaustive")
class ReplicasTest {

    private static final int JOBS = 10;

    private static final int SLOTS = 50;

    private static EmbeddedPostgres postgres;

    private final ApplicationContextRunner replica = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AopAutoConfiguration.class,
                    DataSourceAutoConfiguration.class,
                    DataSourceTransactionManagerAutoConfiguration.class,
                    JdbcTemplateAutoConfiguration.class,
                    JdbcClientAutoConfiguration.class,
                    TaskSchedulingAutoConfiguration.class,
                    ScheduledInterceptionAutoConfiguration.class,
                    JdbcStoreAutoConfiguration.class,
                    CronsAutoConfiguration.class))
            .withPropertyValues(
                    "spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                    "spring.datasource.hikari.maximum-pool-size=15",
                    "spring.task.scheduling.pool.size=10",
                    "fluxion.crons.store.type=jdbc",
                    "fluxion.crons.store.jdbc.initialize-schema=always")
            // What runs more than once a minute goes to Sentry if it is declared.
            .withPropertyValues(IntStream.range(0, JOBS)
                    .mapToObj("fluxion.crons.monitors.j%1$d.method=jobs.j%1$d"::formatted)
                    .toArray(String[]::new));

    @BeforeAll
    static void open() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void close() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        JdbcTemplate database = new JdbcTemplate(postgres.getPostgresDatabase());
        database.execute("drop schema public cascade; create schema public");
        database.execute("create table shedlock(name varchar(64) primary key,"
                + " lock_until timestamp, locked_at timestamp, locked_by varchar(255))");
        database.execute(
                "create table execution(job varchar(20), slot timestamp, id varchar(36), replica varchar(36))");
    }

    @ParameterizedTest
    @ValueSource(classes = {ByMethod.class, ByScheduler.class})
    void lockedByShedLock(Class<?> mode) {
        ApplicationContextRunner locked = this.replica
                .withConfiguration(AutoConfigurations.of(ShedLockInterceptionAutoConfiguration.class))
                .withUserConfiguration(mode, Locked.class);
        locked.run(first -> locked.run(second -> assertReportedOnce(first, second)));
    }

    @Test
    void clusteredByQuartz() {
        ApplicationContextRunner clustered = this.replica
                .withConfiguration(
                        AutoConfigurations.of(QuartzAutoConfiguration.class, QuartzInterceptionAutoConfiguration.class))
                .withUserConfiguration(Clustered.class)
                .withPropertyValues(
                        "spring.quartz.job-store-type=jdbc",
                        "spring.quartz.overwrite-existing-jobs=false",
                        "spring.quartz.properties.org.quartz.jobStore.isClustered=true",
                        "spring.quartz.properties.org.quartz.jobStore.clusterCheckinInterval=1000",
                        // Without it Quartz itself fires a slot twice now and then.
                        "spring.quartz.properties.org.quartz.jobStore.acquireTriggersWithinLock=true",
                        "spring.quartz.properties.org.quartz.jobStore.driverDelegateClass="
                                + "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate",
                        "spring.quartz.properties.org.quartz.scheduler.instanceId=AUTO");
        clustered
                .withPropertyValues("spring.quartz.jdbc.initialize-schema=always")
                .run(first -> clustered
                        .withPropertyValues("spring.quartz.jdbc.initialize-schema=never")
                        .run(second -> assertReportedOnce(first, second)));
    }

    private static void assertReportedOnce(ApplicationContext first, ApplicationContext second) {
        assertThat(first).isInstanceOf(ConfigurableApplicationContext.class);
        JdbcClient database = JdbcClient.create(postgres.getPostgresDatabase());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> database.sql("select count(*) from execution")
                                .query(Integer.class)
                                .single()
                        >= SLOTS);
        stopSchedulers(first);
        stopSchedulers(second);
        List<Map<String, Object>> executions =
                database.sql("select * from execution").query().listOfRows();
        List<String> ids =
                executions.stream().map(row -> row.get("id").toString()).toList();
        assertThat(executions.stream().map(row -> row.get("replica")).distinct())
                .hasSize(2);
        assertThat(executions.stream().map(row -> row.get("job") + " " + row.get("slot")))
                .as("the lock holds: no slot ran twice")
                .doesNotHaveDuplicates();

        Map<UUID, List<CheckInStatus>> told = Stream.of(first, second)
                .flatMap(one -> one.getBean(RecordedCheckIns.class).all().stream())
                .collect(Collectors.groupingBy(
                        CheckInMessage::id, Collectors.mapping(CheckInMessage::status, Collectors.toList())));
        assertThat(told).hasSize(ids.size());
        assertThat(told.values())
                .allSatisfy(run -> assertThat(run).containsExactly(CheckInStatus.IN_PROGRESS, CheckInStatus.OK));
        await().untilAsserted(() -> assertThat(recorded(first)).containsExactlyInAnyOrderElementsOf(ids));
        await().untilAsserted(() -> assertThat(recorded(second)).containsExactlyInAnyOrderElementsOf(ids));
    }

    private static void stopSchedulers(ApplicationContext replica) {
        replica.getBeansOfType(org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler.class)
                .values()
                .forEach(scheduler -> {
                    scheduler.setWaitForTasksToCompleteOnShutdown(true);
                    scheduler.setAwaitTerminationSeconds(10);
                    scheduler.shutdown();
                });
        replica.getBeansOfType(SchedulerFactoryBean.class).values().forEach(SchedulerFactoryBean::stop);
        replica.getBeansOfType(org.quartz.Scheduler.class).values().forEach(scheduler -> {
            try {
                scheduler.shutdown(true);
            } catch (org.quartz.SchedulerException ex) {
                throw new IllegalStateException(ex);
            }
        });
    }

    /** The ids of the executions that a replica knows a run of, from the store that both share. */
    private static List<String> recorded(ApplicationContext replica) {
        StateKeeper states = replica.getBean(StateKeeper.class);
        return replica.getBean(MonitorRegistry.class).definitions().stream()
                .flatMap(monitor -> states.history(monitor, 1000).stream())
                .filter(checkIn -> checkIn.status() == CheckInStatus.OK)
                .map(CheckIn::report)
                .map(report -> report.tags().get("ejecucion"))
                .toList();
    }

    /** What a job does: it notes that it ran. */
    static final class Notebook {

        private final JdbcClient database;

        private final String replica = UUID.randomUUID().toString();

        Notebook(JdbcClient database) {
            this.database = database;
        }

        void note(String job, Instant slot) {
            String id = UUID.randomUUID().toString();
            MonitorRun.current().tag("ejecucion", id);
            this.database
                    .sql("insert into execution values (?, ?, ?, ?)")
                    .params(job, java.sql.Timestamp.from(slot), id, this.replica)
                    .update();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableSchedulerLock(defaultLockAtMostFor = "1m", interceptMode = InterceptMode.PROXY_METHOD)
    static class ByMethod {}

    @Configuration(proxyBeanMethods = false)
    @EnableSchedulerLock(defaultLockAtMostFor = "1m", interceptMode = InterceptMode.PROXY_SCHEDULER)
    static class ByScheduler {}

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    @RecordCheckIns
    static class Locked {

        @Bean
        JdbcTemplateLockProvider lockProvider(DataSource dataSource) {
            return new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                    .withJdbcTemplate(new JdbcTemplate(dataSource))
                    .usingDbTime()
                    .build());
        }

        @Bean
        Notebook notebook(JdbcClient database) {
            return new Notebook(database);
        }

        @Bean
        LockedJobs jobs(Notebook notebook) {
            return new LockedJobs(notebook);
        }
    }

    /** Every two seconds, held for most of them: whoever comes late to a slot finds it taken. */
    static class LockedJobs {

        private static final String EACH = "*/2 * * * * *";

        private static final String HELD = "1500ms";

        private final Notebook notebook;

        LockedJobs(Notebook notebook) {
            this.notebook = notebook;
        }

        private void note(String job) {
            long now = System.currentTimeMillis();
            this.notebook.note(job, Instant.ofEpochMilli(now - now % 2000));
        }

        @Scheduled(cron = EACH)
        @SchedulerLock(name = "j0", lockAtLeastFor = HELD)
        public void j0() {
            note("j0");
        }

        @Scheduled(cron = EACH)
        @SchedulerLock(name = "j1", lockAtLeastFor = HELD)
        public void j1() {
            note("j1");
        }

        @Scheduled(cron = EACH)
        @SchedulerLock(name = "j2", lockAtLeastFor = HELD)
        public void j2() {
            note("j2");
        }

        @Scheduled(cron = EACH)
        @SchedulerLock(name = "j3", lockAtLeastFor = HELD)
        public void j3() {
            note("j3");
        }

        @Scheduled(cron = EACH)
        @SchedulerLock(name = "j4", lockAtLeastFor = HELD)
        public void j4() {
            note("j4");
        }

        @Scheduled(cron = EACH)
        @SchedulerLock(name = "j5", lockAtLeastFor = HELD)
        public void j5() {
            note("j5");
        }

        @Scheduled(cron = EACH)
        @SchedulerLock(name = "j6", lockAtLeastFor = HELD)
        public void j6() {
            note("j6");
        }

        @Scheduled(cron = EACH)
        @SchedulerLock(name = "j7", lockAtLeastFor = HELD)
        public void j7() {
            note("j7");
        }

        @Scheduled(cron = EACH)
        @SchedulerLock(name = "j8", lockAtLeastFor = HELD)
        public void j8() {
            note("j8");
        }

        @Scheduled(cron = EACH)
        @SchedulerLock(name = "j9", lockAtLeastFor = HELD)
        public void j9() {
            note("j9");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @RecordCheckIns
    static class Clustered {

        @Bean
        Notebook notebook(JdbcClient database) {
            return new Notebook(database);
        }

        @Bean
        SchedulerFactoryBeanCustomizer jobs() {
            return factory -> {
                List<JobDetail> jobs = IntStream.range(0, JOBS)
                        .mapToObj(i -> JobBuilder.newJob(ClusteredJob.class)
                                .withIdentity("j" + i, "jobs")
                                .storeDurably()
                                .build())
                        .toList();
                factory.setJobDetails(jobs.toArray(JobDetail[]::new));
                factory.setTriggers(jobs.stream()
                        .map(job -> TriggerBuilder.newTrigger()
                                .withIdentity(job.getKey().getName(), "jobs")
                                .forJob(job)
                                .startAt(new Date(System.currentTimeMillis() + 2000))
                                .withSchedule(SimpleScheduleBuilder.simpleSchedule()
                                        .withIntervalInMilliseconds(500)
                                        .repeatForever())
                                .build())
                        .toArray(Trigger[]::new));
            };
        }
    }

    static class ClusteredJob implements Job {

        private final Notebook notebook;

        ClusteredJob(Notebook notebook) {
            this.notebook = notebook;
        }

        @Override
        public void execute(JobExecutionContext context) {
            this.notebook.note(
                    context.getJobDetail().getKey().getName(),
                    context.getScheduledFireTime().toInstant());
        }
    }
}
