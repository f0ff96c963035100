package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The retained history of a monitor in numbers.
 *
 * @param ok runs that ended well
 * @param error runs that ended badly
 * @param missed slots without a run
 * @param timeout runs that did not end in time
 * @param skipped slots that another process served
 * @param p50 the median of the durations of ended runs; {@code null} if none said how long it took
 * @param p95 what 95 of 100 ended runs did not exceed
 * @param max the longest
 * @param lastSuccess when the last good run ended, or {@code null}
 * @since 0.1.0
 */
public record MonitorStatistics(
        int ok,
        int error,
        int missed,
        int timeout,
        int skipped,
        @Nullable Duration p50,
        @Nullable Duration p95,
        @Nullable Duration max,
        @Nullable Instant lastSuccess) {

    static MonitorStatistics of(Collection<CheckIn> checkIns) {
        int[] counts = new int[CheckInStatus.values().length];
        long[] durations = new long[checkIns.size()];
        int ended = 0;
        Instant lastSuccess = null;
        for (CheckIn one : checkIns) {
            counts[one.status().ordinal()]++;
            boolean ok = one.status() == CheckInStatus.OK;
            if (one.duration() != null && (ok || one.status() == CheckInStatus.ERROR)) {
                durations[ended++] = one.duration().toNanos();
            }
            Instant end = one.finishedAt();
            if (ok && end != null && (lastSuccess == null || end.isAfter(lastSuccess))) {
                lastSuccess = end;
            }
        }
        Arrays.sort(durations, 0, ended);
        return new MonitorStatistics(
                counts[CheckInStatus.OK.ordinal()],
                counts[CheckInStatus.ERROR.ordinal()],
                counts[CheckInStatus.MISSED.ordinal()],
                counts[CheckInStatus.TIMEOUT.ordinal()],
                counts[CheckInStatus.SKIPPED.ordinal()],
                percentile(durations, ended, 50),
                percentile(durations, ended, 95),
                percentile(durations, ended, 100),
                lastSuccess);
    }

    /** The nearest rank: a duration that some run really had. */
    private static @Nullable Duration percentile(long[] sorted, int size, int percent) {
        return size == 0 ? null : Duration.ofNanos(sorted[(size * percent + 99) / 100 - 1]);
    }

    /** All that are decided, the skipped ones excluded. */
    public int runs() {
        return this.ok + this.error + this.missed + this.timeout;
    }

    /** The share of good ones among all that are decided, from 0 to 1; {@code null} if none is. */
    public @Nullable Double successRate() {
        return runs() == 0 ? null : (double) this.ok / runs();
    }
}
