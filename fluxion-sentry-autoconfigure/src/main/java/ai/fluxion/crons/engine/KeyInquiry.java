package ai.fluxion.crons.engine;

import ai.fluxion.crons.delivery.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks until all is told, on a private thread that is there for as long: whom it asks is the application's, and may be slow. */
final class KeyInquiry {

    private static final Logger logger = LoggerFactory.getLogger(KeyInquiry.class);

    private final BooleanSupplier question;

    private final Duration period;

    private @Nullable ScheduledThreadPoolExecutor thread;

    private boolean again;

    /**
     * @param question asks once, and says whether all is told
     * @param period how long it waits before it asks again
     */
    KeyInquiry(BooleanSupplier question, Duration period) {
        this.question = question;
        this.period = period;
    }

    /** There is something to ask for. */
    synchronized void begin() {
        this.again = true;
        if (this.thread == null) {
            this.thread = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("keys"));
            this.thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
            this.thread.execute(this::ask);
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
        begun();
        boolean told = false;
        try {
            told = this.question.getAsBoolean();
        } catch (Throwable ex) {
            logger.warn("Keys cannot be told; they are asked for again", ex);
        }
        asked(told);
    }

    private synchronized void begun() {
        this.again = false;
    }

    private synchronized void asked(boolean told) {
        if (told && !this.again) {
            stop();
        } else if (this.thread != null) {
            this.thread.schedule(this::ask, this.period.toNanos(), TimeUnit.NANOSECONDS);
        }
    }
}
