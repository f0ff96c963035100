package ai.fluxion.crons.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.autoconfigure.ScheduledInterceptionAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Beans that are made again and again are one job. */
class PrototypesTest {

    @Test
    void aRefusedLockIsOneSkippedSlotHoweverOftenTheBeanWasMade() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ScheduledInterceptionAutoConfiguration.class))
                .withUserConfiguration(Jobs.class)
                .run(context -> {
                    for (int made = 0; made < 10; made++) {
                        context.getBean(Ventas.class);
                    }
                    context.getBean(InterceptedJobs.class).skipLockedByScheduler("ventas");
                    RecordingEngine engine = context.getBean(RecordingEngine.class);
                    assertThat(engine.skips).hasSize(1);
                    assertThat(engine.jobs).hasSize(1);
                });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Jobs {

        @Bean
        RecordingEngine engine() {
            return new RecordingEngine();
        }

        @Bean
        JobLocks locks() {
            return (target, method) -> new JobLock("ventas", false, () -> true);
        }

        @Bean
        @Scope("prototype")
        Ventas ventas() {
            return new Ventas();
        }
    }

    static class Ventas {

        @Scheduled(cron = "0 0 2 * * *")
        void historico() {}
    }
}
