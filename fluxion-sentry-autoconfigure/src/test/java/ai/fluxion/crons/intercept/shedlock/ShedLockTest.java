package ai.fluxion.crons.intercept.shedlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.MonitorRun;
import ai.fluxion.crons.autoconfigure.ScheduledInterceptionAutoConfiguration;
import ai.fluxion.crons.autoconfigure.ShedLockInterceptionAutoConfiguration;
import ai.fluxion.crons.intercept.RecordingEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.ExtensibleLockProvider;
import net.javacrumbs.shedlock.core.LockAssert;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockExtender;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.LockingTaskExecutorListener;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import net.javacrumbs.shedlock.spring.annotation.EnableSchedulerLock;
import net.javacrumbs.shedlock.spring.annotation.EnableSchedulerLock.InterceptMode;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import net.javacrumbs.shedlock.support.KeepAliveLockProvider;
import net.javacrumbs.shedlock.support.LockException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.util.ClassUtils;

@ExtendWith(OutputCaptureExtension.class)
class ShedLockTest {

    private static final ApplicationContextRunner LOCKED = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    PropertyPlaceholderAutoConfiguration.class,
                    AopAutoConfiguration.class,
                    TaskSchedulingAutoConfiguration.class,
                    ScheduledInterceptionAutoConfiguration.class,
                    ShedLockInterceptionAutoConfiguration.class))
            .withUserConfiguration(Engine.class, Jobs.class)
            .withPropertyValues("spring.task.scheduling.pool.size=4", "lock.name=ventas");

    /** A job that a context's end cut off leaves its lock behind. */
    @BeforeEach
    void noLockIsLeft() {
        new JdbcTemplate(new DriverManagerDataSource(Jdbc.URL)).execute("drop all objects");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("setUps")
    void aRunOpensOnceItsLockIsHeldAndARefusedLockIsASkippedSlot(Class<?> mode, Class<?> provider) {
        LOCKED.withUserConfiguration(mode, provider).run(ShedLockTest::assertRunsAndSkips);
    }

    static Stream<Arguments> setUps() {
        List<Class<?>> providers = List.of(InMemory.class, ShedLocksInMemory.class, Jdbc.class, Extensible.class);
        return providers.stream()
                .flatMap(provider ->
                        Stream.of(Arguments.of(ByMethod.class, provider), Arguments.of(ByScheduler.class, provider)));
    }

    @Test
    void alsoWhereShedLockIsAnAutoConfigurationThatComesLater() {
        LOCKED.withConfiguration(AutoConfigurations.of(ZzzLockAutoConfiguration.class))
                .run(ShedLockTest::assertRunsAndSkips);
    }

    private static void assertRunsAndSkips(AssertableApplicationContext context) {
        RecordingEngine engine = context.getBean(RecordingEngine.class);
        Jobs jobs = context.getBean(Jobs.class);
        LockProvider provider = context.getBean(LockProvider.class);
        await().until(() -> engine.endedRunsOf("locked").size() > 2
                && engine.endedRunsOf("failing").size() > 0);
        SimpleLock elsewhere =
                await().until(() -> lock(provider), Optional::isPresent).get();
        int runs = engine.runsOf("locked").size();
        int skips = engine.skips.size();
        await().until(() -> engine.skips.size() > skips + 2);
        assertThat(engine.runsOf("locked")).hasSize(runs);
        elsewhere.unlock();
        await().until(() -> engine.runsOf("locked").size() > runs + 1);
        context.close();
        // Closing interrupts a job and does not wait for it.
        await().until(() ->
                executed(engine, "locked").size() == jobs.executions().get());
        assertThat(engine.skips).allSatisfy(skip -> {
            assertThat(skip.job().job()).endsWith(".locked");
            assertThat(skip.reason()).isEqualTo("lock held elsewhere");
        });
        assertThat(executed(engine, "locked")).allMatch(run -> run.outcome().equals("ok"));
        assertThat(jobs.outsideOfARun()).hasValue(0);
        assertThat(executed(engine, "failing"))
                .allMatch(run -> run.outcome().equals("java.lang.IllegalStateException: sin ventas"));
    }

    /**
     * All but those whose lock could not be had: H2 refuses some of those that ask at once, and a provider that closes
     * prolongs none.
     */
    private static List<RecordingEngine.Run> executed(RecordingEngine engine, String job) {
        return engine.endedRunsOf(job).stream()
                .filter(run ->
                        !(run.failure instanceof LockException || run.failure instanceof RejectedExecutionException))
                .toList();
    }

    private static Optional<SimpleLock> lock(LockProvider provider) {
        return provider.lock(new LockConfiguration(Instant.now(), "ventas", Duration.ofMinutes(1), Duration.ZERO));
    }

    @Test
    void anApplicationMayInjectTheClassOfItsProvider() {
        LOCKED.withUserConfiguration(ByMethod.class, Jdbc.class, InjectsTheClass.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    RecordingEngine engine = context.getBean(RecordingEngine.class);
                    await().until(() -> engine.endedRunsOf("locked").size() > 1);
                    context.getBean(InjectsTheClass.class).provider.clearCache();
                });
    }

    @Test
    void aListenerOfTheUsersHearsWhatItHeard() {
        assumeThat(ClassUtils.isPresent("net.javacrumbs.shedlock.core.LockingTaskExecutorListener", null))
                .as("ShedLock 6 has no listeners")
                .isTrue();
        LOCKED.withUserConfiguration(ByMethod.class, InMemory.class, Listening.class)
                .run(context -> {
                    RecordingEngine engine = context.getBean(RecordingEngine.class);
                    Listening listening = context.getBean(Listening.class);
                    await().until(() -> engine.endedRunsOf("locked").size() > 2);
                    context.close();
                    assertThat(listening.acquired.get())
                            .isGreaterThanOrEqualTo(engine.runsOf("locked").size());
                });
    }

    @Test
    void aLockThatCannotBeAskedForIsAFailedRun() {
        LOCKED.withUserConfiguration(ByMethod.class, Broken.class).run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            await().until(() -> engine.endedRunsOf("locked").size() > 1);
            assertThat(engine.endedRunsOf("locked"))
                    .allMatch(run -> run.outcome().equals("java.lang.IllegalStateException: no database"));
            assertThat(context.getBean(Jobs.class).executions()).hasValue(0);
        });
    }

    @Test
    void anAnnotationThatNobodyServesLocksNothing() {
        LOCKED.withUserConfiguration(InMemory.class).run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            context.getBean(InMemoryLockProvider.class).heldElsewhere().add("ventas");
            await().until(() -> engine.endedRunsOf("locked").size() > 2);
            assertThat(engine.skips).isEmpty();
        });
    }

    @Test
    void aProviderThatCannotBeWatchedLeavesTheRunsAsTheyAre(CapturedOutput output) {
        LOCKED.withUserConfiguration(ByMethod.class, Final.class).run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            await().until(() -> engine.endedRunsOf("locked").size() > 1);
            assertThat(engine.endedRunsOf("locked"))
                    .allMatch(run -> run.outcome().equals("ok"));
            assertThat(output).contains("cannot be watched: [its class is final]");
        });
    }

    @Test
    void anExtendedLockIsReleasedOnce() {
        LOCKED.withUserConfiguration(ByMethod.class, InMemory.class, Extending.class)
                .run(context -> {
                    RecordingEngine engine = context.getBean(RecordingEngine.class);
                    await().until(() -> engine.endedRunsOf("extends_").size() > 2);
                    assertThat(engine.endedRunsOf("extends_"))
                            .allMatch(run -> run.outcome().equals("ok"));
                });
    }

    @ParameterizedTest
    @ValueSource(classes = {ByMethod.class, ByScheduler.class})
    void twoReplicasOfOneDatabaseReportEachRunOnce(Class<?> mode) {
        ApplicationContextRunner replica = LOCKED.withUserConfiguration(mode, Jdbc.class);
        replica.run(first -> replica.run(second -> {
            RecordingEngine one = first.getBean(RecordingEngine.class);
            RecordingEngine two = second.getBean(RecordingEngine.class);
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            one.runsOf("locked").size() + two.runsOf("locked").size() >= 30
                                    && one.skips.size() + two.skips.size() > 0);
            Jobs jobsOfOne = first.getBean(Jobs.class);
            Jobs jobsOfTwo = second.getBean(Jobs.class);
            ((ConfigurableApplicationContext) first.getSourceApplicationContext()).close();
            ((ConfigurableApplicationContext) second.getSourceApplicationContext()).close();
            assertThat(executed(one, "locked")).hasSize(jobsOfOne.executions().get());
            assertThat(executed(two, "locked")).hasSize(jobsOfTwo.executions().get());
            assertThat(jobsOfOne.outsideOfARun().get()
                            + jobsOfTwo.outsideOfARun().get())
                    .isZero();
        }));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Engine {

        @Bean
        RecordingEngine engine() {
            return new RecordingEngine();
        }
    }

    static class Jobs {

        final AtomicInteger locked = new AtomicInteger();

        final AtomicInteger outsideOfARun = new AtomicInteger();

        AtomicInteger executions() {
            return this.locked;
        }

        AtomicInteger outsideOfARun() {
            return this.outsideOfARun;
        }

        @Scheduled(fixedRate = 20)
        @SchedulerLock(name = "${lock.name}", lockAtLeastFor = "15ms", lockAtMostFor = "1m")
        public void locked() {
            this.locked.incrementAndGet();
            if (MonitorRun.current().name().isEmpty()) {
                this.outsideOfARun.incrementAndGet();
            }
        }

        @Scheduled(fixedRate = 50)
        @SchedulerLock(name = "failing", lockAtMostFor = "1m")
        public void failing() {
            throw new IllegalStateException("sin ventas");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableSchedulerLock(defaultLockAtMostFor = "1m", interceptMode = InterceptMode.PROXY_METHOD)
    static class ByMethod {}

    @Configuration(proxyBeanMethods = false)
    @EnableSchedulerLock(defaultLockAtMostFor = "1m", interceptMode = InterceptMode.PROXY_SCHEDULER)
    static class ByScheduler {}

    @AutoConfiguration(after = ShedLockInterceptionAutoConfiguration.class)
    @EnableSchedulerLock(defaultLockAtMostFor = "1m")
    static class ZzzLockAutoConfiguration {

        @Bean
        LockProvider lockProvider() {
            return new InMemoryLockProvider();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class InMemory {

        @Bean
        LockProvider lockProvider() {
            return new InMemoryLockProvider();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Broken {

        @Bean
        LockProvider lockProvider() {
            return configuration -> {
                throw new IllegalStateException("no database");
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Final {

        @Bean
        LockProvider lockProvider() {
            return new FinalProvider();
        }

        static final class FinalProvider implements LockProvider {

            @Override
            public Optional<SimpleLock> lock(LockConfiguration configuration) {
                return Optional.of(() -> {});
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Jdbc {

        static final String URL = "jdbc:h2:mem:shedlock;DB_CLOSE_DELAY=-1";

        @Bean
        DataSource dataSource() {
            DataSource source = new DriverManagerDataSource(URL);
            new JdbcTemplate(source)
                    .execute("create table if not exists shedlock(name varchar(64) primary key,"
                            + " lock_until timestamp(3), locked_at timestamp(3), locked_by varchar(255))");
            return source;
        }

        @Bean
        JdbcTemplateLockProvider lockProvider(DataSource dataSource) {
            return new JdbcTemplateLockProvider(dataSource);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ShedLocksInMemory {

        @Bean
        LockProvider lockProvider() {
            return new net.javacrumbs.shedlock.provider.inmemory.InMemoryLockProvider();
        }
    }

    /** A provider that extends the locks of another. */
    @Configuration(proxyBeanMethods = false)
    static class Extensible {

        @Bean(destroyMethod = "shutdownNow")
        ScheduledExecutorService extending() {
            return Executors.newSingleThreadScheduledExecutor();
        }

        @Bean
        KeepAliveLockProvider lockProvider(ScheduledExecutorService extending) {
            DataSource source = new Jdbc().dataSource();
            return new KeepAliveLockProvider(new JdbcTemplateLockProvider(source), extending);
        }
    }

    static class InjectsTheClass {

        final JdbcTemplateLockProvider provider;

        InjectsTheClass(JdbcTemplateLockProvider provider) {
            this.provider = provider;
        }
    }

    static class Extending {

        @Scheduled(fixedRate = 20)
        @SchedulerLock(name = "extends", lockAtMostFor = "1m")
        public void extends_() {
            LockAssert.assertLocked();
            LockExtender.extendActiveLock(Duration.ofMinutes(2), Duration.ZERO);
        }
    }

    static class Listening implements LockingTaskExecutorListener {

        final AtomicInteger acquired = new AtomicInteger();

        @Override
        public void onLockAcquired(LockConfiguration configuration) {
            this.acquired.incrementAndGet();
        }
    }

    /** Locks of one process; some are held by another. */
    static class InMemoryLockProvider implements ExtensibleLockProvider {

        final Set<String> heldElsewhere = ConcurrentHashMap.newKeySet();

        Set<String> heldElsewhere() {
            return this.heldElsewhere;
        }

        private final Map<String, Object> held = new ConcurrentHashMap<>();

        @Override
        public Optional<SimpleLock> lock(LockConfiguration configuration) {
            String name = configuration.getName();
            boolean free = !this.heldElsewhere.contains(name) && this.held.putIfAbsent(name, this) == null;
            return free ? Optional.of(new Lock(name)) : Optional.empty();
        }

        class Lock implements SimpleLock {

            private final String name;

            Lock(String name) {
                this.name = name;
            }

            @Override
            public void unlock() {
                if (InMemoryLockProvider.this.held.remove(this.name) == null) {
                    throw new IllegalStateException("released twice");
                }
            }

            @Override
            public Optional<SimpleLock> extend(Duration atMost, Duration atLeast) {
                return Optional.of(new Lock(this.name));
            }
        }
    }
}
