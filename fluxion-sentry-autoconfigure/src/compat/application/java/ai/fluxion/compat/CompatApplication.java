package ai.fluxion.compat;

import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import net.javacrumbs.shedlock.spring.annotation.EnableSchedulerLock;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.EnableScheduling;

/** An application with a job of every kind, for the versions of Spring Boot and the JDK that the README lists. */
@SpringBootApplication
@EnableScheduling
@EnableSchedulerLock(defaultLockAtMostFor = "PT1M")
public class CompatApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(CompatApplication.class)
                .properties("spring.config.name=compat")
                .run(args);
    }

    @Bean
    LockProvider lockProvider(DataSource dataSource) {
        return new JdbcTemplateLockProvider(dataSource);
    }

    @Bean
    JobDetail quartzJob() {
        return JobBuilder.newJob(QuartzJob.class)
                .withIdentity("de-quartz")
                .storeDurably()
                .build();
    }

    @Bean
    Trigger quartzTrigger() {
        return TriggerBuilder.newTrigger()
                .forJob("de-quartz")
                .withSchedule(SimpleScheduleBuilder.repeatSecondlyForever(1))
                .build();
    }

    /** The calls that nothing schedules; or, as a task of its own, the work of the process. */
    @Bean
    CommandLineRunner calls(Stores stores, Environment environment) {
        return arguments -> {
            stores.load("tienda_01");
            stores.load("tienda_02");
            if (environment.containsProperty("compat.fails")) {
                throw new IllegalStateException("sin ventas");
            }
        };
    }
}
