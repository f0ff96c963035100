package ai.fluxion.crons.intercept;

import ai.fluxion.crons.engine.ActiveRun;
import java.lang.reflect.UndeclaredThrowableException;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a scheduled job, from the scheduler's call to its end. Its run opens at once or, where a lock comes
 * first, on the word of the lock. Belongs to one thread, but for its end.
 */
final class JobExecution {

    private static final ThreadLocal<@Nullable JobExecution> CURRENT = new ThreadLocal<>();

    private final InterceptedJob job;

    private final @Nullable JobExecution outer;

    private boolean awaiting;

    private volatile @Nullable ActiveRun run;

    private JobExecution(InterceptedJob job, boolean awaiting) {
        this.job = job;
        this.outer = CURRENT.get();
        this.awaiting = awaiting;
    }

    /** Begins an execution on the calling thread. */
    static JobExecution begin(InterceptedJob job) {
        JobExecution execution = new JobExecution(job, job.comesBeforeItsLock());
        CURRENT.set(execution);
        if (!execution.awaiting) {
            execution.open();
        }
        return execution;
    }

    static @Nullable JobExecution awaiting(String lock) {
        JobExecution execution = CURRENT.get();
        return execution != null && execution.awaiting && execution.job.isLockedBy(lock) ? execution : null;
    }

    static boolean isUnderway() {
        return CURRENT.get() != null;
    }

    /** Whether the calling thread executes that very job, so that a call of its method is no run of its own. */
    static boolean isOf(InterceptedJob job) {
        JobExecution execution = CURRENT.get();
        return execution != null && execution.job == job;
    }

    void open() {
        this.awaiting = false;
        this.run = this.job.open(this.job.key());
    }

    void skip() {
        this.awaiting = false;
        this.job.skipped("lock held elsewhere");
    }

    @Nullable ActiveRun run() {
        return this.run;
    }

    /** Leaves the calling thread, which began it; the execution goes on elsewhere. */
    void leave() {
        if (CURRENT.get() == this) {
            restore();
        }
        ActiveRun open = this.run;
        if (open != null) {
            open.detach();
        }
    }

    /** Ends it with what it threw; on any thread. */
    void end(@Nullable Throwable failure) {
        if (CURRENT.get() == this) {
            restore();
        }
        if (this.awaiting) {
            endWithoutWord(failure);
        }
        ActiveRun open = this.run;
        if (open != null) {
            open.end(failure instanceof UndeclaredThrowableException wrapped ? unwrap(wrapped) : failure);
        }
    }

    /** The lock itself failed: then so did the job. Or somebody between the scheduler and the lock made no call. */
    private void endWithoutWord(@Nullable Throwable failure) {
        this.awaiting = false;
        if (failure != null) {
            open();
        } else {
            this.job.skipped("its method was not called");
        }
    }

    private void restore() {
        if (this.outer != null) {
            CURRENT.set(this.outer);
        } else {
            CURRENT.remove();
        }
    }

    private static Throwable unwrap(UndeclaredThrowableException wrapped) {
        Throwable cause = wrapped.getUndeclaredThrowable();
        return cause != null ? cause : wrapped;
    }
}
