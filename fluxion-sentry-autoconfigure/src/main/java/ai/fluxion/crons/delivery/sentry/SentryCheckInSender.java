package ai.fluxion.crons.delivery.sentry;

import ai.fluxion.crons.delivery.CheckInMessage;
import ai.fluxion.crons.delivery.CheckInSender;
import ai.fluxion.crons.delivery.DeliveryStatistics.Destination;
import ai.fluxion.crons.delivery.SendResult;
import io.sentry.CheckIn;
import io.sentry.IScopes;
import io.sentry.SentryClient;
import io.sentry.SentryOptions;
import io.sentry.util.HintUtils;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Sends check-ins through a {@link SentryClient} of its own, with the application's DSN, proxy and TLS, over several of
 * the SDK's transports at once. The application's client has one, with a queue of 30 that drops without a word.
 *
 * @since 0.1.0
 */
public final class SentryCheckInSender implements CheckInSender {

    /** Connections at a time. Measured: 1,000 runs at 100 ms take 26 s with 4, 13 s with 8. */
    static final int CONNECTIONS = 8;

    /** Those of all application contexts: the SDK is one for the whole JVM. */
    private static final Set<SentryCheckInSender> OPEN = ConcurrentHashMap.newKeySet();

    private final IScopes application;

    private final ParallelTransportFactory transports;

    private final SentryClient client;

    private final ExitTimeouts exit;

    /** Whether the SDK may have been closed by another context's end, which is no word of this one's. */
    private volatile boolean outlivesAnother;

    /**
     * A sender beside the application's own client.
     *
     * @param application the application's Sentry, enabled; closing it ends this, unless that may have been another
     *     application context, which closes the SDK for all
     * @param timeout how long Sentry may take to accept a connection, and to answer
     * @param exit what becomes of the SDK's own timeouts
     * @throws IllegalArgumentException if the application's DSN is none
     */
    public SentryCheckInSender(IScopes application, Duration timeout, ExitTimeouts exit) {
        this.application = application;
        this.exit = exit;
        SentryOptions options = DeliveryOptions.copyOf(application.getOptions(), timeout);
        this.transports = new ParallelTransportFactory(application.getOptions().getTransportFactory(), CONNECTIONS);
        options.setTransportFactory(this.transports);
        this.client = new SentryClient(options);
        OPEN.add(this);
    }

    @Override
    public int window() {
        return CONNECTIONS;
    }

    @Override
    public Destination destination() {
        return this.outlivesAnother || this.application.isEnabled() ? Destination.ENABLED : Destination.DISABLED;
    }

    @Override
    public Runnable send(CheckInMessage message, Consumer<SendResult> result) {
        Attempt attempt = new Attempt(result, this.transports);
        try {
            CheckIn checkIn = CheckInPayload.of(message);
            this.client.captureCheckIn(checkIn, null, HintUtils.createWithTypeCheckHint(attempt));
            attempt.returned();
        } catch (Exception ex) {
            attempt.threw(ex);
        }
        return attempt::abandon;
    }

    @Override
    public void drain(Duration atMost) {
        this.application.flush(atMost.toMillis());
        this.exit.hurry(this.application.getOptions());
    }

    @Override
    public void close() {
        OPEN.remove(this);
        OPEN.forEach(other -> other.outlivesAnother = true);
        this.client.close(true);
    }
}
