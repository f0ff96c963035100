package ai.fluxion.crons.benchmark;

import ai.fluxion.crons.testing.EnvelopeReceiver;
import ai.fluxion.crons.testing.Fault;
import io.sentry.AsyncHttpTransportFactory;
import io.sentry.CheckIn;
import io.sentry.CheckInStatus;
import io.sentry.Hint;
import io.sentry.MonitorConfig;
import io.sentry.MonitorSchedule;
import io.sentry.RequestDetails;
import io.sentry.SentryEnvelope;
import io.sentry.SentryEnvelopeHeader;
import io.sentry.SentryEnvelopeItem;
import io.sentry.SentryOptions;
import io.sentry.protocol.SentryId;
import io.sentry.transport.ITransport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Row 2: what becomes of a thousand runs that begin and end at once; in a process that has just started, and again. The least
 * that it could take is measured beside it: a thousand envelopes by as many of the SDK's transports, with nothing in front.
 */
final class Burst {

    private static final int JOBS = 1000;

    private static final int TRANSPORTS = 8;

    private Burst() {}

    static void measure() {
        compare(0, "0 ms");
        compare(0, "0 ms, again");
        compare(100, "100 ms");
    }

    private static void compare(int latency, String how) {
        long[] sdk = runs(latency, true);
        long[] ours = runs(latency, false);
        Comparison.row("2. of 1,000 outcomes arrive, latency " + how, sdk[0], ours[0]);
        Comparison.row("2. ms until the last, latency " + how, sdk[1], ours[1]);
    }

    static void transportsAlone() throws IOException {
        try (EnvelopeReceiver receiver = EnvelopeReceiver.start()) {
            for (String how : List.of("0 ms", "0 ms, again")) {
                Comparison.row("2. ms for 1,000 by its transports alone, " + how, transportsAlone(receiver));
            }
        }
    }

    private static long transportsAlone(EnvelopeReceiver receiver) throws IOException {
        SentryOptions options = new SentryOptions();
        options.setMaxQueueSize(JOBS);
        RequestDetails request =
                new RequestDetails("http://127.0.0.1:%d/api/42/envelope/".formatted(receiver.port()), Map.of());
        List<ITransport> transports = new ArrayList<>();
        for (int i = 0; i < TRANSPORTS; i++) {
            transports.add(new AsyncHttpTransportFactory().create(options, request));
        }
        receiver.clear();
        long began = System.nanoTime();
        for (int i = 0; i < JOBS; i++) {
            transports.get(i % TRANSPORTS).send(envelope(options), new Hint());
        }
        long last = Comparison.await(receiver::requests, JOBS, 60_000);
        for (ITransport transport : transports) {
            transport.close();
        }
        return TimeUnit.NANOSECONDS.toMillis(last - began);
    }

    private static SentryEnvelope envelope(SentryOptions options) {
        CheckIn checkIn = new CheckIn("job", CheckInStatus.OK);
        checkIn.setMonitorConfig(new MonitorConfig(MonitorSchedule.crontab("0 2 * * *")));
        return new SentryEnvelope(
                new SentryEnvelopeHeader(new SentryId()),
                List.of(SentryEnvelopeItem.fromCheckIn(options.getSerializer(), checkIn)));
    }

    private static long[] runs(int latency, boolean sdk) {
        long[] result = new long[2];
        try (EnvelopeReceiver receiver = EnvelopeReceiver.start()) {
            Comparison.with(receiver, true, monitors -> {
                Comparison.SdkJob job = Comparison.sdkJob();
                job.run();
                monitors.run("job", "warm-up", run -> {});
                Comparison.await(() -> Comparison.ends(receiver), 2, 10_000);
                receiver.clear();
                receiver.fault(Fault.latency(Duration.ofMillis(latency)));
                long began = atOnce(sdk ? i -> job.run() : i -> monitors.run("job", "k" + i, run -> {}));
                long last = awaitSilence(receiver);
                result[0] = Comparison.ends(receiver);
                result[1] = TimeUnit.NANOSECONDS.toMillis(last - began);
            });
        }
        return result;
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
}
