package ai.fluxion.crons.intercept;

import ai.fluxion.crons.engine.ActiveRun;
import ai.fluxion.crons.engine.JobMonitor;
import ai.fluxion.crons.engine.RunEngine;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job whose executions pass by us. It is known before its monitor is: until it {@linkplain #bind is bound}, its
 * executions go unreported. Nothing here throws: whatever fails, the job goes on.
 */
final class InterceptedJob implements JobRuns {

    private static final Logger logger = LoggerFactory.getLogger(InterceptedJob.class);

    private static final long PATIENCE_MILLIS = 1000;

    private final String name;

    private final @Nullable JobLock lock;

    private final Supplier<@Nullable String> key;

    private final AtomicBoolean complained = new AtomicBoolean();

    private volatile @Nullable Binding binding;

    private volatile @Nullable Coming coming;

    InterceptedJob(String name, @Nullable JobLock lock, Supplier<@Nullable String> key) {
        this.name = name;
        this.lock = lock;
        this.key = key;
    }

    void bind(JobMonitor monitor, RunEngine engine) {
        this.binding = new Binding(monitor, engine);
    }

    /** It is found while the application runs, and may be executed before its monitor is known. */
    void comes() {
        this.coming = new Coming(Thread.currentThread(), new CountDownLatch(1));
    }

    /** Its monitor is known now, or never will be. */
    void hasCome() {
        Coming done = this.coming;
        this.coming = null;
        if (done != null) {
            done.end.countDown();
        }
    }

    /** {@code package.Class.method}. */
    String name() {
        return this.name;
    }

    @Nullable JobLock lock() {
        return this.lock;
    }

    @Override
    public boolean isReported() {
        Binding bound = binding();
        return bound != null && bound.monitor.isActive();
    }

    boolean isLockedBy(String lock) {
        return this.lock != null && this.lock.isNamed(lock);
    }

    /** Whether an execution that begins now on this thread has its lock still to take. */
    boolean comesBeforeItsLock() {
        return this.lock != null && this.lock.isStillToTake();
    }

    /** The key of an execution without arguments. */
    @Nullable String key() {
        return this.key.get();
    }

    @Override
    public @Nullable ActiveRun open(@Nullable String key) {
        try {
            Binding bound = binding();
            return bound != null && bound.monitor.isActive() ? bound.engine.open(bound.monitor, key) : null;
        } catch (RuntimeException | LinkageError failure) {
            complain(failure);
            return null;
        }
    }

    @Override
    public void skipped(String reason) {
        try {
            Binding bound = binding();
            if (bound != null && bound.monitor.isActive()) {
                bound.engine.skipped(bound.monitor, key(), reason);
            }
        } catch (RuntimeException | LinkageError failure) {
            complain(failure);
        }
    }

    /** The first execution waits a moment for the thread that makes its bean: what it comes to would be lost. */
    private @Nullable Binding binding() {
        Coming first = this.coming; // before the binding, which is there once this is over
        Binding bound = this.binding;
        if (bound != null || first == null || first.maker == Thread.currentThread()) {
            return bound;
        }
        try {
            first.end.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        // Nobody waits twice: a bean whose making fails in the end never comes.
        this.coming = null;
        return this.binding;
    }

    private void complain(Throwable failure) {
        if (this.complained.compareAndSet(false, true)) {
            logger.warn("Runs of " + this.name + " are not reported", failure);
        }
    }

    @Override
    public String toString() {
        return this.name;
    }

    private record Binding(JobMonitor monitor, RunEngine engine) {}

    private record Coming(Thread maker, CountDownLatch end) {}
}
