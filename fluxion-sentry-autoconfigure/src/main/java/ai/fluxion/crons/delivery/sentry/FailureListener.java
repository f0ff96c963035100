package ai.fluxion.crons.delivery.sentry;

import ai.fluxion.crons.delivery.SendResult;
import io.sentry.ILogger;
import io.sentry.SentryLevel;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Learns from the SDK's diagnostics why an attempt failed: its result says only that it did. This is the one place that
 * reads what no API promises, and does without it where it is silent: then the attempt counts as lost and is sent again.
 * The diagnostics of an attempt come on the thread, and before the result, that they explain.
 */
final class FailureListener implements ILogger {

    /** The line of {@code AsyncHttpTransport} for every answer but 200; -1 stands for none. */
    private static final Pattern ANSWER = Pattern.compile("The transport failed to send the envelope.* (-?\\d+)");

    private final ThreadLocal<SendResult> last = new ThreadLocal<>();

    private final ILogger application;

    FailureListener(ILogger application) {
        this.application = application;
    }

    /** What the calling thread's last attempt failed of; forgotten by this. */
    SendResult take() {
        SendResult failure = this.last.get();
        this.last.remove();
        return failure != null ? failure : SendResult.lost("unknown");
    }

    @Override
    public void log(SentryLevel level, String message, @Nullable Object @Nullable ... args) {
        this.application.log(level, message, args);
        Matcher answer = ANSWER.matcher(message);
        if (level == SentryLevel.ERROR && answer.matches()) {
            int code = Integer.parseInt(answer.group(1));
            if (code > 0) {
                this.last.set(ofCode(code));
            }
        }
    }

    @Override
    public void log(SentryLevel level, String message, @Nullable Throwable throwable) {
        this.application.log(level, message, throwable);
        note(level, throwable);
    }

    @Override
    public void log(
            SentryLevel level, @Nullable Throwable throwable, String message, @Nullable Object @Nullable ... args) {
        this.application.log(level, throwable, message, args);
        note(level, throwable);
    }

    @Override
    public boolean isEnabled(@Nullable SentryLevel level) {
        return level == SentryLevel.ERROR || this.application.isEnabled(level);
    }

    /** The first exception explains the others. */
    private void note(SentryLevel level, @Nullable Throwable throwable) {
        if (level == SentryLevel.ERROR && throwable != null && this.last.get() == null) {
            this.last.set(ofCause(throwable));
        }
    }

    private static SendResult ofCode(int code) {
        String reason = "HTTP " + code;
        // What Sentry says of this very envelope; anything else is about the way to it.
        return code == 400 || code == 413 ? SendResult.refused(reason) : SendResult.retry(reason);
    }

    private static SendResult ofCause(Throwable throwable) {
        Throwable cause = throwable;
        while (cause.getCause() != null && !isAboutTheWay(cause)) {
            cause = cause.getCause();
        }
        String reason =
                cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
        return isAboutTheWay(cause) ? SendResult.retry(reason) : SendResult.lost(reason);
    }

    /** Nothing can have arrived. */
    private static boolean isAboutTheWay(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException
                || cause instanceof SSLException;
    }
}
