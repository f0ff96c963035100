package ai.fluxion.crons.store;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.Evaluation;
import ai.fluxion.crons.monitor.MonitorEffect;
import ai.fluxion.crons.monitor.MonitorState;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps states and histories in this process, bounded, and forgets them with it. Never blocks on I/O.
 *
 * @since 0.1.0
 */
public final class MemoryMonitorStore implements MonitorStore {

    private final Map<MonitorKey, Entry> entries = new ConcurrentHashMap<>();

    private final int history;

    /**
     * @param history how many check-ins of each monitor are kept, at least 1
     */
    public MemoryMonitorStore(int history) {
        if (history < 1) {
            throw new IllegalArgumentException("A history of %d check-ins is none".formatted(history));
        }
        this.history = history;
    }

    @Override
    public Evaluation update(MonitorKey key, @Nullable UUID checkIn, Change change) {
        return update(key, checkIn, change, evaluation -> {});
    }

    /**
     * Changes a monitor's state and history, and says so in the order of the changes.
     *
     * @param then takes what {@code change} returned before anybody else can change the monitor; it must be quick
     */
    public Evaluation update(MonitorKey key, @Nullable UUID checkIn, Change change, Consumer<Evaluation> then) {
        Entry entry = entry(key);
        synchronized (entry) {
            CheckIn known = checkIn == null ? null : entry.log.find(checkIn);
            Evaluation evaluation = change.apply(entry.state, known);
            for (MonitorEffect effect : evaluation.effects()) {
                if (effect instanceof MonitorEffect.Recorded recorded) {
                    entry.log.put(recorded.checkIn());
                }
            }
            entry.state = evaluation.state();
            then.accept(evaluation);
            return evaluation;
        }
    }

    @Override
    public @Nullable MonitorState find(MonitorKey key) {
        Entry entry = this.entries.get(key);
        return entry == null ? null : entry.state;
    }

    /** Where the state of a monitor is and stays, for who asks for it again and again. */
    public Place place(MonitorKey key) {
        return entry(key);
    }

    private Entry entry(MonitorKey key) {
        return this.entries.computeIfAbsent(key, absent -> new Entry(key, this.history));
    }

    @Override
    public List<CheckIn> history(MonitorKey key, int limit) {
        return read(key, (state, checkIns) -> newestFirst(checkIns.toList()).stream()
                .limit(limit)
                .toList());
    }

    /**
     * Reads a state and its history as one.
     *
     * @param reader takes the state, {@code null} if there is none, and the check-ins
     */
    public <T> T read(MonitorKey key, Reader<T> reader) {
        Entry entry = this.entries.get(key);
        if (entry == null) {
            return reader.read(null, new CheckInLog(1));
        }
        synchronized (entry) {
            return reader.read(entry.state, entry.log);
        }
    }

    /**
     * Replaces a state by a newer one from elsewhere.
     *
     * @param checkIns what began or changed since, oldest first
     * @param condition asked when nobody else can change the monitor; if it says no, nothing happens
     * @return what the condition said
     */
    public boolean replace(
            MonitorKey key, MonitorState state, Collection<CheckIn> checkIns, BooleanSupplier condition) {
        Entry entry = entry(key);
        synchronized (entry) {
            if (!condition.getAsBoolean()) {
                return false;
            }
            checkIns.forEach(entry.log::put);
            entry.state = state;
            return true;
        }
    }

    @Override
    public List<String> slugs(String environment) {
        return this.entries.entrySet().stream()
                .filter(entry -> entry.getKey().environment().equals(environment) && entry.getValue().state != null)
                .map(entry -> entry.getKey().slug())
                .sorted()
                .toList();
    }

    /**
     * Forgets the monitors that there are no more.
     *
     * @param known asked for each slug, if there may be others
     * @param count how many are known
     */
    public void forgetAllBut(Predicate<String> known, int count) {
        if (this.entries.size() > count) {
            this.entries.keySet().removeIf(key -> !known.test(key.slug()));
        }
    }

    @Override
    public void prune(String environment, Instant before) {
        this.entries.forEach((key, entry) -> {
            if (key.environment().equals(environment)) {
                synchronized (entry) {
                    entry.log.prune(before);
                }
            }
        });
    }

    private static List<CheckIn> newestFirst(List<CheckIn> checkIns) {
        checkIns.sort(Comparator.comparing(CheckIn::startedAt).reversed());
        return checkIns;
    }

    /**
     * Reads a state and its history.
     *
     * @param <T> what is made of it
     */
    @FunctionalInterface
    public interface Reader<T> {

        /** Makes something of it. */
        T read(@Nullable MonitorState state, RecordedCheckIns checkIns);
    }

    /** Where the state of a monitor is. */
    public interface Place {

        /** Whose state it is. */
        MonitorKey key();

        /** The state as it is now, or {@code null}. */
        @Nullable MonitorState state();
    }

    private static final class Entry implements Place {

        private final MonitorKey key;

        private final CheckInLog log;

        private volatile @Nullable MonitorState state;

        Entry(MonitorKey key, int history) {
            this.key = key;
            this.log = new CheckInLog(history);
        }

        @Override
        public MonitorKey key() {
            return this.key;
        }

        @Override
        public @Nullable MonitorState state() {
            return this.state;
        }
    }
}
