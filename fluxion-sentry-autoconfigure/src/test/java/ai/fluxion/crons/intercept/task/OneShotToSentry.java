package ai.fluxion.crons.intercept.task;

import ai.fluxion.crons.autoconfigure.CronsAutoConfiguration;
import ai.fluxion.crons.autoconfigure.SentryDeliveryAutoConfiguration;
import ai.fluxion.crons.autoconfigure.TaskRunAutoConfiguration;
import io.sentry.spring.boot.jakarta.SentryAutoConfiguration;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;

/** A process for {@link TaskRunDeliveryTest}: all that reports it is real. Says when its work is over. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    SentryAutoConfiguration.class,
    SentryDeliveryAutoConfiguration.class,
    CronsAutoConfiguration.class,
    TaskRunAutoConfiguration.class
})
public class OneShotToSentry {

    public static void main(String[] args) {
        ConfigurableApplicationContext context = SpringApplication.run(OneShotToSentry.class, args);
        say("over");
        if (args[0].equals("EXIT_CODE")) {
            System.exit(SpringApplication.exit(context, () -> 3));
        }
    }

    @Bean
    Object laterBean(ApplicationArguments arguments) {
        if (arguments.getSourceArgs()[0].equals("FAILED_CONTEXT")) {
            say("over");
            throw new IllegalStateException("no database");
        }
        return this;
    }

    /** As a web server whose port is taken. */
    @Bean
    SmartLifecycle server(ApplicationArguments arguments) {
        return new SmartLifecycle() {

            @Override
            public void start() {
                if (arguments.getSourceArgs()[0].equals("FAILED_LIFECYCLE")) {
                    say("over");
                    throw new IllegalStateException("no port");
                }
            }

            @Override
            public void stop() {}

            @Override
            public boolean isRunning() {
                return false;
            }
        };
    }

    @Bean
    ApplicationListener<ContextRefreshedEvent> listener(ApplicationArguments arguments) {
        return event -> {
            if (arguments.getSourceArgs()[0].equals("FAILED_LISTENER")) {
                say("over");
                throw new IllegalStateException("no cache");
            }
        };
    }

    @Bean
    CommandLineRunner work() {
        return args -> {
            say("working");
            if (args[0].equals("EXCEPTION")) {
                say("over");
                throw new IllegalStateException("sin ventas");
            }
            if (args[0].equals("SIGTERM")) {
                new CountDownLatch(1).await();
            }
        };
    }

    private static void say(String what) {
        System.out.println(what);
    }
}
