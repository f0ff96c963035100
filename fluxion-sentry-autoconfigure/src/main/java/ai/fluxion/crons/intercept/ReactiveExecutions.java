package ai.fluxion.crons.intercept;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.SchedulingAwareRunnable;
import org.springframework.scheduling.support.ScheduledTaskObservationContext;

/** The executions of a reactive {@code @Scheduled} method: while it subscribes, its observation finds its job here. */
final class ReactiveExecutions {

    private static final Logger logger = LoggerFactory.getLogger(ReactiveExecutions.class);

    private static final ThreadLocal<@Nullable Subscribing> SUBSCRIBING = new ThreadLocal<>();

    private final InterceptedJob job;

    private final ScheduledMethod method;

    private final AtomicBoolean complained = new AtomicBoolean();

    ReactiveExecutions(InterceptedJob job, ScheduledMethod method) {
        this.job = job;
        this.method = method;
    }

    static @Nullable Subscribing subscribing() {
        return SUBSCRIBING.get();
    }

    Runnable around(Runnable task) {
        return new SubscribingTask(task);
    }

    /** One execution, for as long as the scheduler's thread is in it. */
    final class Subscribing {

        private @Nullable JobExecution execution;

        ScheduledTaskObservationContext sampleContext() {
            return new ScheduledTaskObservationContext(
                    ReactiveExecutions.this.method.bean(), ReactiveExecutions.this.method.method());
        }

        JobExecution begin() {
            JobExecution begun = JobExecution.begin(ReactiveExecutions.this.job);
            this.execution = begun;
            return begun;
        }

        private void end(Throwable failure) {
            // An observation that fails to start has begun nothing.
            (this.execution != null ? this.execution : begin()).end(failure);
        }

        private void leave() {
            if (this.execution != null) {
                this.execution.leave();
            } else if (ReactiveExecutions.this.complained.compareAndSet(false, true)) {
                logger.warn("Not monitored, since this version of Spring does not observe its subscriptions: "
                        + ReactiveExecutions.this.job);
            }
        }
    }

    private final class SubscribingTask implements SchedulingAwareRunnable {

        private final Runnable task;

        SubscribingTask(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            Subscribing mine = new Subscribing();
            SUBSCRIBING.set(mine);
            try {
                this.task.run();
            } catch (Throwable thrown) {
                // Reactor throws what is fatal to whoever subscribes; nobody hears of an end any more.
                mine.end(thrown);
                throw thrown;
            } finally {
                SUBSCRIBING.remove();
                mine.leave();
            }
        }

        @Override
        public boolean isLongLived() {
            return this.task instanceof SchedulingAwareRunnable aware && aware.isLongLived();
        }

        @Override
        public @Nullable String getQualifier() {
            return this.task instanceof SchedulingAwareRunnable aware ? aware.getQualifier() : null;
        }

        @Override
        public String toString() {
            return this.task.toString();
        }
    }
}
