package ai.fluxion.crons.store.jdbc;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.Evaluation;
import ai.fluxion.crons.monitor.MonitorState;
import ai.fluxion.crons.store.MonitorKey;
import ai.fluxion.crons.store.SharedMonitorStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps states and histories in a database, where they outlive the process and several processes share them. A change
 * compares the version that it read with the one that is there, and begins anew if somebody was quicker. Times are
 * microseconds since 1970 in UTC.
 *
 * @since 0.1.0
 */
public final class JdbcMonitorStore implements SharedMonitorStore {

    private static final int ATTEMPTS = 50;

    /** What clocks of processes may differ, and a change may take from its time to its commit, together. */
    private static final Duration LATELY = Duration.ofMinutes(3);

    private final DataSource dataSource;

    private final Clock clock;

    private final TransactionTemplate transaction;

    private final int history;

    private final ProcessRows processes;

    private final StateRows states;

    private final CheckInRows checkIns;

    private final SchemaInitialization initialization;

    private volatile boolean initialized;

    /**
     * @param dataSource of H2, PostgreSQL, or a database with the same tables
     * @param history how many check-ins of each monitor are kept, at least 1
     * @param initialization whether the first use makes the tables or only looks at their version
     */
    public JdbcMonitorStore(DataSource dataSource, int history, SchemaInitialization initialization) {
        this(dataSource, history, initialization, Clock.systemUTC());
    }

    /**
     * Keeps states with times of change from elsewhere.
     *
     * @param clock what time it is
     */
    JdbcMonitorStore(DataSource dataSource, int history, SchemaInitialization initialization, Clock clock) {
        if (history < 1) {
            throw new IllegalArgumentException("A history of %d check-ins is none".formatted(history));
        }
        this.dataSource = dataSource;
        this.clock = clock;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.history = history;
        this.initialization = initialization;
        this.processes = new ProcessRows(Statements.all(dataSource), this.transaction);
        this.states = new StateRows(Statements.all(dataSource));
        this.checkIns = new CheckInRows(dataSource, this.processes.self());
    }

    @Override
    public Committed commit(MonitorKey key, @Nullable UUID checkIn, Change change) {
        return retrying(() -> attempt(key, checkIn, change));
    }

    /** Until nobody was quicker, and nobody in the way. */
    private static <T> T retrying(Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (ConcurrencyFailureException | DuplicateKeyException ex) {
                if (attempt == ATTEMPTS) {
                    throw ex;
                }
                LockSupport.parkNanos(
                        Duration.ofMillis(ThreadLocalRandom.current().nextInt(1, 5 * attempt + 1))
                                .toNanos());
            }
        }
    }

    private Committed attempt(MonitorKey key, @Nullable UUID checkIn, Change change) {
        StateRow row = row(key).orElse(null);
        MonitorState before = row == null ? null : row.state();
        long version = row == null ? 0 : row.version();
        Evaluation evaluation = change.apply(before, checkIn == null ? null : this.checkIns.find(key, checkIn));
        if (evaluation.state().equals(before) && evaluation.effects().isEmpty()) {
            return new Committed(evaluation, version);
        }
        this.transaction.executeWithoutResult(status -> {
            this.states.write(key, evaluation.state(), version, this.clock.instant());
            evaluation.checkIns().forEach(one -> this.checkIns.write(key, one, version + 1));
        });
        return new Committed(evaluation, version + 1);
    }

    @Override
    public @Nullable MonitorState find(MonitorKey key) {
        return row(key).map(StateRow::state).orElse(null);
    }

    private Optional<StateRow> row(MonitorKey key) {
        prepare();
        return this.states.find(key);
    }

    @Override
    public List<CheckIn> history(MonitorKey key, int limit) {
        return this.checkIns.newest(key, limit);
    }

    @Override
    public List<String> slugs(String environment) {
        prepare();
        return this.states.slugs(environment);
    }

    @Override
    public Map<String, Long> versions(String environment) {
        return this.states.versions(environment);
    }

    @Override
    public Map<String, Long> changes(String environment) {
        return this.states.versionsSince(environment, this.clock.instant().minus(LATELY));
    }

    @Override
    public @Nullable Snapshot snapshot(MonitorKey key, long since) {
        // The state first: check-ins that come between the two are read once more with the next version.
        StateRow row = row(key).orElse(null);
        if (row == null) {
            return null;
        }
        List<CheckIn> newestFirst = this.checkIns.newest(key, this.history, since);
        CheckIn[] oldestFirst = new CheckIn[newestFirst.size()];
        for (int i = 0; i < oldestFirst.length; i++) {
            oldestFirst[oldestFirst.length - 1 - i] = newestFirst.get(i);
        }
        return new Snapshot(row.state(), row.version(), List.of(oldestFirst));
    }

    @Override
    public void prune(String environment, Instant before) {
        retrying(() -> {
            this.transaction.executeWithoutResult(status -> this.checkIns.prune(environment, before, this.history));
            return before;
        });
    }

    @Override
    public UUID processId() {
        return this.processes.self();
    }

    @Override
    public List<Process> beat(String environment) {
        prepare();
        try {
            return retrying(() -> this.processes.beat(environment));
        } catch (BadSqlGrammarException ex) {
            // The tables may be gone: a database that was made anew.
            this.initialized = false;
            throw ex;
        }
    }

    private void prepare() {
        if (!this.initialized) {
            new JdbcStoreSchema(this.dataSource).initialize(this.initialization);
            this.initialized = true;
        }
    }

    @Override
    public List<OpenRunOf> openRuns(String environment, UUID process) {
        return this.processes.openRuns(environment, process);
    }

    @Override
    public void forget(String environment, UUID process) {
        retrying(() -> {
            this.processes.forget(environment, process);
            return process;
        });
    }
}
