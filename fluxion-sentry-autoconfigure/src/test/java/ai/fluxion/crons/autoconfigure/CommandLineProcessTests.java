package ai.fluxion.crons.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.fluxion.crons.CronMonitor;
import ai.fluxion.crons.MonitorKeys;
import ai.fluxion.crons.testing.Unchecked;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Commands as people give them: an application's process, whose beans would all betray that they were made. */
class CommandLineProcessTests {

    @TempDir
    private Path folder;

    @Test
    void aCommandRunsOnAnApplicationOfWhichNothingIsStarted() throws Exception {
        Result result = run("list", "--json");

        assertThat(result.code).as(result.err).isZero();
        assertThat(result.out).startsWith("[").contains("Ventas.historico\"", "\"etl-tienda-tienda-01\"");
        assertThat(result.out + result.err).doesNotContain("MADE");
    }

    @Test
    @Tag("exhaustive")
    void whatTheDoctorFindsIsTheExitCode() throws Exception {
        Result result = run("doctor");

        assertThat(result.code).isEqualTo(1);
        assertThat(result.out).contains("PROBLEM", "There is no DSN");
    }

    /** Spring Boot shows its stack: it has no words for it. */
    @Test
    @Tag("exhaustive")
    void aConfigurationThatCannotBeReadIsSaidInWords() throws Exception {
        Files.writeString(this.folder.resolve("application.yml"), "fluxion:\n crons: [\n");

        Result result = run("list");

        assertThat(result.code).isEqualTo(1);
        assertThat(result.err)
                .contains("The application's configuration cannot be read", "line 3")
                .doesNotContain("\tat ");
    }

    /** Its stores would be deleted by --prune, and their alerts unbound without it. */
    @Test
    void nothingIsProvisionedWhileABeanCannotTellItsKeys() throws Exception {
        Files.createFile(this.folder.resolve("la-base-no-responde"));

        Result result = run("provision", "--prune");

        assertThat(result.code).isEqualTo(1);
        assertThat(result.err)
                .containsOnlyOnce(
                        "The keys of bean tiendas are not known: java.sql.SQLException: La base de datos no responde")
                .contains("Nothing was provisioned: the alerts of monitors that are not known would be taken from them")
                .doesNotContain("\tat ");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatTheOutputDoesNotTakeIsAFailure() throws Exception {
        Path err = this.folder.resolve("err");
        Process process = new ProcessBuilder(command("template", "eventbridge"))
                .directory(this.folder.toFile())
                .redirectOutput(new File("/dev/full"))
                .redirectError(err.toFile())
                .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(err)).contains("The standard output does not take all that was said");
    }

    /** Spring Boot would log it, in whatever form the application logs. */
    @Test
    @Tag("exhaustive")
    void aPropertyThatCannotBeReadIsAProblem() throws Exception {
        Files.writeString(this.folder.resolve("application.yml"), "fluxion.crons.max-runtime: mucho\n");

        Result result = run("list");

        assertThat(result.code).isEqualTo(1);
        assertThat(result.err)
                .contains(
                        "The application would not start:\n  fluxion.crons.max-runtime = 'mucho': it cannot be read (")
                .doesNotContain("APPLICATION FAILED");
        assertThat(run("doctor").out).contains("PROBLEM declared     fluxion.crons.max-runtime = 'mucho'");
    }

    @Test
    @Tag("exhaustive")
    void configureTalksOnATerminalAndTheApplicationThenHasTheMonitor() throws Exception {
        assumeThat(new File("/usr/bin/script")).exists();
        Path file = this.folder.resolve("application.yml");
        List<String> command = command("configure", "--file", file.toString());
        String line = command.stream()
                .map(part -> "'" + part.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        Process process = new ProcessBuilder("/usr/bin/script", "-qec", line, "/dev/null")
                .directory(this.folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream()
                .write("etl_nuevo\nAmerica/Caracas\n0 4 * * *\n20m\n\n\n".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        String terminal = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(terminal).contains("[30m]");
        assertThat(Files.readString(file)).contains("etl_nuevo:");
        assertThat(run("list").out).contains("etl-nuevo");
    }

    private Result run(String... arguments) throws IOException, InterruptedException {
        Path err = this.folder.resolve("err");
        Process process = new ProcessBuilder(command(arguments))
                .directory(this.folder.toFile())
                .redirectError(err.toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), out, Files.readString(err));
    }

    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.language=en",
                "-cp",
                classPath(),
                Application.class.getName(),
                // Without the word being found behind it, the application itself would start.
                "--spring.profiles.active=prueba",
                "crons"));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    private static String classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(path.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private record Result(int code, String out, String err) {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableScheduling
    static class Application {

        public static void main(String[] arguments) {
            SpringApplication.run(Application.class, arguments);
            System.out.println("MADE: the application");
        }

        @Bean
        Ventas ventas() {
            return new Ventas();
        }

        @Bean
        MonitorKeys tiendas() {
            return monitor -> {
                if (Files.exists(Path.of("la-base-no-responde"))) {
                    throw Unchecked.of(new SQLException("La base de datos no responde"));
                }
                return monitor.equals("etl_tienda") ? List.of("tienda_01") : List.of();
            };
        }

        @Bean
        CommandLineRunner runner() {
            System.out.println("MADE: a runner");
            return arguments -> {};
        }

        @Bean
        Lifecycle lifecycle() {
            return new Lifecycle();
        }

        @EventListener(ContextRefreshedEvent.class)
        void refreshed() {
            System.out.println("MADE: a listener");
        }

        static class Ventas {

            Ventas() {
                System.out.println("MADE: a job's bean");
            }

            @Scheduled(cron = "0 0 2 * * *", zone = "America/Caracas")
            void historico() {}

            @CronMonitor(value = "etl_tienda", key = "#tienda", schedule = "every 6 hours")
            void tienda(String tienda) {}
        }

        static class Lifecycle implements SmartLifecycle {

            @Override
            public void start() {
                System.out.println("MADE: a lifecycle");
            }

            @Override
            public void stop() {}

            @Override
            public boolean isRunning() {
                return false;
            }
        }
    }
}
