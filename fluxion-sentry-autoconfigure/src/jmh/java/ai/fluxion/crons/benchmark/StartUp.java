package ai.fluxion.crons.benchmark;

import ai.fluxion.crons.autoconfigure.BatchInterceptionAutoConfiguration;
import ai.fluxion.crons.autoconfigure.CronsAutoConfiguration;
import ai.fluxion.crons.autoconfigure.QuartzInterceptionAutoConfiguration;
import ai.fluxion.crons.autoconfigure.ScheduledInterceptionAutoConfiguration;
import ai.fluxion.crons.autoconfigure.SentryDeliveryAutoConfiguration;
import ai.fluxion.crons.autoconfigure.ShedLockInterceptionAutoConfiguration;
import com.sun.management.OperatingSystemMXBean;
import io.sentry.spring.boot.jakarta.SentryAutoConfiguration;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.util.FileSystemUtils;

/**
 * What the start of an application with 1,000 job beans, a class and a cron each, costs in CPU time: none monitored, without us
 * and with us, all by us, all by the SDK's {@code @SentryCheckIn}. Processes of their own, in turns, so that what else the machine does meets all.
 */
final class StartUp {

    private static final int JOBS = 1000;

    private static final int ROUNDS = Integer.getInteger("startup.rounds", 5);

    private enum Variant {
        /** With the SDK, and without us. */
        NONE("", "--fluxion.crons.enabled=false"),
        /** With us, who look at every job and monitor none: what the SDK's row is over, the SDK being there without its annotation. */
        NONE_BY_US("", "--fluxion.crons.scheduled.monitor=none"),
        OURS("", "--fluxion.crons.enabled=true"),
        SENTRYS("@io.sentry.spring.jakarta.checkin.SentryCheckIn(\"job-%d\") ", "--fluxion.crons.enabled=false");

        private final String annotation;

        private final String argument;

        Variant(String annotation, String argument) {
            this.annotation = annotation;
            this.argument = argument;
        }
    }

    private StartUp() {}

    static void measure() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("start-up");
        try {
            Map<Variant, List<Double>> seconds = new EnumMap<>(Variant.class);
            for (Variant variant : Variant.values()) {
                compile(variant, folder);
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (Variant variant : Variant.values()) {
                    seconds.computeIfAbsent(variant, v -> new ArrayList<>()).add(start(variant, folder));
                }
            }
            print(seconds);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static void print(Map<Variant, List<Double>> seconds) {
        double none = median(seconds.get(Variant.NONE));
        seconds.forEach((variant, all) -> System.out.printf(
                "StartUp %-10s %6.2f s CPU for %d job beans (%+.2f s, %.2f x none; median of %d: %s)%n",
                variant, median(all), JOBS, median(all) - none, median(all) / none, ROUNDS, rounded(all)));
    }

    private static List<String> rounded(List<Double> all) {
        return all.stream().map("%.2f"::formatted).toList();
    }

    private static double median(List<Double> all) {
        return all.stream().sorted().skip(all.size() / 2).findFirst().orElseThrow();
    }

    private static void compile(Variant variant, Path folder) throws IOException {
        Path target = Files.createDirectories(folder.resolve(variant.name()));
        List<String> files = new ArrayList<>();
        for (int job = 0; job < JOBS; job++) {
            Path file = target.resolve("Job%d.java".formatted(job));
            Files.writeString(
                    file,
                    "public class Job%1$d { @org.springframework.scheduling.annotation.Scheduled(cron = \"0 %3$d %4$d * * *\") %2$s public void run() {} }"
                            .formatted(job, variant.annotation.formatted(job), job % 60, job / 60));
            files.add(file.toString());
        }
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", target.toString()));
        arguments.addAll(files);
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("The jobs do not compile");
        }
    }

    private static double start(Variant variant, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path") + File.pathSeparator + folder.resolve(variant.name()),
                        Application.class.getName(),
                        variant.argument,
                        "--logging.level.root=warn",
                        "--spring.main.banner-mode=off")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (Stream<String> lines =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()) {
            process.waitFor();
            return lines.filter(line -> line.startsWith("cpu "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(4)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Starts, says what CPU time that took, and is gone. */
    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    @ImportAutoConfiguration({
        PropertyPlaceholderAutoConfiguration.class,
        AopAutoConfiguration.class,
        TaskSchedulingAutoConfiguration.class,
        SentryAutoConfiguration.class,
        CronsAutoConfiguration.class,
        ScheduledInterceptionAutoConfiguration.class,
        SentryDeliveryAutoConfiguration.class,
        ShedLockInterceptionAutoConfiguration.class,
        QuartzInterceptionAutoConfiguration.class,
        BatchInterceptionAutoConfiguration.class
    })
    static class Application {

        public static void main(String[] arguments) {
            SpringApplication application = new SpringApplication(Application.class);
            application.setWebApplicationType(WebApplicationType.NONE);
            application.addInitializers(context -> {
                for (int job = 0; job < JOBS; job++) {
                    RootBeanDefinition definition = new RootBeanDefinition();
                    definition.setBeanClassName("Job" + job);
                    ((GenericApplicationContext) context).registerBeanDefinition("job" + job, definition);
                }
            });
            // A DSN that nobody answers at: what is measured is the start.
            System.setProperty("sentry.dsn", "http://key@127.0.0.1:9/1");
            application.run(arguments);
            OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            System.out.printf(Locale.ROOT, "cpu %.3f%n", system.getProcessCpuTime() / 1e9);
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }
    }
}
