package ai.fluxion.crons.intercept;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Knows which executions take a lock before the job itself begins. Whoever implements it tells a {@link LockWords} what
 * becomes of each lock.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface JobLocks {

    /**
     * The lock of a job.
     *
     * @param target the bean, as the scheduler calls it
     * @param method the job's
     * @return its lock, or {@code null} if it takes none
     */
    @Nullable JobLock find(Object target, Method method);
}
