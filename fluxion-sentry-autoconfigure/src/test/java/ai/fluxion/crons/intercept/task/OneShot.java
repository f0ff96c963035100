package ai.fluxion.crons.intercept.task;

import ai.fluxion.crons.MonitorRun;
import ai.fluxion.crons.autoconfigure.TaskRunAutoConfiguration;
import ai.fluxion.crons.engine.ActiveRun;
import ai.fluxion.crons.engine.JobMonitor;
import ai.fluxion.crons.intercept.RecordingEngine;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A process for {@link TaskRunProcessTest}: what it tells its engine it prints. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(TaskRunAutoConfiguration.class)
public class OneShot {

    public static void main(String[] args) {
        ConfigurableApplicationContext context = SpringApplication.run(OneShot.class, args);
        if (args[0].equals("throws-late")) {
            throw new IllegalStateException("sin inventario");
        }
        if (args[0].equals("exit-3")) {
            System.exit(SpringApplication.exit(context, () -> 3));
        }
    }

    @Bean
    RecordingEngine engine() {
        return new PrintingEngine();
    }

    @Bean
    Object laterBean(ApplicationArguments arguments) {
        if (arguments.getSourceArgs()[0].equals("no-start")) {
            throw new IllegalStateException("no database");
        }
        return this;
    }

    @Bean
    CommandLineRunner work() {
        return args -> {
            System.out.println("working as " + MonitorRun.current().name());
            switch (args[0]) {
                case "throws" -> throw new IllegalStateException("sin ventas");
                case "waits" -> new CountDownLatch(1).await();
                case "exits" -> System.exit(4);
                default -> {}
            }
        };
    }

    static class PrintingEngine extends RecordingEngine {

        @Override
        public ActiveRun open(JobMonitor monitor, @Nullable String key) {
            Run run = (Run) super.open(monitor, key);
            run.onEnd = () -> System.out.println("closed " + run.outcome());
            System.out.println("opened " + run.name());
            return run;
        }
    }
}
