package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.engine.CronsEngine;
import org.springframework.context.SmartLifecycle;

/**
 * Settles the monitors and starts when all beans are there and no scheduler has started, and stops after all of them have:
 * a run that ends while they stop still reports.
 */
final class CronsLifecycle implements SmartLifecycle {

    /** Below every scheduler's phase (Spring's is {@code MAX_VALUE / 2}, Quartz's {@code MAX_VALUE}). */
    static final int PHASE = 10_000;

    private final CronsEngine engine;

    private volatile boolean running;

    CronsLifecycle(CronsEngine engine) {
        this.engine = engine;
    }

    @Override
    public void start() {
        this.engine.start();
        this.running = true;
    }

    @Override
    public void stop() {
        this.running = false;
        this.engine.stop();
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
