package ai.fluxion.crons.engine;

import ai.fluxion.crons.MonitorRun;
import ai.fluxion.crons.monitor.RunReport;
import ai.fluxion.crons.telemetry.RunScope;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** A part of a run. */
final class EngineStep implements MonitorRun.Step {

    private final String name;

    private final RunNotes notes;

    private final RunScope.Step step;

    private final long startedNanos = System.nanoTime();

    private final AtomicBoolean closed = new AtomicBoolean();

    private volatile boolean failed;

    EngineStep(String name, RunNotes notes, RunScope.Step step) {
        this.name = name;
        this.notes = notes;
        this.step = step;
    }

    @Override
    public void fail() {
        this.failed = true;
    }

    @Override
    public void close() {
        if (this.closed.compareAndSet(false, true)) {
            Duration took = Duration.ofNanos(System.nanoTime() - this.startedNanos);
            this.notes.step(new RunReport.Step(this.name, took, !this.failed));
            this.step.close(this.failed);
        }
    }
}
