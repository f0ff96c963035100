package ai.fluxion.crons.intercept;

import ai.fluxion.crons.engine.ActiveRun;
import ai.fluxion.crons.engine.Completion;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** A method each call of which is a run, from the call to the completion of what it returns. */
final class MonitoredCall {

    private final InterceptedJob job;

    private final KeyExpression key;

    private final boolean reactive;

    MonitoredCall(InterceptedJob job, KeyExpression key, boolean reactive) {
        this.job = job;
        this.key = key;
        this.reactive = reactive;
    }

    @Nullable Object proceed(MethodInvocation invocation) throws Throwable {
        if (JobExecution.isOf(this.job) || !this.job.isReported()) {
            return invocation.proceed();
        }
        String keyOfCall = this.key.of(invocation.getThis(), invocation.getArguments());
        return this.reactive ? subscribeLater(invocation, keyOfCall) : call(invocation, keyOfCall);
    }

    private @Nullable Object call(MethodInvocation invocation, @Nullable String keyOfCall) throws Throwable {
        ActiveRun run = this.job.open(keyOfCall);
        if (run == null) {
            return invocation.proceed();
        }
        Object result;
        try {
            result = invocation.proceed();
        } catch (Throwable failure) {
            run.end(failure);
            throw failure;
        }
        Completion.of(result, run::detach, run::end);
        return result;
    }

    private @Nullable Object subscribeLater(MethodInvocation invocation, @Nullable String keyOfCall) throws Throwable {
        try {
            Object publisher = invocation.proceed();
            return publisher == null ? null : ReactiveRuns.around(publisher, () -> this.job.open(keyOfCall));
        } catch (Throwable failure) {
            ActiveRun run = this.job.open(keyOfCall);
            if (run != null) {
                run.end(failure);
            }
            throw failure;
        }
    }
}
