package ai.fluxion.crons.engine;

import ai.fluxion.crons.delivery.CheckInDelivery;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * All of it together, to be started and stopped.
 *
 * @since 0.1.0
 */
public final class CronsEngine {

    private static final Duration LONGEST_CLOSING = Duration.ofMillis(300);

    /** For the states, which other processes would take for those of a dead one. */
    private static final Duration SHORTEST_LEAVE = Duration.ofMillis(500);

    private final ApplicationMonitorRegistry registry;

    private final StateKeeper states;

    private final ProcessRunEngine runs;

    private final CheckInDelivery delivery;

    private final EngineSettings settings;

    private final Clock clock;

    private final Heartbeats heartbeats;

    private final KeyInquiry keys;

    private Duration timeLeft = Duration.ZERO;

    /**
     * @param registry the monitors
     * @param states their states
     * @param runs the runs of this process
     * @param delivery where check-ins go
     * @param settings what is configured
     * @param clock the clock of crons
     */
    public CronsEngine(
            ApplicationMonitorRegistry registry,
            StateKeeper states,
            ProcessRunEngine runs,
            CheckInDelivery delivery,
            EngineSettings settings,
            Clock clock) {
        this.registry = registry;
        this.states = states;
        this.runs = runs;
        this.delivery = delivery;
        this.settings = settings;
        this.clock = clock;
        this.heartbeats = new Heartbeats(settings.heartbeat(), runs, clock);
        this.keys = new KeyInquiry(registry::askForKeys, Duration.ofMinutes(1));
    }

    /**
     * Decides on every monitor, begins to evaluate minutes, and says at the log what there is. To be called when all jobs
     * are known.
     *
     * @throws MonitorConfigurationException if something that was declared cannot be
     */
    public void start() {
        this.registry.settle();
        this.states.start(this.registry);
        this.heartbeats.start();
        this.registry.whenUntold(this.keys::begin);
        new StartReport(
                        this.registry,
                        this.settings.environment(),
                        this.delivery.statistics().destination(),
                        this.clock.instant())
                .log();
    }

    /** Gives open runs half of the shutdown timeout to end, settles the others, sends what waits in the rest, and stops. */
    public void stop() {
        this.timeLeft = this.settings.shutdownTimeout();
        awaitRuns();
        end();
    }

    /**
     * The application ends: as {@link #stop()}, but runs that go on are left to {@link #end()}. There are schedulers that
     * wait for their jobs when they are destroyed, and others that interrupt them then.
     */
    public void beginEnd() {
        this.timeLeft = this.settings.shutdownTimeout();
        boolean none = awaitRuns();
        this.runs.leaveInterrupted(this.settings.interrupted());
        if (none) {
            end();
        }
    }

    private boolean awaitRuns() {
        return spend(() -> this.runs.awaitNone(this.settings.shutdownTimeout().dividedBy(2)));
    }

    /**
     * Settles the runs that are open, sends what waits in the rest of the shutdown timeout, and stops. To be called when
     * the schedulers are gone; does nothing more the second time but send what has come since.
     */
    public void end() {
        this.registry.whenUntold(() -> {});
        this.keys.stop();
        this.heartbeats.stop();
        this.runs.settleOpen(this.settings.interrupted());
        // None goes on, but a job's thread may be on its way with the end of one.
        spend(() -> this.runs.awaitNone(timeToSend().dividedBy(2)));
        spend(() -> {
            this.delivery.flush(timeToSend());
            return true;
        });
        spend(() -> {
            Duration left = timeToSend();
            this.states.stop(left.compareTo(SHORTEST_LEAVE) > 0 ? left : SHORTEST_LEAVE);
            return true;
        });
    }

    /** What closes when nothing more can be sent, the SDK foremost, is part of the shutdown as well. */
    private Duration timeToSend() {
        Duration part = this.settings.shutdownTimeout().dividedBy(10);
        Duration left = this.timeLeft.minus(part.compareTo(LONGEST_CLOSING) < 0 ? part : LONGEST_CLOSING);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** What the schedulers take in between is theirs. */
    private boolean spend(BooleanSupplier work) {
        long began = System.nanoTime();
        boolean result = work.getAsBoolean();
        Duration left = this.timeLeft.minusNanos(System.nanoTime() - began);
        this.timeLeft = left.isNegative() ? Duration.ZERO : left;
        return result;
    }
}
