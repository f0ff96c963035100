package ai.fluxion.crons.intercept.shedlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.CronMonitor;
import ai.fluxion.crons.autoconfigure.CronsAutoConfiguration;
import ai.fluxion.crons.autoconfigure.JdbcStoreAutoConfiguration;
import ai.fluxion.crons.autoconfigure.ScheduledInterceptionAutoConfiguration;
import ai.fluxion.crons.autoconfigure.ShedLockInterceptionAutoConfiguration;
import ai.fluxion.crons.engine.MonitorRegistry;
import ai.fluxion.crons.engine.StateKeeper;
import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorStatus;
import ai.fluxion.crons.test.RecordCheckIns;
import ai.fluxion.crons.test.RecordedCheckIns;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.spring.annotation.EnableSchedulerLock;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** A refused lock is not this replica's slot; one that every replica is refused is nobody's, and missed. */
class NobodyTakesTheLockTest {

    private static final AtomicBoolean TAKEN = new AtomicBoolean();

    private final ApplicationContextRunner replica = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AopAutoConfiguration.class,
                    DataSourceAutoConfiguration.class,
                    TaskSchedulingAutoConfiguration.class,
                    ScheduledInterceptionAutoConfiguration.class,
                    ShedLockInterceptionAutoConfiguration.class,
                    JdbcStoreAutoConfiguration.class,
                    CronsAutoConfiguration.class))
            .withUserConfiguration(Application.class)
            .withPropertyValues("spring.datasource.url=jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));

    @Test
    void replicasThatShareAStoreSeeTheMissAndSentryHearsOfNoRun() {
        TAKEN.set(false);
        ApplicationContextRunner shared = this.replica.withPropertyValues("fluxion.crons.store.type=jdbc");
        shared.run(first -> shared.run(second -> {
            await().until(() -> ok(first) && ok(second));
            TAKEN.set(true);
            await().until(() -> last(first).status() == CheckInStatus.SKIPPED
                    && last(second).status() == CheckInStatus.SKIPPED);
            RecordedCheckIns toSentryByFirst = first.getBean(RecordedCheckIns.class);
            RecordedCheckIns toSentryBySecond = second.getBean(RecordedCheckIns.class);
            int told = toSentryByFirst.all().size() + toSentryBySecond.all().size();
            await().untilAsserted(() -> {
                toSentryByFirst.advance(Duration.ofMinutes(5));
                toSentryBySecond.advance(Duration.ofMinutes(5));
                assertThat(status(first)).isEqualTo(MonitorStatus.ERROR);
                assertThat(status(second)).isEqualTo(MonitorStatus.ERROR);
            });
            assertThat(toSentryByFirst.all().size() + toSentryBySecond.all().size())
                    .isEqualTo(told);
            TAKEN.set(false);
            await().until(() -> status(first) == MonitorStatus.OK && status(second) == MonitorStatus.OK);
        }));
    }

    @Test
    void oneReplicaAloneCannotKnowWhatTheOthersDid() {
        TAKEN.set(false);
        this.replica.run(context -> {
            await().until(() -> ok(context));
            TAKEN.set(true);
            RecordedCheckIns recorded = context.getBean(RecordedCheckIns.class);
            for (int i = 0; i < 6; i++) {
                recorded.advance(Duration.ofMinutes(1));
                int skipped = skips(context);
                await().until(() -> skips(context) > skipped);
            }
            assertThat(status(context)).isEqualTo(MonitorStatus.OK);
        });
    }

    private static MonitorDefinition monitor(ApplicationContext replica) {
        return replica.getBean(MonitorRegistry.class).find("etl-ventas");
    }

    private static MonitorStatus status(ApplicationContext replica) {
        return replica.getBean(StateKeeper.class).status(monitor(replica));
    }

    private static boolean ok(ApplicationContext replica) {
        return status(replica) == MonitorStatus.OK;
    }

    private static CheckIn last(ApplicationContext replica) {
        return replica.getBean(StateKeeper.class).history(monitor(replica), 1).get(0);
    }

    private static int skips(ApplicationContext replica) {
        return replica.getBean(StateKeeper.class)
                .view(monitor(replica))
                .statistics()
                .skipped();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    @EnableSchedulerLock(defaultLockAtMostFor = "1m")
    @RecordCheckIns
    static class Application {

        @Bean
        LockProvider lockProvider() {
            return configuration -> TAKEN.get() ? Optional.empty() : Optional.of(() -> {});
        }

        @Scheduled(fixedRate = 200)
        @CronMonitor(value = "etl_ventas", checkinMargin = "3")
        @SchedulerLock(name = "ventas")
        public void ventas() {}
    }
}
