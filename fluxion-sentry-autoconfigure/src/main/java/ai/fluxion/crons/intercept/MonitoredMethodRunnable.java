package ai.fluxion.crons.intercept;

import io.micrometer.observation.ObservationRegistry;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.ScheduledMethodRunnable;

/**
 * Spring's own runnable of a {@code @Scheduled} method, with a run around each execution. It has to be one: ShedLock and
 * Boot's endpoint recognise tasks by that class.
 */
final class MonitoredMethodRunnable extends ScheduledMethodRunnable {

    private final InterceptedJob job;

    MonitoredMethodRunnable(
            Object target,
            Method method,
            @Nullable String qualifier,
            Supplier<ObservationRegistry> observations,
            InterceptedJob job) {
        super(target, method, qualifier, observations);
        this.job = job;
    }

    @Override
    public void run() {
        JobExecution execution = JobExecution.begin(this.job);
        Throwable failure = null;
        try {
            super.run();
        } catch (Throwable thrown) {
            failure = thrown;
            throw thrown;
        } finally {
            execution.end(failure);
        }
    }
}
