package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.CronMonitors;
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
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
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
import org.aopalliance.aop.Advice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * The delivery beside the SDK's {@code @SentryCheckIn}: same SDK, same receiver, same process. Run with {@code -Pbenchmark},
 * or with {@code -Dtest=DeliveryBenchmark}; {@code -Dbenchmark.outage=60} makes the outage as long as the target's.
 */
@Tag("benchmark")
class DeliveryBenchmark {

    private static final int JOBS = 1000;

    private static final String ROW = "%-52s %18s %18s %8s%n";

    /** A job of the SDK's. */
    public static class SdkJob {

        @SentryCheckIn("sdk-job")
        public void run() {}
    }

    @Test
    void costOnTheJobsThread() {
        header("1. Cost on the job's thread, two check-ins");
        for (boolean http : new boolean[] {false, true}) {
            try (EnvelopeReceiver receiver = EnvelopeReceiver.start()) {
                Cost[] costs = new Cost[2];
                with(receiver, http, monitors -> {
                    SdkJob sdk = sdkJob();
                    // In turns, so that both meet the same machine.
                    for (int round = 0; round < 5; round++) {
                        costs[0] = Cost.best(costs[0], Cost.of(i -> sdk.run()));
                        costs[1] = Cost.best(costs[1], Cost.of(i -> monitors.run("job", "k" + i % JOBS, run -> {})));
                    }
                });
                String transport = http ? " (HTTP)" : " (no-op transport)";
                row("ns" + transport, costs[0].nanos(), costs[1].nanos());
                row("bytes" + transport, costs[0].bytes(), costs[1].bytes());
            }
        }
    }

    @Test
    void aThousandJobsAtOnce() {
        header("2. 1,000 jobs that start and end at once");
        for (int latency : new int[] {0, 100}) {
            long[] sdk = burst(latency, true);
            long[] ours = burst(latency, false);
            row("outcomes that arrive, latency " + latency + " ms", sdk[0], ours[0]);
            row("ms until the last, latency " + latency + " ms", sdk[1], ours[1]);
        }
    }

    @Test
    void exitWithAHangingServer() {
        header("4. Exit with a hanging server (shutdown-timeout 5 s)");
        row("ms until closed", sdkExit(), oursExit());
    }

    @Test
    void anOutageDuringAHundredRuns() {
        int seconds = Integer.getInteger("benchmark.outage", 10);
        header("5. Outage of " + seconds + " s during 100 runs: outcomes that arrive");
        Map<String, Fault> faults = Map.of(
                "refused", Fault.refuse(),
                "500", Fault.status(500),
                "429", Fault.status(429, Map.of("Retry-After", "5")),
                "hang", Fault.hang());
        faults.forEach((name, fault) -> row(name, outage(fault, seconds, true), outage(fault, seconds, false)));
    }

    private static long[] burst(int latency, boolean sdk) {
        long[] result = new long[2];
        try (EnvelopeReceiver receiver = EnvelopeReceiver.start()) {
            with(receiver, true, monitors -> {
                SdkJob job = sdkJob();
                job.run();
                monitors.run("job", "warm-up", run -> {});
                await(() -> receiver.checkIns().size(), 4, 10_000);
                receiver.clear();
                receiver.fault(Fault.latency(Duration.ofMillis(latency)));
                long began = System.nanoTime();
                atOnce(sdk ? i -> job.run() : i -> monitors.run("job", "k" + i, run -> {}));
                LongSupplier arrived = () -> ends(receiver);
                long last = await(arrived, JOBS, sdk ? 5_000 : 60_000);
                result[0] = arrived.getAsLong();
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

    private static void atOnce(IntConsumer job) {
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
        go.countDown();
        for (Thread thread : threads) {
            join(thread);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
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

    private static void header(String title) {
        System.out.printf("%n" + ROW, title, "@SentryCheckIn", "fluxion", "ratio");
    }

    private static void row(String what, double sdk, double ours) {
        System.out.printf(
                ROW,
                what,
                String.format(Locale.ROOT, "%.0f", sdk),
                String.format(Locale.ROOT, "%.0f", ours),
                sdk == 0 ? "-" : String.format(Locale.ROOT, "%.2f", ours / sdk));
    }

    private record Cost(double nanos, double bytes) {

        private static final int RUNS = 20_000;

        static Cost of(IntConsumer job) {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long cpu = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < RUNS; i++) {
                job.accept(i);
            }
            return new Cost(
                    (threads.getCurrentThreadCpuTime() - cpu) / (double) RUNS,
                    (threads.getCurrentThreadAllocatedBytes() - bytes) / (double) RUNS);
        }

        static Cost best(@Nullable Cost one, Cost other) {
            return one == null ? other : new Cost(Math.min(one.nanos, other.nanos), Math.min(one.bytes, other.bytes));
        }
    }
}
