package ai.fluxion.crons.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls once a minute of the clock, on a thread of its own. After a suspended or jumped clock it calls once for the minute
 * that it then is, not for each that was passed over.
 *
 * @since 0.1.0
 */
public final class MinuteTicker {

    private static final Logger logger = LoggerFactory.getLogger(MinuteTicker.class);

    /** A clock may jump while a thread sleeps; it looks again at least this often. */
    private static final long LOOK_MILLIS = 5_000;

    private final Clock clock;

    private final Consumer<Instant> minute;

    private @Nullable ScheduledExecutorService executor;

    private Instant last = Instant.MIN;

    /**
     * @param clock tells the minutes
     * @param minute is called with the instant of the call; may throw without harm
     */
    public MinuteTicker(Clock clock, Consumer<Instant> minute) {
        this.clock = clock;
        this.minute = minute;
    }

    /** Starts the thread. */
    public synchronized void start() {
        if (this.executor == null) {
            this.last = this.clock.instant().truncatedTo(ChronoUnit.MINUTES);
            this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "fluxion-crons-tick");
                thread.setDaemon(true);
                return thread;
            });
            scheduleNext();
        }
    }

    /** Stops it; a call under way ends on its own. */
    public synchronized void stop() {
        if (this.executor != null) {
            this.executor.shutdown();
            this.executor = null;
        }
    }

    private synchronized void scheduleNext() {
        if (this.executor != null) {
            Instant now = this.clock.instant();
            Instant next = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
            long millis = Math.min(
                    LOOK_MILLIS, Math.max(1, Duration.between(now, next).toMillis() + 1));
            this.executor.schedule(this::look, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        Instant now = this.clock.instant();
        Instant current = now.truncatedTo(ChronoUnit.MINUTES);
        if (!current.equals(this.last)) {
            this.last = current;
            try {
                this.minute.accept(now);
            } catch (RuntimeException | LinkageError ex) {
                logger.warn("The evaluation of a minute failed; the next one follows", ex);
            }
        }
        scheduleNext();
    }
}
