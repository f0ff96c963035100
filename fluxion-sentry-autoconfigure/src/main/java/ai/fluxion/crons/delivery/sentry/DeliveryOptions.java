package ai.fluxion.crons.delivery.sentry;

import io.sentry.ILogger;
import io.sentry.SentryOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The settings of the client that sends check-ins. What it shares with the application is copied here and nowhere else;
 * what the SDK may gain is noticed by a test.
 */
final class DeliveryOptions extends SentryOptions {

    private final FailureListener failures;

    private DeliveryOptions(ILogger application) {
        this.failures = new FailureListener(application);
    }

    static SentryOptions copyOf(SentryOptions application, Duration timeout) {
        DeliveryOptions own = new DeliveryOptions(application.getLogger());
        // Where Sentry is, and the way to it.
        own.setDsn(application.getDsn());
        own.setProxy(application.getProxy());
        own.setSslSocketFactory(application.getSslSocketFactory());
        own.setTransportGate(application.getTransportGate());
        own.setSocketTagger(application.getSocketTagger());
        // 0 would be none, and less an error.
        int millis = (int) Math.max(1, Math.min(timeout.toMillis(), Integer.MAX_VALUE));
        own.setConnectionTimeoutMillis(Math.min(application.getConnectionTimeoutMillis(), millis));
        own.setReadTimeoutMillis(millis);
        // Who sends.
        own.setSentryClientName(application.getSentryClientName());
        own.setSdkVersion(application.getSdkVersion());
        own.setRelease(application.getRelease());
        own.setEnvironment(application.getEnvironment());
        // What the application decided about check-ins and envelopes.
        own.setIgnoredCheckIns(ignored(application));
        own.setBeforeEnvelopeCallback(application.getBeforeEnvelopeCallback());
        own.setDateProvider(application.getDateProvider());
        // What this client has no use for.
        own.setEnablePrettySerializationOutput(false);
        own.setSendClientReports(false);
        own.getMetrics().setEnabled(false);
        own.getLogs().setEnabled(false);
        return own;
    }

    private static List<String> ignored(SentryOptions application) {
        return Objects.requireNonNullElse(application.getIgnoredCheckIns(), List.<io.sentry.FilterString>of()).stream()
                .map(io.sentry.FilterString::getFilterString)
                .toList();
    }

    /** Not through {@code setLogger}, which would listen in debug mode only. */
    @Override
    public ILogger getLogger() {
        // Null while the super constructor runs.
        return this.failures != null ? this.failures : super.getLogger();
    }
}
