package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorEvent;
import ai.fluxion.crons.monitor.MonitorState;
import ai.fluxion.crons.monitor.MonitorStatus;
import ai.fluxion.crons.monitor.MonitorTransition;
import ai.fluxion.crons.store.MemoryMonitorStore;
import ai.fluxion.crons.store.MonitorKey;
import ai.fluxion.crons.store.MonitorStore;
import ai.fluxion.crons.store.SharedMonitorStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is known of every monitor of this process in one environment. Runs report to it, a tick a minute finds out
 * what did not come, and everybody may look. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class StateKeeper {

    private static final Logger logger = LoggerFactory.getLogger(StateKeeper.class);

    private final String environment;

    private final Clock clock;

    private final MemoryMonitorStore local;

    private final CurrentStates current;

    private final MonitorTransition transition;

    private final ListenerThread listeners;

    private final Duration retention;

    private final StateBackend backend;

    private final Reports reports = new Reports(this::note);

    private @Nullable MinuteTicker ticker;

    private final Object ticking = new Object();

    private Instant lastTick = Instant.MIN;

    private Instant nextPruning = Instant.MIN;

    /**
     * Keeps states that live and die with the process.
     *
     * @param environment the environment of all states
     * @param clock what time it is
     * @param store where states are
     * @param retention how long check-ins are kept
     * @param listeners who hears of what happens
     */
    public StateKeeper(
            String environment,
            Clock clock,
            MemoryMonitorStore store,
            Duration retention,
            List<MonitorListener> listeners) {
        this.environment = environment;
        this.clock = clock;
        this.local = store;
        this.retention = retention;
        this.transition = new MonitorTransition(true);
        this.current = new CurrentStates(store, environment, this.transition);
        this.listeners = new ListenerThread(listeners);
        this.backend = new MemoryStates(store, environment, this.current, this.transition, this.listeners);
    }

    /**
     * Keeps states that outlive the process and that other processes may share.
     *
     * @param environment the environment of all states
     * @param clock what time it is
     * @param store the truth; it is read and written by private threads only, and may be slow, or away
     * @param memory a copy of it, and what waits to be written; empty, and with room for as much history
     * @param retention how long check-ins are kept
     * @param lease for how long a process may be silent until the runs that it has open count as ended
     * @param listeners who hears of what happens
     */
    public StateKeeper(
            String environment,
            Clock clock,
            SharedMonitorStore store,
            MemoryMonitorStore memory,
            Duration retention,
            Duration lease,
            List<MonitorListener> listeners) {
        this(environment, clock, store, memory, retention, lease, listeners, System::nanoTime);
    }

    /**
     * Keeps states as they are kept elsewhere, in a time that may run faster.
     *
     * @param nanoTime what passed since some instant
     */
    StateKeeper(
            String environment,
            Clock clock,
            SharedMonitorStore store,
            MemoryMonitorStore memory,
            Duration retention,
            Duration lease,
            List<MonitorListener> listeners,
            LongSupplier nanoTime) {
        this.environment = environment;
        this.clock = clock;
        this.local = memory;
        this.retention = retention;
        this.transition = new MonitorTransition(false);
        this.current = new CurrentStates(memory, environment, this.transition);
        this.listeners = new ListenerThread(listeners);
        this.backend = new SharedStates(
                store, memory, environment, clock, this.transition, retention, lease, this.listeners, nanoTime);
    }

    /** Whether the store has what memory has, as far as is known here. */
    boolean isSettled() {
        this.reports.takeIn();
        return this.backend.isSettled();
    }

    /**
     * Begins to tick, also after a {@link #stop}: contexts may be stopped and started again.
     *
     * @param monitors those of this process, asked every minute
     */
    public synchronized void start(MonitorRegistry monitors) {
        if (this.ticker == null) {
            this.listeners.start();
            this.reports.start();
            this.backend.start(monitors);
            this.ticker = new MinuteTicker(this.clock, now -> tick(monitors, now));
            this.ticker.start();
        }
    }

    /**
     * Ends ticking, writes what is not written yet, and tells listeners what they have not heard yet. What is recorded
     * later is kept in memory, and not told.
     *
     * @param timeout how long that may take
     */
    public synchronized void stop(Duration timeout) {
        Duration part = timeout.dividedBy(3);
        this.reports.stop();
        if (this.ticker != null) {
            this.ticker.stop(part);
            this.ticker = null;
            this.backend.stop(part);
        }
        this.listeners.stop(part);
    }

    /**
     * Records what happened to a monitor: whoever asks from now on, knows. Neither blocks nor throws; what it comes to is
     * computed by a private thread.
     *
     * @param event its instant is one of this keeper's clock
     */
    public void record(MonitorDefinition monitor, MonitorEvent event) {
        this.reports.add(monitor, event);
    }

    private void note(MonitorDefinition monitor, MonitorEvent event) {
        try {
            apply(monitor, checkIn(event), MicrosecondEvents.of(event));
        } catch (Throwable ex) {
            // Also for want of memory: it may be a job's thread.
            logger.warn("{} of '{}' was not recorded", event, monitor.slug(), ex);
        }
    }

    void tick(MonitorRegistry monitors, Instant now) {
        Collection<MonitorDefinition> definitions = monitors.definitions();
        tick(definitions, now);
        this.backend.forgetAllBut(monitors, definitions.size());
    }

    /**
     * Finds out what is due by now. A monitor that fails to evaluate does not keep the others from it.
     *
     * @param monitors those to look at; others that have a state are left alone
     */
    public void tick(Collection<MonitorDefinition> monitors, Instant now) {
        synchronized (this.ticking) {
            this.reports.takeIn();
            evaluate(monitors, now);
        }
    }

    private void evaluate(Collection<MonitorDefinition> monitors, Instant now) {
        boolean back = now.isBefore(this.lastTick.minusSeconds(this.lastTick.equals(Instant.MIN) ? 0 : 60));
        this.lastTick = now;
        this.backend.tick(monitors, now, back);
        if (now.isAfter(this.nextPruning)) {
            this.local.prune(this.environment, now.minus(this.retention));
            this.nextPruning = now.plus(Duration.ofHours(1));
        }
    }

    private void apply(MonitorDefinition monitor, @Nullable UUID checkIn, MonitorEvent event) {
        MonitorKey key = key(monitor.slug());
        MonitorStore.Change change = (state, known) ->
                this.transition.apply(monitor, this.transition.orBegin(monitor, state, event.at()), known, event);
        this.local.update(
                key,
                checkIn,
                change,
                evaluation -> this.backend.add(new PendingChange(key, monitor, checkIn, change, evaluation.effects())));
    }

    /** A monitor as it is now. Reads nothing but memory. */
    public MonitorView view(MonitorDefinition monitor) {
        this.reports.takeIn();
        return this.current.view(monitor, now());
    }

    /** The status of a monitor as it is now: less work than a {@link #view}. */
    public MonitorStatus status(MonitorDefinition monitor) {
        return state(monitor).status();
    }

    /** The state of a monitor as it is now: less work than a {@link #view}. */
    public MonitorState state(MonitorDefinition monitor) {
        this.reports.takeIn();
        return this.current.state(monitor, now());
    }

    /**
     * Tells the states of monitors as they are now: for many of them a fraction of the work of one {@link #state} after
     * the other.
     *
     * @param reader takes them in the order of the monitors, on the caller's thread
     */
    public void forEachState(
            Collection<MonitorDefinition> monitors, BiConsumer<MonitorDefinition, MonitorState> reader) {
        this.reports.takeIn();
        this.current.forEach(monitors, now(), reader);
    }

    /**
     * The check-ins of a monitor as they are now.
     *
     * @return at most {@code limit}, those that began last first
     */
    public List<CheckIn> history(MonitorDefinition monitor, int limit) {
        this.reports.takeIn();
        return this.current.history(monitor, limit, now());
    }

    /** The instant to evaluate for. */
    private Instant now() {
        return this.backend.asOf(this.clock.instant());
    }

    private MonitorKey key(String slug) {
        return new MonitorKey(this.environment, slug);
    }

    private static @Nullable UUID checkIn(MonitorEvent event) {
        if (event instanceof MonitorEvent.Opened opened) {
            return opened.id();
        }
        if (event instanceof MonitorEvent.Heartbeat beat) {
            return beat.id();
        }
        return event instanceof MonitorEvent.Closed closed ? closed.id() : null;
    }
}
