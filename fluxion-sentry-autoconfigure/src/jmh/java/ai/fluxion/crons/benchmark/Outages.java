package ai.fluxion.crons.benchmark;

import ai.fluxion.crons.testing.EnvelopeReceiver;
import ai.fluxion.crons.testing.Fault;
import io.sentry.Sentry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Rows 4 and 5: a server that hangs at the exit, and one that is away for a while. */
final class Outages {

    private Outages() {}

    static void exit() {
        Comparison.row("4. exit with a hanging server, timeout 5 s: ms", sdkExit(), oursExit());
    }

    static void measure() {
        int seconds = Integer.getInteger("benchmark.outage", 60);
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("refused", Fault.refuse());
        faults.put("500", Fault.status(500));
        faults.put("429", Fault.status(429, Map.of("Retry-After", "5")));
        faults.put("hang", Fault.hang());
        faults.forEach((name, fault) -> Comparison.row(
                "5. of 100 outcomes arrive after " + seconds + " s of " + name,
                arrivals(fault, seconds, true),
                arrivals(fault, seconds, false)));
    }

    private static long sdkExit() {
        AtomicLong took = new AtomicLong();
        try (EnvelopeReceiver receiver = EnvelopeReceiver.start()) {
            receiver.fault(Fault.hang());
            Sentry.init(options -> options.setDsn(receiver.dsn()));
            Comparison.sdkJob().run();
            Comparison.await(receiver::requests, 1, 10_000);
            long began = System.nanoTime();
            Sentry.close();
            took.set(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        }
        return took.get();
    }

    private static long oursExit() {
        AtomicLong began = new AtomicLong();
        try (EnvelopeReceiver receiver = EnvelopeReceiver.start()) {
            Comparison.with(receiver, true, monitors -> {
                receiver.fault(Fault.hang());
                monitors.run("job", run -> {});
                Sentry.captureMessage("stuck as well");
                Comparison.await(receiver::requests, 2, 10_000);
                began.set(System.nanoTime());
            });
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began.get());
        }
    }

    private static long arrivals(Fault fault, int seconds, boolean sdk) {
        AtomicLong arrived = new AtomicLong();
        try (EnvelopeReceiver receiver = EnvelopeReceiver.start()) {
            Comparison.with(receiver, true, monitors -> {
                Comparison.SdkJob job = Comparison.sdkJob();
                receiver.fault(fault);
                for (int run = 0; run < 100; run++) {
                    if (sdk) {
                        job.run();
                    } else {
                        monitors.run("job", "k" + run, body -> {});
                    }
                }
                Comparison.await(() -> 0, 1, seconds * 1000L);
                receiver.fault(Fault.none());
                Comparison.await(() -> Comparison.ends(receiver), 100, sdk ? 3_000 : 40_000);
                arrived.set(Comparison.ends(receiver));
            });
        }
        return arrived.get();
    }
}
