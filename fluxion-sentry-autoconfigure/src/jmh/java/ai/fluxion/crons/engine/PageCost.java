package ai.fluxion.crons.engine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * What a page of the endpoint costs: in time, and in the CPU time of the thread that asks, which other work on the machine
 * changes less. At most 20 ms for 10,000 monitors; it should grow no faster than they do.
 */
public final class PageCost {

    private static final int REQUESTS = Integer.getInteger("page.requests", 1_000);

    private PageCost() {}

    /** Measures and prints. */
    public static void measure() throws IOException {
        double smaller = 0;
        for (int monitors : new int[] {1_000, 10_000, 100_000}) {
            StateBenchmark page = new StateBenchmark();
            page.monitors = monitors;
            page.fill();
            double cpu = measure(page);
            System.out.println(
                    smaller == 0 ? "" : "growth %.2f x linear (CPU, median)".formatted(cpu / smaller / 10));
            smaller = cpu;
        }
    }

    private static double measure(StateBenchmark page) throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] wall = new long[REQUESTS];
        long[] cpu = new long[REQUESTS];
        int bytes = 0;
        for (int i = -REQUESTS; i < REQUESTS; i++) {
            long wallBefore = System.nanoTime();
            long cpuBefore = threads.getCurrentThreadCpuTime();
            bytes = page.page().length;
            if (i >= 0) {
                cpu[i] = threads.getCurrentThreadCpuTime() - cpuBefore;
                wall[i] = System.nanoTime() - wallBefore;
            }
        }
        Arrays.sort(wall);
        Arrays.sort(cpu);
        System.out.printf(
                "%,9d monitors, a page of 500, %,d bytes: p50 %6.2f ms, p99 %6.2f ms; CPU p50 %6.2f ms, p99 %6.2f ms  ",
                page.monitors, bytes, percentile(wall, 50), percentile(wall, 99), percentile(cpu, 50), percentile(cpu, 99));
        return percentile(cpu, 50);
    }

    private static double percentile(long[] sorted, int percent) {
        return sorted[(sorted.length * percent + 99) / 100 - 1] / 1e6;
    }
}
