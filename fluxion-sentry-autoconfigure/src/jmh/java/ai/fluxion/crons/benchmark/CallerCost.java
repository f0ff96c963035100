package ai.fluxion.crons.benchmark;

import ai.fluxion.crons.testing.EnvelopeReceiver;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;

/** Row 1: what a job's thread pays. */
final class CallerCost {

    private CallerCost() {}

    /**
     * What a job's thread pays for the two check-ins of a run. One after the other as fast as can be, and a while apart, so
     * that the threads behind sleep and are to be woken.
     */
    static void measure(boolean http, double pauseMillis) {
        try (EnvelopeReceiver receiver = EnvelopeReceiver.start()) {
            Comparison.with(receiver, http, monitors -> {
                Comparison.SdkJob sdk = Comparison.sdkJob();
                List<Cost> theirs = new ArrayList<>();
                List<Cost> ours = new ArrayList<>();
                int runs = pauseMillis > 0 ? 1_000 : 5_000;
                // In turns, so that both meet the same machine; the first half is for the compiler.
                for (int round = 0; round < (pauseMillis > 0 ? 12 : 40); round++) {
                    theirs.add(Cost.of(sdk::run, runs, pauseMillis));
                    ours.add(Cost.of(() -> monitors.run("job", run -> {}), runs, pauseMillis));
                }
                String how = (http ? ", HTTP" : ", no transport") + (pauseMillis > 0 ? ", " + pauseMillis + " ms apart" : "");
                Comparison.row("1. ns of CPU a run" + how, Cost.median(theirs, Cost::cpu), Cost.median(ours, Cost::cpu));
                Comparison.row("1. ns a run" + how, Cost.median(theirs, Cost::wall), Cost.median(ours, Cost::wall));
                Comparison.row("1. bytes a run" + how, Cost.median(theirs, Cost::bytes), Cost.median(ours, Cost::bytes));
            });
        }
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
