package ai.fluxion.crons.intercept;

import org.jspecify.annotations.Nullable;

/**
 * The lock that an execution of a job takes.
 *
 * @param name the lock's name; {@code null} if it cannot be told before a call: the first word of any lock counts then
 * @param aroundMethod whether the call of the bean takes it, so that an execution begins before its lock is held;
 *     otherwise the scheduler takes it before the execution
 * @since 0.1.0
 */
public record JobLock(@Nullable String name, boolean aroundMethod) {

    boolean isNamed(String lock) {
        return this.name == null || this.name.equals(lock);
    }
}
