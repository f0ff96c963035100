package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.telemetry.RunScope;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A scope whose failures are not the job's. */
final class GuardedScope implements RunScope {

    private static final Logger logger = LoggerFactory.getLogger(GuardedScope.class);

    private final RunScope delegate;

    GuardedScope(RunScope delegate) {
        this.delegate = delegate;
    }

    static <T> T guard(Supplier<T> work, T otherwise) {
        try {
            return work.get();
        } catch (Exception | LinkageError ex) {
            logger.warn("The surroundings of a run failed; the run goes on", ex);
            return otherwise;
        }
    }

    private static void guard(Runnable work) {
        guard(
                () -> {
                    work.run();
                    return true;
                },
                false);
    }

    @Override
    @SuppressWarnings("NullAway") // a supplier may return null; NullAway does not know that of a type argument
    public @Nullable String traceId() {
        return guard(this.delegate::traceId, null);
    }

    @Override
    public void tag(String name, String value) {
        guard(() -> this.delegate.tag(name, value));
    }

    @Override
    public void context(String name, Object value) {
        guard(() -> this.delegate.context(name, value));
    }

    @Override
    public void metric(String name, Number value) {
        guard(() -> this.delegate.metric(name, value));
    }

    @Override
    public Step step(String name) {
        Step step = guard(() -> this.delegate.step(name), RunScope.NONE.step(name));
        return failed -> guard(() -> step.close(failed));
    }

    @Override
    public void detach() {
        guard(this.delegate::detach);
    }

    @Override
    public Runnable attach() {
        Runnable detach = guard(this.delegate::attach, () -> {});
        return () -> guard(detach);
    }

    @Override
    public void close(CheckInStatus status, @Nullable Throwable failure, @Nullable String message) {
        guard(() -> this.delegate.close(status, failure, message));
    }
}
