package ai.fluxion.crons.intercept;

import ai.fluxion.crons.MonitorRun;
import ai.fluxion.crons.engine.ActiveRun;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.DefaultScheduledTaskObservationConvention;
import org.springframework.scheduling.support.ScheduledTaskObservationContext;

/**
 * Runs from the observations of scheduled tasks. Where the user observes tasks, a handler of ours joins the handlers of
 * the user's registry, so that the user's observation is the very one it was; where not, a registry of ours observes.
 */
final class RunObservations implements ObservationHandler<ScheduledTaskObservationContext> {

    private final Function<ScheduledTaskObservationContext, @Nullable InterceptedJob> jobs;

    private final ObservationRegistry own = ObservationRegistry.create();

    private final Set<ObservationRegistry> joined =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final ThreadLocal<Deque<Runnable>> attached = ThreadLocal.withInitial(ArrayDeque::new);

    /** @param jobs the job of a context that no reactive task announced, or {@code null} */
    RunObservations(Function<ScheduledTaskObservationContext, @Nullable InterceptedJob> jobs) {
        this.jobs = jobs;
        this.own.observationConfig().observationHandler(this);
    }

    /**
     * The registry to observe an execution with.
     *
     * @param users the user's
     * @param sample what the user's predicates may judge by
     */
    ObservationRegistry registryFor(ObservationRegistry users, ScheduledTaskObservationContext sample) {
        if (users.isNoop() || isDisabled(users, sample)) {
            return this.own;
        }
        if (this.joined.add(users)) {
            users.observationConfig().observationHandler(this);
        }
        return users;
    }

    private static boolean isDisabled(ObservationRegistry users, ScheduledTaskObservationContext sample) {
        return Observation.createNotStarted(null, new DefaultScheduledTaskObservationConvention(), () -> sample, users)
                .isNoop();
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof ScheduledTaskObservationContext task
                && (ReactiveExecutions.subscribing() != null || this.jobs.apply(task) != null);
    }

    @Override
    public void onStart(ScheduledTaskObservationContext context) {
        ReactiveExecutions.Subscribing subscribing = ReactiveExecutions.subscribing();
        InterceptedJob job = subscribing == null ? this.jobs.apply(context) : null;
        if (subscribing != null) {
            context.put(JobExecution.class, subscribing.begin());
        } else if (job != null) {
            context.put(JobExecution.class, JobExecution.begin(job));
        }
    }

    @Override
    public void onScopeOpened(ScheduledTaskObservationContext context) {
        ActiveRun run = runOf(context);
        this.attached.get().push(run != null && MonitorRun.current() != run ? run.attach() : () -> {});
    }

    @Override
    public void onScopeClosed(ScheduledTaskObservationContext context) {
        Runnable detach = this.attached.get().poll();
        if (detach != null) {
            detach.run();
        }
        if (this.attached.get().isEmpty()) {
            this.attached.remove();
        }
    }

    @Override
    public void onScopeReset(ScheduledTaskObservationContext context) {
        onScopeClosed(context);
    }

    @Override
    public void onStop(ScheduledTaskObservationContext context) {
        JobExecution execution = context.get(JobExecution.class);
        if (execution == null) {
            return;
        }
        ActiveRun run = execution.run();
        if (run != null && context.getError() == null && !context.isComplete()) {
            run.cancel();
        }
        execution.end(context.getError());
    }

    private static @Nullable ActiveRun runOf(ScheduledTaskObservationContext context) {
        JobExecution execution = context.get(JobExecution.class);
        return execution == null ? null : execution.run();
    }
}
