package ai.fluxion.crons.intercept;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The lock that an execution of a job takes.
 *
 * @param name the lock's name; {@code null} if it cannot be told before a call: the first word of any lock counts then
 * @param aroundMethod whether the call of the bean takes it, so that an execution begins before its lock is held;
 *     otherwise the scheduler takes it before the execution
 * @param heard whether a {@link LockWords} is told what becomes of it; asked at each execution
 * @since 0.1.0
 */
public record JobLock(@Nullable String name, boolean aroundMethod, BooleanSupplier heard) {

    boolean isNamed(String lock) {
        return this.name == null || this.name.equals(lock);
    }

    /** Whether an execution that begins now on this thread has the lock still to take, and will hear of it. */
    boolean isStillToTake() {
        return this.aroundMethod && this.heard.getAsBoolean() && !LockWords.isHeld(this);
    }
}
