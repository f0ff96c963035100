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
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
