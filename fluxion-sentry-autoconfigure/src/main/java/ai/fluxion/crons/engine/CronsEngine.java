package ai.fluxion.crons.engine;

import ai.fluxion.crons.delivery.CheckInDelivery;
import java.time.Clock;
import java.time.Duration;

/**
 * All of it together, to be started and stopped.
 *
 * @since 0.1.0
 */
public final class CronsEngine {

    private static final Duration LONGEST_CLOSING = Duration.ofMillis(300);

    private final ApplicationMonitorRegistry registry;

    private final StateKeeper states;

    private final ProcessRunEngine runs;

    private final CheckInDelivery delivery;

    private final EngineSettings settings;

    private final Clock clock;

    private final Heartbeats heartbeats;

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
        new StartReport(
                        this.registry,
                        this.settings.environment(),
                        this.delivery.statistics().destination(),
                        this.clock.instant())
                .log();
    }

    /** Gives open runs half of the shutdown timeout to end, settles the others, sends what waits in the rest, and stops. */
    public void stop() {
        Duration timeout = this.settings.shutdownTimeout();
        long end = System.nanoTime() + timeout.minus(closing(timeout)).toNanos();
        this.heartbeats.stop();
        this.runs.settleOpen(timeout.dividedBy(2), this.settings.interrupted());
        this.delivery.flush(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        this.states.stop(Duration.ofMillis(500));
    }

    /** What closes when nothing more can be sent, the SDK foremost, is part of the shutdown as well. */
    private static Duration closing(Duration timeout) {
        Duration part = timeout.dividedBy(10);
        return part.compareTo(LONGEST_CLOSING) < 0 ? part : LONGEST_CLOSING;
    }
}
