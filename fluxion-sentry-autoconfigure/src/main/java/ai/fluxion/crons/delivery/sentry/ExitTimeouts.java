package ai.fluxion.crons.delivery.sentry;

import io.sentry.SentryOptions;
import java.time.Duration;

/**
 * How long the SDK may hold the exit of the process: by default 2 and 15 seconds, with a server that hangs. What the user
 * set, by property or in code, stays; otherwise the SDK gets what the whole shutdown may take, and once that has passed,
 * next to nothing.
 *
 * @since 0.1.0
 */
public final class ExitTimeouts {

    private static final long NEXT_TO_NOTHING_MILLIS = 100;

    private final long shutdownTimeoutMillis;

    private final boolean usersShutdown;

    private final boolean usersFlush;

    private volatile boolean oursShutdown;

    private volatile boolean oursFlush;

    /**
     * Timeouts for one application.
     *
     * @param shutdownTimeout what the whole shutdown may take
     * @param usersShutdown whether the user set {@code sentry.shutdown-timeout-millis}
     * @param usersFlush whether the user set {@code sentry.flush-timeout-millis}
     */
    public ExitTimeouts(Duration shutdownTimeout, boolean usersShutdown, boolean usersFlush) {
        this.shutdownTimeoutMillis = shutdownTimeout.toMillis();
        this.usersShutdown = usersShutdown;
        this.usersFlush = usersFlush;
    }

    /** Bounds what the SDK's own shutdown hook may take, which runs beside the application's. */
    public void limit(SentryOptions application) {
        SentryOptions defaults = new SentryOptions();
        this.oursShutdown =
                !this.usersShutdown && application.getShutdownTimeoutMillis() == defaults.getShutdownTimeoutMillis();
        this.oursFlush = !this.usersFlush && application.getFlushTimeoutMillis() == defaults.getFlushTimeoutMillis();
        if (this.oursFlush) {
            application.setFlushTimeoutMillis(
                    Math.min(application.getFlushTimeoutMillis(), this.shutdownTimeoutMillis));
        }
    }

    /** The time is used up: from now on the SDK's close is only to close. */
    void hurry(SentryOptions application) {
        if (this.oursShutdown) {
            application.setShutdownTimeoutMillis(NEXT_TO_NOTHING_MILLIS);
        }
        if (this.oursFlush) {
            application.setFlushTimeoutMillis(NEXT_TO_NOTHING_MILLIS);
        }
    }
}
