package ai.fluxion.crons.store;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.RunReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The last check-ins of a monitor in about 50 bytes each, to the microsecond: a ring of numbers. There may be a hundred
 * thousand of these. Not safe for concurrent use.
 */
final class CheckInLog implements RecordedCheckIns {

    private static final CheckInStatus[] STATUSES = CheckInStatus.values();

    private static final long NONE = Numbers.NONE;

    /** Two for the id, then start, finish, duration and slot. */
    private static final int WIDTH = 6;

    private final int capacity;

    private long[] numbers = new long[0];

    private byte[] statuses = new byte[0];

    /** Most runs tell nothing of themselves. */
    private @Nullable RunReport[] reports = new RunReport[0];

    private int oldest;

    private int size;

    private @Nullable Derived<?> derived;

    CheckInLog(int capacity) {
        this.capacity = capacity;
    }

    int size() {
        return this.size;
    }

    /** Replaces the check-in with the same id, or adds it in the place of the oldest. */
    void put(CheckIn checkIn) {
        this.derived = null;
        int index = indexOf(checkIn.id());
        write(index < 0 ? add() : index, checkIn);
    }

    @Nullable CheckIn find(UUID id) {
        int index = indexOf(id);
        return index < 0 ? null : read(index);
    }

    /** Those that were added last first. */
    @Override
    public List<CheckIn> toList() {
        List<CheckIn> all = new ArrayList<>(this.size);
        for (int i = this.size - 1; i >= 0; i--) {
            all.add(read(slot(i)));
        }
        return all;
    }

    /** Of several that began at once, the one that was added last. */
    @Override
    public @Nullable CheckIn last() {
        int last = -1;
        for (int i = this.size - 1; i >= 0; i--) {
            int index = slot(i);
            if (last < 0 || this.numbers[index * WIDTH + 2] > this.numbers[last * WIDTH + 2]) {
                last = index;
            }
        }
        return last < 0 ? null : read(last);
    }

    @Override
    public void forEach(Numbers numbers) {
        for (int i = this.size - 1; i >= 0; i--) {
            int index = slot(i);
            numbers.add(
                    STATUSES[this.statuses[index]], this.numbers[index * WIDTH + 3], this.numbers[index * WIDTH + 4]);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // a computation makes what its type says
    public <T> T derive(Computation<T> computation) {
        Derived<?> known = this.derived;
        if (known == null || known.by != computation) {
            known = new Derived<>(computation, computation.of(this));
            this.derived = known;
        }
        return (T) known.result;
    }

    /** Forgets the oldest ones as long as they began before an instant and are over. */
    void prune(Instant before) {
        this.derived = null;
        while (this.size > 0) {
            boolean open = STATUSES[this.statuses[this.oldest]] == CheckInStatus.IN_PROGRESS;
            if (open || this.numbers[this.oldest * WIDTH + 2] >= micros(before)) {
                return;
            }
            if (this.reports.length > 0) {
                this.reports[this.oldest] = null;
            }
            this.oldest = slot(1);
            this.size--;
        }
    }

    private int slot(int position) {
        int index = this.oldest + position;
        return index < this.statuses.length ? index : index - this.statuses.length;
    }

    private int indexOf(UUID id) {
        long most = id.getMostSignificantBits();
        long least = id.getLeastSignificantBits();
        for (int i = this.size - 1; i >= 0; i--) {
            int index = slot(i);
            if (this.numbers[index * WIDTH] == most && this.numbers[index * WIDTH + 1] == least) {
                return index;
            }
        }
        return -1;
    }

    private int add() {
        if (this.size == this.capacity) {
            int index = this.oldest;
            this.oldest = slot(1);
            return index;
        }
        if (this.size == this.statuses.length) {
            grow();
        }
        return slot(this.size++);
    }

    private void grow() {
        int length = Math.min(this.capacity, Math.max(4, this.size * 2));
        long[] numbers = new long[length * WIDTH];
        byte[] statuses = new byte[length];
        @Nullable RunReport[] reports = new RunReport[this.reports.length == 0 ? 0 : length];
        for (int i = 0; i < this.size; i++) {
            int from = slot(i);
            System.arraycopy(this.numbers, from * WIDTH, numbers, i * WIDTH, WIDTH);
            statuses[i] = this.statuses[from];
            if (reports.length > 0) {
                reports[i] = this.reports[from];
            }
        }
        this.numbers = numbers;
        this.statuses = statuses;
        this.reports = reports;
        this.oldest = 0;
    }

    private void write(int index, CheckIn checkIn) {
        int at = index * WIDTH;
        this.numbers[at] = checkIn.id().getMostSignificantBits();
        this.numbers[at + 1] = checkIn.id().getLeastSignificantBits();
        this.numbers[at + 2] = micros(checkIn.startedAt());
        this.numbers[at + 3] = checkIn.finishedAt() == null ? NONE : micros(checkIn.finishedAt());
        this.numbers[at + 4] =
                checkIn.duration() == null ? NONE : checkIn.duration().toNanos() / 1_000;
        this.numbers[at + 5] = checkIn.expectedAt() == null ? NONE : micros(checkIn.expectedAt());
        this.statuses[index] = (byte) checkIn.status().ordinal();
        RunReport report = checkIn.report().equals(RunReport.EMPTY) ? null : checkIn.report();
        if (report != null && this.reports.length == 0) {
            this.reports = Arrays.copyOf(this.reports, this.statuses.length);
        }
        if (this.reports.length > 0) {
            this.reports[index] = report;
        }
    }

    private CheckIn read(int index) {
        int at = index * WIDTH;
        RunReport report = this.reports.length == 0 ? null : this.reports[index];
        return new CheckIn(
                new UUID(this.numbers[at], this.numbers[at + 1]),
                STATUSES[this.statuses[index]],
                instant(this.numbers[at + 2]),
                this.numbers[at + 3] == NONE ? null : instant(this.numbers[at + 3]),
                this.numbers[at + 4] == NONE ? null : Duration.ofNanos(this.numbers[at + 4] * 1_000),
                this.numbers[at + 5] == NONE ? null : instant(this.numbers[at + 5]),
                report == null ? RunReport.EMPTY : report);
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }

    /** What was made of the check-ins since they changed last. */
    private record Derived<T>(Computation<T> by, T result) {}
}
