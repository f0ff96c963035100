package ai.fluxion.crons.engine;

import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** What becomes of work whose thread is interrupted. */
final class Interruption {

    /** Causes may go round in circles. */
    private static final int DEPTH = 50;

    private Interruption() {}

    /** Whether something was thrown on the calling thread because that was interrupted. */
    static boolean isCauseOf(Throwable thrown) {
        @Nullable Throwable cause = thrown;
        for (int i = 0; i < DEPTH && cause != null; i++) {
            if (cause instanceof InterruptedException
                    || cause instanceof InterruptedIOException
                    || cause instanceof ClosedByInterruptException
                    || cause instanceof CancellationException) {
                return true;
            }
            cause = cause.getCause();
        }
        return Thread.currentThread().isInterrupted();
    }
}
