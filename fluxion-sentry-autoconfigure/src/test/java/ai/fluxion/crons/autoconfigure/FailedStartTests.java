package ai.fluxion.crons.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.fluxion.crons.CronMonitor;
import ai.fluxion.crons.engine.ApplicationMonitorRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** What a user reads when something that was declared stops the start. */
@ExtendWith(OutputCaptureExtension.class)
class FailedStartTests {

    private static final String MONITOR = "--fluxion.crons.monitors.etl_ventas.";

    @Test
    void aScheduleThatCannotBeRead(CapturedOutput output) {
        start(MONITOR + "schedule=99 2 * * *");
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("Declared: fluxion.crons.monitors.etl_ventas.schedule")
                .contains("Value: \"99 2 * * *\"")
                .contains("Origin: \"fluxion.crons.monitors.etl_ventas.schedule\" from property source")
                .contains("(at position 0)");
    }

    @Test
    void aZoneThatThereIsNot(CapturedOutput output) {
        start(MONITOR + "schedule=0 2 * * *", MONITOR + "timezone=America/Karakas");
        assertThat(output)
                .contains("Declared: fluxion.crons.monitors.etl_ventas.timezone")
                .contains("Value: \"America/Karakas\"")
                .contains("Reason: there is no such time zone")
                .contains("Write a name of the tz database, as in America/Caracas.");
    }

    /** Spring Boot 4 makes a monitor without a schedule of it. */
    @Test
    void aMonitorOfNothingButItsName(CapturedOutput output) {
        assumeThat(SpringBootVersion.getVersion()).startsWith("3.");
        start("--fluxion.crons.monitors.etl_ventas=");
        assertThat(output)
                .contains("Declared: fluxion.crons.monitors.etl_ventas")
                .contains("Origin: \"fluxion.crons.monitors.etl_ventas\" from property source")
                .contains("Reason: a monitor is a name with its properties below it, and there are none")
                .contains("Write them below its name, as in schedule: '0 0 2 * * *', or take the name out.");
    }

    @Test
    void aTextWhereMonitorsBelong(CapturedOutput output) {
        start("--fluxion.crons.monitors=etl_ventas");
        assertThat(output)
                .contains("Declared: fluxion.crons.monitors")
                .contains("Value: \"etl_ventas\"")
                .contains("Reason: a monitor is a name with its properties below it");
    }

    /** Spring Boot's conditions take for off whatever is not true, as 1 and yes of an environment variable. */
    @Test
    void anEnabledThatIsNeitherTrueNorFalse(CapturedOutput output) {
        start("--fluxion.crons.enabled=1");
        assertThat(output)
                .contains("Declared: fluxion.crons.enabled")
                .contains("Value: \"1\"")
                .contains("Reason: it is neither true nor false")
                .contains("Write true or false.");
    }

    @Test
    void aHeartbeatThatThereIsNot(CapturedOutput output) {
        start("--fluxion.crons.delivery.heartbeat=cada 5");
        assertThat(output)
                .contains("fluxion.crons.delivery.heartbeat: 'cada 5' is neither auto, off, progress nor a duration");
    }

    @Test
    void aNegativeMargin(CapturedOutput output) {
        start(MONITOR + "checkin-margin=-5");
        assertThat(output)
                .contains("Declared: fluxion.crons.monitors.etl_ventas.checkin-margin")
                .contains("Value: \"PT-5M\"")
                .contains("Reason: Sentry accepts from 1 to 40320 minutes");
    }

    @Test
    void aNegativeDefaultMargin(CapturedOutput output) {
        start("--fluxion.crons.checkin-margin=-5");
        assertThat(output)
                .contains("Declared: fluxion.crons.checkin-margin")
                .contains("Reason: Sentry accepts from 1 to 40320 minutes");
    }

    @Test
    void anEnvironmentThatSentryLoses(CapturedOutput output) {
        start("--fluxion.crons.environment=a/b");
        assertThat(output).contains("Declared: fluxion.crons.environment").contains("Value: \"a/b\"");
    }

