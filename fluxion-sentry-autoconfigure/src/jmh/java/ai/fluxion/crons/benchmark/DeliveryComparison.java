package ai.fluxion.crons.benchmark;

import ai.fluxion.crons.CronMonitors;
import ai.fluxion.crons.autoconfigure.CronsAutoConfiguration;
import ai.fluxion.crons.autoconfigure.SentryDeliveryAutoConfiguration;
import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.testing.EnvelopeReceiver;
import ai.fluxion.crons.testing.Fault;
import com.sun.management.ThreadMXBean;
import io.sentry.ITransportFactory;
import io.sentry.ScopesAdapter;
import io.sentry.Sentry;
import io.sentry.spring.boot.jakarta.SentryAutoConfiguration;
import io.sentry.spring.jakarta.checkin.SentryCheckIn;
import io.sentry.spring.jakarta.checkin.SentryCheckInAdvice;
import io.sentry.transport.NoOpTransport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.aopalliance.aop.Advice;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * The delivery beside the SDK's {@code @SentryCheckIn}: same SDK, same receiver, same process. What happens once, and not
 * as often as one likes, and so is no matter for JMH. Each number is of a process of its own. Runs with the benchmarks, or
 * alone: {@code mvn verify -Pbenchmark -Dbenchmark=DeliveryComparison}; {@code -Dbenchmark.outage=10} makes the outage
 * shorter than the target's.
 */
public final class DeliveryComparison {

    private static final int FORKS = 3;

    private static final int JOBS = 1000;

    private static final String ROW = "%-52s %18s %18s %8s%n";

    /** A job of the SDK's. */
    public static class SdkJob {

        @SentryCheckIn("sdk-job")
        public void run() {}
    }

    private DeliveryComparison() {}

