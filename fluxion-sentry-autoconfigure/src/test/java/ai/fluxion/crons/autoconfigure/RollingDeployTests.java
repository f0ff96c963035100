package ai.fluxion.crons.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.testing.EnvelopeReceiver;
import io.sentry.Sentry;
import io.sentry.spring.boot.jakarta.SentryAutoConfiguration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.quartz.QuartzAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** A deploy in the middle of a run, with schedulers that wait for their jobs and with others that interrupt them. */
class RollingDeployTests {

    private final EnvelopeReceiver receiver = EnvelopeReceiver.start();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    LifecycleAutoConfiguration.class,
                    TaskSchedulingAutoConfiguration.class,
                    CronsAutoConfiguration.class,
                    ScheduledInterceptionAutoConfiguration.class,
                    SentryDeliveryAutoConfiguration.class,
                    SentryAutoConfiguration.class))
            .withPropertyValues(
                    "sentry.dsn=" + this.receiver.dsn(),
                    "spring.lifecycle.timeout-per-shutdown-phase=100ms",
                    "fluxion.crons.delivery.shutdown-timeout=1s");

    @AfterEach
    void stop() {
        this.receiver.close();
        Sentry.close();
    }

    @Test
    void aRunThatItsSchedulerWaitsForIsTold() {
        deploy(this.application
                .withUserConfiguration(Daily.class)
                .withPropertyValues(
                        "spring.task.scheduling.shutdown.await-termination=true",
                        "spring.task.scheduling.shutdown.await-termination-period=60s"));
        assertThat(statuses()).containsExactly("in_progress", "ok");
    }

    @Test
    void soIsARunThatQuartzWaitsFor() {
        deploy(this.application
                .withConfiguration(
                        AutoConfigurations.of(QuartzAutoConfiguration.class, QuartzInterceptionAutoConfiguration.class))
                .withUserConfiguration(InQuartz.class)
                .withPropertyValues("spring.quartz.wait-for-jobs-to-complete-on-shutdown=true"));
        assertThat(statuses()).containsExactly("in_progress", "ok");
    }

    @Test
    void aRunThatItsSchedulerInterruptsIsLeftToTheNextOne() {
        deploy(this.application.withUserConfiguration(EveryMinute.class));
        assertThat(statuses()).containsExactly("in_progress");
        assertThat(this.receiver.events()).isEmpty();
    }

    @Test
    void whoWantsToHearOfItHearsOfIt() {
        deploy(this.application
                .withUserConfiguration(EveryMinute.class)
                .withPropertyValues(
                        "fluxion.crons.delivery.interrupted=error", "fluxion.crons.delivery.shutdown-timeout=5s"));
        assertThat(statuses()).containsExactly("in_progress", "error");
        assertThat(this.receiver.events()).hasSize(1);
    }

    private void deploy(ApplicationContextRunner application) {
        application.run(context -> {
            await().until(() -> !this.receiver.checkIns().isEmpty());
            context.close();
        });
    }

    private List<String> statuses() {
        return this.receiver.checkIns().stream()
                .map(checkIn -> checkIn.path("status").asText())
                .toList();
    }

    /** Lets jobs end when the monitors have been stopped, and not before. */
    static class Late implements SmartLifecycle {

        final CountDownLatch told = new CountDownLatch(1);

        private volatile boolean running;

        @Override
        public void start() {
            this.running = true;
        }

        @Override
        public void stop() {
            this.told.countDown();
            this.running = false;
        }

        @Override
        public boolean isRunning() {
            return this.running;
        }

        @Override
        public int getPhase() {
            return CronsLifecycle.PHASE - 1;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Daily {

        @Bean
        Late late() {
            return new Late();
        }

        @Bean
        DailyJob dailyJob(Late late) {
            return new DailyJob(late);
        }
    }

    record DailyJob(Late late) {

        @Scheduled(initialDelay = 0, fixedRate = 86_400_000)
        void ventas() throws InterruptedException {
            this.late.told.await();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class EveryMinute {

        @Scheduled(initialDelay = 0, fixedRate = 60_000)
        void ventas() throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class InQuartz {

        @Bean
        Late late() {
            return new Late();
        }

        @Bean
        JobDetail ventas() {
            return JobBuilder.newJob(QuartzJob.class)
                    .withIdentity("ventas")
                    .storeDurably()
                    .build();
        }

        @Bean
        Trigger daily(JobDetail ventas) {
            return TriggerBuilder.newTrigger()
                    .forJob(ventas)
                    .withIdentity("daily")
                    .withSchedule(SimpleScheduleBuilder.repeatHourlyForever(24))
                    .build();
        }
    }

    static class QuartzJob implements Job {

        private final Late late;

        QuartzJob(Late late) {
            this.late = late;
        }

        @Override
        public void execute(JobExecutionContext context) {
            try {
                this.late.told.await();
            } catch (InterruptedException ex) {
                throw new IllegalStateException(ex);
            }
        }
    }
}
