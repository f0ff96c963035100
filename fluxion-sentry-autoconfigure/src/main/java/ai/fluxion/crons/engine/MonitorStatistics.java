package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.store.RecordedCheckIns;
import ai.fluxion.crons.store.RecordedCheckIns.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
        Sums sums = new Sums();
        for (CheckIn one : checkIns) {
            sums.add(one.status(), micros(one.finishedAt()), micros(one.duration()));
        }
        return sums.finish();
    }

    static MonitorStatistics of(RecordedCheckIns checkIns) {
        Sums sums = new Sums();
        checkIns.forEach(sums);
        return sums.finish();
    }

    private static long micros(@Nullable Instant at) {
        return at == null ? Numbers.NONE : ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static long micros(@Nullable Duration duration) {
        return duration == null ? Numbers.NONE : duration.toNanos() / 1_000;
    }

    /** The nearest rank. */
    private static int rank(int size, int percent) {
        return (size * percent + 99) / 100 - 1;
    }

    private static Duration duration(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }

    /**
     * What would be at a place if they were sorted, in a fraction of the time. Moves them: those before the place are no
     * greater then, and those behind it no less.
     *
     * @param low where they begin
     */
    private static long select(long[] values, int low, int size, int place) {
        int high = size - 1;
        while (low < high) {
            long pivot = values[(low + high) >>> 1];
            int left = low;
            int right = high;
            while (left <= right) {
                while (values[left] < pivot) {
                    left++;
                }
                while (values[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    long moved = values[left];
                    values[left++] = values[right];
                    values[right--] = moved;
                }
            }
            if (place <= right) {
                high = right;
            } else if (place >= left) {
                low = left;
            } else {
                break;
            }
        }
        return values[place];
    }

    /** All that are decided, the skipped ones excluded. */
    public int runs() {
        return this.ok + this.error + this.missed + this.timeout;
    }

    /** The share of good ones among all that are decided, from 0 to 1; {@code null} if none is. */
    public @Nullable Double successRate() {
        return runs() == 0 ? null : (double) this.ok / runs();
    }

    /** Takes one check-in after the other, in microseconds. */
    private static final class Sums implements Numbers {

        private final int[] counts = new int[CheckInStatus.values().length];

        private long[] durations = new long[16];

        private int ended;

        private long lastSuccess = NONE;

        @Override
        public void add(CheckInStatus status, long finishedAt, long duration) {
            this.counts[status.ordinal()]++;
            boolean ok = status == CheckInStatus.OK;
            if (duration != NONE && (ok || status == CheckInStatus.ERROR)) {
                if (this.ended == this.durations.length) {
                    this.durations = Arrays.copyOf(this.durations, 2 * this.ended);
                }
                this.durations[this.ended++] = duration;
            }
            if (ok) {
                this.lastSuccess = Math.max(this.lastSuccess, finishedAt);
            }
        }

        MonitorStatistics finish() {
            Duration p50 = null;
            Duration p95 = null;
            Duration max = null;
            if (this.ended > 0) {
                int middle = rank(this.ended, 50);
                int high = rank(this.ended, 95);
                p50 = duration(select(this.durations, 0, this.ended, middle));
                p95 = duration(select(this.durations, middle, this.ended, high));
                max = duration(select(this.durations, high, this.ended, this.ended - 1));
            }
            return new MonitorStatistics(
                    this.counts[CheckInStatus.OK.ordinal()],
                    this.counts[CheckInStatus.ERROR.ordinal()],
                    this.counts[CheckInStatus.MISSED.ordinal()],
                    this.counts[CheckInStatus.TIMEOUT.ordinal()],
                    this.counts[CheckInStatus.SKIPPED.ordinal()],
                    p50,
                    p95,
                    max,
                    this.lastSuccess == NONE ? null : Instant.EPOCH.plus(this.lastSuccess, ChronoUnit.MICROS));
        }
    }
}