    /** Prints the rows whose names are given; without any, all of them, each in processes of its own. */
    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            System.out.printf("%n" + ROW, "", "@SentryCheckIn", "fluxion", "ratio");
            for (String cost : List.of("cost noop 0", "cost http 0", "cost noop 0.2", "cost noop 1", "cost http 1")) {
                for (int fork = 0; fork < FORKS; fork++) {
                    fork(cost.split(" "));
                }
            }
            fork("burst");
            fork("exit");
            fork("outage");
            return;
        }
        switch (args[0]) {
            case "cost" -> cost(args[1].equals("http"), Double.parseDouble(args[2]));
            case "burst" -> burst();
            case "exit" -> row("4. exit with a hanging server, timeout 5 s: ms", sdkExit(), oursExit());
            case "outage" -> outage();
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.exit(0);
    }

    private static void fork(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlogging.level.root=error",
                "-Dlogback.configurationFile=" + quiet(),
                "-Dbenchmark.outage=" + Integer.getInteger("benchmark.outage", 60),
                "-cp",
                System.getProperty("java.class.path"),
                DeliveryComparison.class.getName()));
        command.addAll(List.of(args));
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /** A log would be measured with the rest. */
    private static Path quiet() throws IOException {
        Path file = Files.createTempFile("quiet", ".xml");
        file.toFile().deleteOnExit();
        return Files.writeString(file, "<configuration><root level=\"OFF\"/></configuration>");
    }

    /**
     * What a job's thread pays for the two check-ins of a run. One after the other as fast as can be, and a while apart, so
     * that the threads behind sleep and are to be woken.
     */
    private static void cost(boolean http, double pauseMillis) {
        try (EnvelopeReceiver receiver = EnvelopeReceiver.start()) {
            with(receiver, http, monitors -> {
                SdkJob sdk = sdkJob();
                List<Cost> theirs = new ArrayList<>();
                List<Cost> ours = new ArrayList<>();
                int runs = pauseMillis > 0 ? 1_000 : 5_000;
                // In turns, so that both meet the same machine; the first half is for the compiler.
                for (int round = 0; round < (pauseMillis > 0 ? 12 : 40); round++) {
                    theirs.add(Cost.of(sdk::run, runs, pauseMillis));
                    ours.add(Cost.of(() -> monitors.run("job", run -> {}), runs, pauseMillis));
                }
                String how = (http ? ", HTTP" : ", no transport") + (pauseMillis > 0 ? ", " + pauseMillis + " ms apart" : "");
                row("1. ns of CPU a run" + how, Cost.median(theirs, Cost::cpu), Cost.median(ours, Cost::cpu));
                row("1. ns a run" + how, Cost.median(theirs, Cost::wall), Cost.median(ours, Cost::wall));
                row("1. bytes a run" + how, Cost.median(theirs, Cost::bytes), Cost.median(ours, Cost::bytes));
            });
        }
    }

    private static void burst() {
        for (int latency : new int[] {0, 100}) {
            long[] sdk = burst(latency, true);
            long[] ours = burst(latency, false);
            row("2. of 1,000 outcomes arrive, latency " + latency + " ms", sdk[0], ours[0]);
            row("2. ms until the last, latency " + latency + " ms", sdk[1], ours[1]);
        }
    }

    private static void outage() {
        int seconds = Integer.getInteger("benchmark.outage", 60);
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("refused", Fault.refuse());
        faults.put("500", Fault.status(500));
        faults.put("429", Fault.status(429, Map.of("Retry-After", "5")));
        faults.put("hang", Fault.hang());
        faults.forEach((name, fault) -> row(
                "5. of 100 outcomes arrive after " + seconds + " s of " + name,
                outage(fault, seconds, true),
                outage(fault, seconds, false)));
    }

    private static long[] burst(int latency, boolean sdk) {
        long[] result = new long[2];
        try (EnvelopeReceiver receiver = EnvelopeReceiver.start()) {
            with(receiver, true, monitors -> {
                SdkJob job = sdkJob();
                job.run();
                monitors.run("job", "warm-up", run -> {});
                await(() -> ends(receiver), 2, 10_000);
                receiver.clear();
                receiver.fault(Fault.latency(Duration.ofMillis(latency)));
                long began = atOnce(sdk ? i -> job.run() : i -> monitors.run("job", "k" + i, run -> {}));
                long last = awaitSilence(receiver);
                result[0] = ends(receiver);
                result[1] = TimeUnit.NANOSECONDS.toMillis(last - began);
            });
        }
        return result;
    }

    private static long sdkExit() {
        AtomicLong took = new AtomicLong();
        try (EnvelopeReceiver receiver = EnvelopeReceiver.start()) {
            receiver.fault(Fault.hang());
            Sentry.init(options -> options.setDsn(receiver.dsn()));
            sdkJob().run();
            await(receiver::requests, 1, 10_000);
            long began = System.nanoTime();
            Sentry.close();
            took.set(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        }
        return took.get();
    }

    private static long oursExit() {
        AtomicLong began = new AtomicLong();
        try (EnvelopeReceiver receiver = EnvelopeReceiver.start()) {
            with(receiver, true, monitors -> {
                receiver.fault(Fault.hang());
                monitors.run("job", run -> {});
                Sentry.captureMessage("stuck as well");
                await(receiver::requests, 2, 10_000);
                began.set(System.nanoTime());
            });
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began.get());
        }
    }

    private static long outage(Fault fault, int seconds, boolean sdk) {
        AtomicLong arrived = new AtomicLong();
        try (EnvelopeReceiver receiver = EnvelopeReceiver.start()) {
            with(receiver, true, monitors -> {
                SdkJob job = sdkJob();
                receiver.fault(fault);
                for (int run = 0; run < 100; run++) {
                    if (sdk) {
                        job.run();
                    } else {
                        monitors.run("job", "k" + run, body -> {});
                    }
                }
                await(() -> 0, 1, seconds * 1000L);
                receiver.fault(Fault.none());
                await(() -> ends(receiver), 100, sdk ? 3_000 : 40_000);
                arrived.set(ends(receiver));
            });
        }
        return arrived.get();
    }

    private static void with(EnvelopeReceiver receiver, boolean http, Consumer<CronMonitors> work) {
        ApplicationContextRunner application = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        CronsAutoConfiguration.class,
                        SentryDeliveryAutoConfiguration.class,
                        SentryAutoConfiguration.class))
                .withPropertyValues(
                        "sentry.dsn=" + receiver.dsn(),
                        "fluxion.crons.monitors.job.schedule=0 0 2 * * *",
                        "fluxion.crons.max-monitors=10000",
                        "fluxion.crons.max-keys=10000");
        if (!http) {
            application = application.withBean(
                    ITransportFactory.class, () -> (options, request) -> NoOpTransport.getInstance());
        }
        application.run(context -> {
            work.accept(context.getBean(CronMonitors.class));
            context.getBean(CheckInDelivery.class).statistics();
        });
    }

    private static SdkJob sdkJob() {
        ProxyFactory proxy = new ProxyFactory(new SdkJob());
        proxy.addAdvice((Advice) new SentryCheckInAdvice(ScopesAdapter.getInstance()));
        proxy.setProxyTargetClass(true);
        return (SdkJob) proxy.getProxy();
    }

    /** Runs that told their end. The SDK's are all of one monitor. */
    private static long ends(EnvelopeReceiver receiver) {
        Set<String> ends = new HashSet<>();
        receiver.checkIns().stream()
                .filter(checkIn -> checkIn.path("status").asText().equals("ok"))
                .forEach(checkIn -> ends.add(checkIn.path("check_in_id").asText()));
        return ends.size();
    }

    /** Returns when the jobs have ended, and tells when they began. */
    private static long atOnce(IntConsumer job) {
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            int number = i;
            Thread thread = new Thread(() -> {
                try {
                    go.await();
                    job.accept(number);
                } catch (InterruptedException ex) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.start();
            threads.add(thread);
        }
        long began = System.nanoTime();
        go.countDown();
        for (Thread thread : threads) {
            join(thread);
        }
        return began;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until nothing has come for a while, and tells when the last one did. */
    private static long awaitSilence(EnvelopeReceiver receiver) {
        long before = -1;
        long last = System.nanoTime();
        while (System.nanoTime() - last < TimeUnit.SECONDS.toNanos(3)) {
            long now = receiver.envelopes().size();
            if (now > before) {
                before = now;
                last = System.nanoTime();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return last;
    }

    /** Waits for a number, and tells when it grew last. */
    private static long await(LongSupplier number, long target, long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long last = System.nanoTime();
        long before = -1;
        while (before < target && System.nanoTime() < end) {
            long now = number.getAsLong();
            if (now > before) {
                before = now;
                last = System.nanoTime();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return last;
    }

    private static void row(String what, double sdk, double ours) {
        System.out.printf(
                ROW,
                what,
                String.format(Locale.ROOT, "%.0f", sdk),
                String.format(Locale.ROOT, "%.0f", ours),
                sdk == 0 ? "-" : String.format(Locale.ROOT, "%.2f", ours / sdk));
    }

    private record Cost(double wall, double cpu, double bytes) {

        private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        static Cost of(Runnable job, int runs, double pauseMillis) {
            if (pauseMillis == 0) {
                return total(job, runs).per(runs);
            }
            Cost sum = new Cost(0, 0, 0);
            for (int i = 0; i < runs; i++) {
                LockSupport.parkNanos((long) (pauseMillis * 1_000_000));
                Cost one = total(job, 1);
                sum = new Cost(sum.wall + one.wall, sum.cpu + one.cpu, sum.bytes + one.bytes);
            }
            return sum.per(runs);
        }

        private static Cost total(Runnable job, int runs) {
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long cpu = THREADS.getCurrentThreadCpuTime();
            long wall = System.nanoTime();
            for (int i = 0; i < runs; i++) {
                job.run();
            }
            long wallAfter = System.nanoTime();
            return new Cost(
                    wallAfter - wall,
                    THREADS.getCurrentThreadCpuTime() - cpu,
                    THREADS.getCurrentThreadAllocatedBytes() - bytes);
        }

        private Cost per(int runs) {
            return new Cost(this.wall / runs, this.cpu / runs, this.bytes / runs);
        }

        /** Of the second half. */
        static double median(List<Cost> rounds, ToDoubleFunction<Cost> what) {
            double[] sorted = rounds.stream()
                    .skip(rounds.size() / 2)
                    .mapToDouble(what)
                    .sorted()
                    .toArray();
            return sorted[sorted.length / 2];
        }
    }
}
