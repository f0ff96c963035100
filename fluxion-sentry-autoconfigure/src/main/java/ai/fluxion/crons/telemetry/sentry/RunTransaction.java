package ai.fluxion.crons.telemetry.sentry;

import io.sentry.IScope;
import io.sentry.Scopes;
import io.sentry.SpanContext;
import io.sentry.SpanId;
import io.sentry.SpanStatus;
import io.sentry.TracesSamplingDecision;
import io.sentry.protocol.MeasurementValue;
import io.sentry.protocol.SentryId;
import io.sentry.protocol.SentrySpan;
import io.sentry.protocol.SentryTransaction;
import io.sentry.protocol.TransactionInfo;
import io.sentry.util.TracingUtils;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The transaction that a run becomes if it recorded a metric or a step. It is put together when the run ends, since
 * before nobody knows whether it will; and not by the SDK's tracer, which does nothing unless the application has tracing
 * on, and whose rate is that of HTTP requests.
 */
final class RunTransaction {

    private static final String OPERATION = "etl.run";

    private static final String ORIGIN = "manual.fluxion.crons";

    private final Scopes scopes;

    private final boolean sampled;

    private final double startedAt;

    private final long startedNanos;

    private @Nullable Map<String, MeasurementValue> metrics;

    private @Nullable List<SentrySpan> spans;

    private @Nullable Map<Thread, OpenStep> innermost;

    /** @param startedNanos the tick at which the run began */
    RunTransaction(Scopes scopes, boolean sampled, long startedNanos) {
        this.scopes = scopes;
        this.sampled = sampled;
        this.startedNanos = startedNanos;
        this.startedAt = System.currentTimeMillis() / 1000.0 - (System.nanoTime() - startedNanos) / 1e9;
    }

    synchronized void metric(String name, Number value) {
        if (this.metrics == null) {
            this.metrics = new HashMap<>();
        }
        this.metrics.put(name, new MeasurementValue(value, null));
    }

    synchronized OpenStep begin(String name) {
        if (this.innermost == null) {
            this.innermost = new HashMap<>();
        }
        OpenStep outer = this.innermost.get(Thread.currentThread());
        OpenStep step = new OpenStep(name, new SpanId(), outer, Thread.currentThread(), now());
        this.innermost.put(step.thread(), step);
        return step;
    }

    synchronized void end(OpenStep step, boolean failed) {
        if (this.innermost != null && this.innermost.get(step.thread()) == step) {
            if (step.outer() != null) {
                this.innermost.put(step.thread(), step.outer());
            } else {
                this.innermost.remove(step.thread());
            }
        }
        if (this.spans == null) {
            this.spans = new ArrayList<>();
        }
        if (this.spans.size() < this.scopes.getOptions().getMaxSpans()) {
            this.spans.add(span(step, failed));
        }
    }

    synchronized boolean isWorthSending() {
        return this.sampled && (this.metrics != null || this.spans != null);
    }

    /** Sends it, if it is worth that. */
    synchronized void finish(String name, boolean ok) {
        if (!isWorthSending()) {
            return;
        }
        SentryTransaction transaction = new SentryTransaction(
                name,
                this.startedAt,
                now(),
                this.spans != null ? this.spans : List.of(),
                this.metrics != null ? this.metrics : Map.of(),
                new TransactionInfo("custom"));
        transaction.getContexts().setTrace(root(ok));
        this.scopes.captureTransaction(
                transaction,
                TracingUtils.maybeUpdateBaggage(scope(), this.scopes.getOptions())
                        .traceContext(),
                null,
                null);
    }

    private SpanContext root(boolean ok) {
        SpanContext root = new SpanContext(traceId(), rootSpanId(), OPERATION, null, new TracesSamplingDecision(true));
        root.setStatus(status(ok));
        root.setOrigin(ORIGIN);
        return root;
    }

    private SentrySpan span(OpenStep step, boolean failed) {
        return new SentrySpan(
                step.startedAt(),
                now(),
                traceId(),
                step.id(),
                step.outer() != null ? step.outer().id() : rootSpanId(),
                "etl.step",
                step.name(),
                status(!failed),
                ORIGIN,
                Map.of(),
                Map.of(),
                null);
    }

    /** The run's errors name it as their span. */
    private SpanId rootSpanId() {
        return scope().getPropagationContext().getSpanId();
    }

    private SentryId traceId() {
        return scope().getPropagationContext().getTraceId();
    }

    private IScope scope() {
        return this.scopes.getIsolationScope();
    }

    private double now() {
        return this.startedAt + (System.nanoTime() - this.startedNanos) / 1e9;
    }

    private static SpanStatus status(boolean ok) {
        return ok ? SpanStatus.OK : SpanStatus.INTERNAL_ERROR;
    }

    /** A step that has begun. */
    record OpenStep(String name, SpanId id, @Nullable OpenStep outer, Thread thread, double startedAt) {}
}