    @Test
    void twoDeclaredMonitorsOfOneSlug(CapturedOutput output) {
        start(Twice.class);
        assertThat(output)
                .contains("its slug 'etl-x' is declared twice")
                .contains("@CronMonitor on ai.fluxion.crons.autoconfigure.FailedStartTests$Twice.uno")
                .contains("@CronMonitor on ai.fluxion.crons.autoconfigure.FailedStartTests$Twice.dos");
    }

    @Test
    void aScheduleThatContradictsItsJob(CapturedOutput output) {
        start(
                Job.class,
                "--fluxion.crons.monitors.etl_ventas.method=job.historico",
                MONITOR + "schedule=0 3 * * *",
                MONITOR + "timezone=America/Caracas");
        assertThat(output)
                .contains("Declared: fluxion.crons.monitors.etl_ventas.schedule")
                .contains("it contradicts the job")
                .contains("which this process runs at '0 0 2 * * *' in America/Caracas")
                .contains("next runs of the job: [")
                .contains("of the declaration: [")
                .contains("Remove it (the monitor takes the job's own schedule), or change the job's schedule.");
    }

    @Test
    void anAnnotationThatCannotBeRead(CapturedOutput output) {
        start(Unreadable.class);
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("maxRuntime")
                .contains("tres horas")
                .contains("Write a duration (15m, 3h, PT90M) or a whole number of minutes.");
    }

    @Test
    void anExistingApplicationWithTwoJobsOfOneNameAndAnOddZoneStarts(CapturedOutput output) {
        java.util.TimeZone before = java.util.TimeZone.getDefault();
        try {
            java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone("GMT+05:17"));
            try (ConfigurableApplicationContext context =
                    application(Existing.class).run()) {
                assertThat(context.getBean(ApplicationMonitorRegistry.class).definitions())
                        .hasSize(2);
            }
        } finally {
            java.util.TimeZone.setDefault(before);
        }
        assertThat(output).doesNotContain("FAILED TO START");
    }

    private static void start(String... arguments) {
        start(Nothing.class, arguments);
    }

    private static void start(Class<?> application, String... arguments) {
        assertThat(catchThrowable(() -> application(application).run(arguments).close()))
                .as("the application starts")
                .isNotNull();
    }

    private static SpringApplicationBuilder application(Class<?> application) {
        return new SpringApplicationBuilder(application).web(WebApplicationType.NONE);
    }

    @SpringBootConfiguration
    @ImportAutoConfiguration({CronsAutoConfiguration.class, ScheduledInterceptionAutoConfiguration.class})
    @EnableScheduling
    static class Nothing {}

    @Import(Nothing.class)
    @Configuration(proxyBeanMethods = false)
    static class Twice {

        @Scheduled(cron = "0 0 2 * * *")
        @CronMonitor("etl_x")
        void uno() {}

        @Scheduled(cron = "0 0 3 * * *")
        @CronMonitor("ETL X")
        void dos() {}
    }

    @Import(Nothing.class)
    @Configuration(proxyBeanMethods = false)
    static class Unreadable {

        @Scheduled(cron = "0 0 2 * * *")
        @CronMonitor(maxRuntime = "tres horas")
        void uno() {}
    }

    @Import(Nothing.class)
    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        Historico job() {
            return new Historico();
        }
    }

    static class Historico {

        @Scheduled(cron = "0 0 2 * * *", zone = "America/Caracas")
        void historico() {}
    }

    @Import(Nothing.class)
    @Configuration(proxyBeanMethods = false)
    static class Existing {

        @Bean
        First.CleanupJob first() {
            return new First.CleanupJob();
        }

        @Bean
        Second.CleanupJob second() {
            return new Second.CleanupJob();
        }
    }

    static class First {

        static class CleanupJob {

            @Scheduled(cron = "0 0 2 * * *")
            void run() {}
        }
    }

    static class Second {

        static class CleanupJob {

            @Scheduled(cron = "0 0 2 * * *")
            void run() {}
        }
    }
}
