package ai.fluxion.crons.delivery.sentry;

import io.sentry.Hint;
import io.sentry.SentryEnvelope;
import io.sentry.transport.ITransport;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** One of several transports, and how much it carries. */
final class Carrier {

    private final Supplier<ITransport> factory;

    private final AtomicInteger load = new AtomicInteger();

    private volatile ITransport transport;

    Carrier(Supplier<ITransport> factory) {
        this.factory = factory;
        this.transport = factory.get();
    }

    int load() {
        return this.load.get();
    }

    void send(SentryEnvelope envelope, Hint hint, Attempt attempt) throws IOException {
        this.load.incrementAndGet();
        attempt.carriedBy(this);
        this.transport.send(envelope, hint);
    }

    void release() {
        this.load.decrementAndGet();
    }

    /** Leaves a stuck transport to its fate: its thread is a daemon and ends with its connection. */
    void replace() {
        ITransport stuck = this.transport;
        this.transport = this.factory.get();
        release();
        close(stuck);
    }

    void close() {
        close(this.transport);
    }

    private static void close(ITransport transport) {
        try {
            transport.close(true);
        } catch (IOException ex) {
            // It is not needed any more, whatever it says.
        }
    }
}
