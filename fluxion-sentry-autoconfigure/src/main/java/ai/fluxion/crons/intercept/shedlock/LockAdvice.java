package ai.fluxion.crons.intercept.shedlock;

import ai.fluxion.crons.intercept.LockWords;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** Passes on what a provider answers, and tells it to whoever waits for it on this thread. */
final class LockAdvice implements MethodInterceptor {

    private final Supplier<LockWords> words;

    LockAdvice(Supplier<LockWords> words) {
        this.words = words;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        Object answer = invocation.proceed();
        Object[] arguments = invocation.getArguments();
        if (answer instanceof Optional<?> lock
                && arguments.length == 1
                && arguments[0] instanceof LockConfiguration configuration) {
            return heard(lock, configuration.getName());
        }
        return answer;
    }

    private Optional<?> heard(Optional<?> answer, String name) {
        if (answer.isPresent() && answer.get() instanceof SimpleLock lock) {
            return Optional.of(new HeldLock(lock, this.words.get().acquired(name)));
        }
        this.words.get().refused(name);
        return answer;
    }

    /** The lock, which says when it is given back. */
    private record HeldLock(SimpleLock lock, Runnable released) implements SimpleLock {

        @Override
        public void unlock() {
            try {
                this.lock.unlock();
            } finally {
                this.released.run();
            }
        }

        @Override
        public Optional<SimpleLock> extend(Duration lockAtMostFor, Duration lockAtLeastFor) {
            return this.lock
                    .extend(lockAtMostFor, lockAtLeastFor)
                    .map(extended -> new HeldLock(extended, this.released));
        }
    }
}
