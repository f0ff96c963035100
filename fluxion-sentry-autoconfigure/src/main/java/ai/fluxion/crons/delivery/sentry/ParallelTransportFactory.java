package ai.fluxion.crons.delivery.sentry;

import ai.fluxion.crons.delivery.SendResult;
import io.sentry.AsyncHttpTransportFactory;
import io.sentry.Hint;
import io.sentry.ITransportFactory;
import io.sentry.NoOpTransportFactory;
import io.sentry.RequestDetails;
import io.sentry.SentryEnvelope;
import io.sentry.SentryOptions;
import io.sentry.transport.AsyncHttpTransport;
import io.sentry.transport.ITransport;
import io.sentry.transport.RateLimiter;
import io.sentry.util.HintUtils;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one transport out of several of the SDK's, which share one rate limiter: what Sentry tells one of them holds for
 * all. If the application brought a transport of its own (an HTTP client of its choice, a recorder in its tests), it is
 * that one, alone.
 */
final class ParallelTransportFactory implements ITransportFactory {

    private final @Nullable ITransportFactory foreign;

    private final int connections;

    private @Nullable RateLimits limits;

    private @Nullable FailureListener failures;

    ParallelTransportFactory(ITransportFactory application, int connections) {
        boolean own = application instanceof AsyncHttpTransportFactory || application instanceof NoOpTransportFactory;
        this.foreign = own ? null : application;
        this.connections = connections;
    }

    /** Whether the application brought its own, which may not tell what becomes of an envelope. */
    boolean isForeign() {
        return this.foreign != null;
    }

    @Override
    public ITransport create(SentryOptions options, RequestDetails request) {
        if (this.foreign != null) {
            return new Transport(List.of(carrier(() -> this.foreign.create(options, request))), null);
        }
        this.failures = options.getLogger() instanceof FailureListener listener ? listener : null;
        RateLimits shared = new RateLimits(options);
        this.limits = shared;
        Supplier<ITransport> one =
                () -> new AsyncHttpTransport(options, shared.limiter(), options.getTransportGate(), request);
        return new Transport(
                Stream.generate(() -> carrier(one)).limit(this.connections).toList(), shared.limiter());
    }

    /** Why the calling thread's last attempt failed. */
    SendResult failure() {
        SendResult why = this.failures != null ? this.failures.take() : SendResult.lost("unknown");
        if (this.limits != null && !this.limits.pause().isZero()) {
            return SendResult.limited(this.limits.pause(), "Sentry's rate limit");
        }
        return why;
    }

    private static Carrier carrier(Supplier<ITransport> factory) {
        return new Carrier(factory);
    }

    private record Transport(List<Carrier> carriers, @Nullable RateLimiter limiter) implements ITransport {

        @Override
        public void send(SentryEnvelope envelope, Hint hint) throws IOException {
            if (HintUtils.getSentrySdkHint(hint) instanceof Attempt attempt) {
                this.carriers.stream()
                        .min(Comparator.comparingInt(Carrier::load))
                        .orElseThrow()
                        .send(envelope, hint, attempt);
            }
        }

        @Override
        public void flush(long timeoutMillis) {
            // The dispatcher waits for results, not for transports.
        }

        @Override
        public @Nullable RateLimiter getRateLimiter() {
            return this.limiter;
        }

        @Override
        public void close(boolean isRestarting) {
            this.carriers.forEach(Carrier::close);
        }

        @Override
        public void close() {
            close(true);
        }
    }
}
