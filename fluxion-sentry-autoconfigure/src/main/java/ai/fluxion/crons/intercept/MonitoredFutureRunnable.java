package ai.fluxion.crons.intercept;

import ai.fluxion.crons.engine.Completion;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.DefaultScheduledTaskObservationConvention;
import org.springframework.scheduling.support.ScheduledMethodRunnable;
import org.springframework.scheduling.support.ScheduledTaskObservationContext;
import org.springframework.scheduling.support.ScheduledTaskObservationDocumentation;
import org.springframework.util.ReflectionUtils;

/**
 * The runnable of a {@code @Scheduled} method that returns before its work is done: the run ends when what it returned
 * completes. Spring drops what a method returns; so this calls and observes the method itself, as Spring does.
 */
final class MonitoredFutureRunnable extends ScheduledMethodRunnable {

    private static final DefaultScheduledTaskObservationConvention CONVENTION =
            new DefaultScheduledTaskObservationConvention();

    private final Supplier<ObservationRegistry> observations;

    private final InterceptedJob job;

    MonitoredFutureRunnable(
            Object target,
            Method method,
            @Nullable String qualifier,
            Supplier<ObservationRegistry> observations,
            InterceptedJob job) {
        super(target, method, qualifier, observations);
        this.observations = observations;
        this.job = job;
    }

    /** Also where the declared type only allows for it: {@code Future}, or what is left of a type parameter. */
    static boolean serves(Method method) {
        Class<?> declared = method.getReturnType();
        return CompletionStage.class.isAssignableFrom(declared) || declared.isAssignableFrom(CompletableFuture.class);
    }

    @Override
    public void run() {
        JobExecution execution = JobExecution.begin(this.job);
        Object returned;
        try {
            returned = observe();
        } catch (Throwable thrown) {
            execution.end(thrown);
            throw thrown;
        }
        Completion.of(returned, execution::leave, execution::end);
    }

    private @Nullable Object observe() {
        ScheduledTaskObservationContext context = new ScheduledTaskObservationContext(getTarget(), getMethod());
        Observation observation = ScheduledTaskObservationDocumentation.TASKS_SCHEDULED_EXECUTION.observation(
                null, CONVENTION, () -> context, this.observations.get());
        return observation.observe(() -> call(context));
    }

    private @Nullable Object call(ScheduledTaskObservationContext context) {
        try {
            ReflectionUtils.makeAccessible(getMethod());
            Object returned = getMethod().invoke(getTarget());
            context.setComplete(true);
            return returned;
        } catch (InvocationTargetException failure) {
            ReflectionUtils.rethrowRuntimeException(failure.getTargetException());
            return null;
        } catch (IllegalAccessException failure) {
            throw new UndeclaredThrowableException(failure);
        }
    }
}
