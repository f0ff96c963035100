package ai.fluxion.crons.telemetry.sentry;

import io.sentry.SentryOptions;
import io.sentry.SentryOptions.BeforeSendCallback;
import io.sentry.SentryOptions.BeforeSendTransactionCallback;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says at the log that a callback of the application threw, because of which the SDK drops what it was asked about: by
 * itself it says so only in debug mode.
 *
 * @since 0.1.0
 */
public final class CallbackFailures {

    private static final Logger logger = LoggerFactory.getLogger(CallbackFailures.class);

    private final String callback;

    private final AtomicBoolean said = new AtomicBoolean();

    private CallbackFailures(String callback) {
        this.callback = callback;
    }

    /** Listens to the callbacks of options that the SDK is about to start with. */
    public static void report(SentryOptions options) {
        BeforeSendCallback events = options.getBeforeSend();
        if (events != null) {
            CallbackFailures failures = new CallbackFailures("beforeSend");
            options.setBeforeSend((event, hint) -> {
                try {
                    return events.execute(event, hint);
                } catch (RuntimeException | Error ex) {
                    failures.say(ex);
                    throw ex;
                }
            });
        }
        BeforeSendTransactionCallback transactions = options.getBeforeSendTransaction();
        if (transactions != null) {
            CallbackFailures failures = new CallbackFailures("beforeSendTransaction");
            options.setBeforeSendTransaction((transaction, hint) -> {
                try {
                    return transactions.execute(transaction, hint);
                } catch (RuntimeException | Error ex) {
                    failures.say(ex);
                    throw ex;
                }
            });
        }
    }

    private void say(Throwable ex) {
        if (this.said.compareAndSet(false, true)) {
            logger.warn(
                    "The application's {} callback threw: what it was asked about is not sent to Sentry, now and whenever it throws. Jobs are not affected.",
                    this.callback,
                    ex);
        }
    }
}
