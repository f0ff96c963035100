package ai.fluxion.crons.engine;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks again and again for what could not be told at first, on a private thread: whom it asks is the application's. */
final class KeyInquiry {

    private static final Logger logger = LoggerFactory.getLogger(KeyInquiry.class);

    private final BooleanSupplier question;

    private final Duration period;

    private @Nullable ScheduledExecutorService thread;

    /**
     * @param question asks once, and says whether that was the last time
     * @param period how long it waits before each
     */
    KeyInquiry(BooleanSupplier question, Duration period) {
        this.question = question;
        this.period = period;
    }

    synchronized void start() {
        if (this.thread == null) {
            this.thread = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("keys"));
            this.thread.scheduleWithFixedDelay(
                    this::ask, this.period.toNanos(), this.period.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Does not interrupt who is asked. */
    synchronized void stop() {
        if (this.thread != null) {
            this.thread.shutdown();
            this.thread = null;
        }
    }

    private void ask() {
        try {
            if (this.question.getAsBoolean()) {
                stop();
            }
        } catch (Throwable ex) {
            logger.warn("Keys cannot be told; they are asked for again", ex);
        }
    }
}
