package ai.fluxion.crons.delivery.sentry;

import io.sentry.DataCategory;
import io.sentry.SentryOptions;
import io.sentry.transport.RateLimiter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The SDK's rate limiter, and how long it will hold. It tells only whether it holds at its date provider's time, so its
 * time is put forward, for the asking thread alone, until it does not.
 */
final class RateLimits {

    private static final long LONGEST = TimeUnit.DAYS.toMillis(1);

    private static final long PRECISION = 50;

    private final ThreadLocal<Long> ahead = ThreadLocal.withInitial(() -> 0L);

    private final RateLimiter limiter;

    RateLimits(SentryOptions options) {
        this.limiter = new RateLimiter(() -> System.currentTimeMillis() + this.ahead.get(), options);
    }

    RateLimiter limiter() {
        return this.limiter;
    }

    /** How long no check-in may be sent; zero if one may. At most a day, then it is asked again. */
    Duration pause() {
        if (!holdsIn(0)) {
            return Duration.ZERO;
        }
        long held = 0;
        long free = PRECISION;
        while (free < LONGEST && holdsIn(free)) {
            held = free;
            free *= 2;
        }
        while (free - held > PRECISION) {
            long middle = (held + free) / 2;
            if (holdsIn(middle)) {
                held = middle;
            } else {
                free = middle;
            }
        }
        return Duration.ofMillis(free);
    }

    private boolean holdsIn(long millis) {
        this.ahead.set(millis);
        try {
            return this.limiter.isActiveForCategory(DataCategory.Monitor);
        } finally {
            this.ahead.remove();
        }
    }
}
