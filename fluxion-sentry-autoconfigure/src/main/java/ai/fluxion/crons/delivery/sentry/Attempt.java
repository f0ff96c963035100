package ai.fluxion.crons.delivery.sentry;

import ai.fluxion.crons.delivery.SendResult;
import io.sentry.hints.Enqueable;
import io.sentry.hints.SubmissionResult;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The hint that rides with an envelope and by which the SDK tells its fate: {@link #markEnqueued} that a transport has
 * taken it, {@link #setResult} what came of it, neither that it was dropped.
 */
final class Attempt implements SubmissionResult, Enqueable {

    private final Consumer<SendResult> result;

    private final ParallelTransportFactory transports;

    private final AtomicBoolean told = new AtomicBoolean();

    private volatile boolean enqueued;

    private volatile boolean success;

    /** What carries it, once chosen. */
    private volatile @Nullable Carrier carrier;

    Attempt(Consumer<SendResult> result, ParallelTransportFactory transports) {
        this.result = result;
        this.transports = transports;
    }

    void carriedBy(Carrier carrier) {
        this.carrier = carrier;
    }

    @Override
    public void markEnqueued() {
        this.enqueued = true;
    }

    @Override
    public void setResult(boolean success) {
        this.success = success;
        SendResult failure = this.transports.failure();
        tell(success ? SendResult.accepted() : failure);
    }

    @Override
    public boolean isSuccess() {
        return this.success;
    }

    /** The SDK has returned from sending. */
    void returned() {
        if (this.carrier == null) {
            tell(SendResult.unwanted("sentry.ignored-check-ins"));
        } else if (!this.enqueued) {
            // A transport that the application brought need not tell: what it took without a word counts as sent.
            tell(this.transports.isForeign() ? SendResult.accepted() : SendResult.retry("the SDK dropped it"));
        }
    }

    /** The SDK has thrown. */
    void threw(Exception ex) {
        tell(SendResult.lost(ex.toString()));
    }

    /** Nobody waits for it any more. */
    void abandon() {
        Carrier stuck = this.carrier;
        if (stuck != null && this.told.compareAndSet(false, true)) {
            stuck.replace();
        }
    }

    private void tell(SendResult what) {
        if (this.told.compareAndSet(false, true)) {
            Carrier free = this.carrier;
            if (free != null) {
                free.release();
            }
            this.result.accept(what);
        }
    }
}
