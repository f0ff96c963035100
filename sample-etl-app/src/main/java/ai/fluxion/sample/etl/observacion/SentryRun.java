package ai.fluxion.sample.etl.observacion;

import ai.fluxion.crons.MonitorRun;
import io.sentry.Breadcrumb;
import io.sentry.ISentryLifecycleToken;
import io.sentry.ISpan;
import io.sentry.ITransaction;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.SpanStatus;
import io.sentry.TracesSamplingDecision;
import io.sentry.TransactionContext;
import io.sentry.TransactionOptions;
import io.sentry.protocol.TransactionNameSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A run that no monitor knows: a scope and a transaction of Sentry's, and nothing else. It begins and ends on one
 * thread.
 */
final class SentryRun implements MonitorRun {

    private final String nombre;
    private final ISentryLifecycleToken ambito = Sentry.pushIsolationScope();
    private final ITransaction transaccion;
    private final Map<String, Object> contexto = new ConcurrentHashMap<>();
    private @Nullable Throwable fallo;
    private boolean bien;
    private boolean cerrada;

    SentryRun(String nombre) {
        this.nombre = nombre;
        TransactionOptions opciones = new TransactionOptions();
        opciones.setBindToScope(true);
        // Always sampled: sentry.traces-sample-rate is for the web.
        this.transaccion = Sentry.startTransaction(
                new TransactionContext(
                        "ETL: " + nombre, TransactionNameSource.TASK, "etl.run", new TracesSamplingDecision(true)),
                opciones);
    }

    @Override
    public String name() {
        return nombre;
    }

    @Override
    public @Nullable String key() {
        return null;
    }

    @Override
    public MonitorRun tag(String name, @Nullable Object value) {
        if (value != null) {
            Sentry.setTag(name, value.toString());
            transaccion.setTag(name, value.toString());
        }
        return this;
    }

    @Override
    public MonitorRun context(String name, @Nullable Object value) {
        if (value != null) {
            contexto.put(name, value);
            Sentry.configureScope(scope -> scope.setContexts("etl", Map.copyOf(contexto)));
        }
        return this;
    }

    @Override
    public MonitorRun metric(String name, Number value) {
        transaccion.setMeasurement(name, value);
        return this;
    }

    @Override
    public Step step(String name) {
        Sentry.addBreadcrumb(Breadcrumb.info(name));
        return new SentryStep(transaccion.startChild("etl.step", name));
    }

    @Override
    public void progress(long done) {}

    @Override
    public void fail(String reason) {
        fail(new IllegalStateException(reason));
    }

    @Override
    public void fail(Throwable failure) {
        if (fallo == null) {
            fallo = failure;
            transaccion.setThrowable(failure);
            SentryEvent evento = new SentryEvent(failure);
            evento.setLevel(SentryLevel.ERROR); // Sentry assumes it; who searches for it should not have to
            Sentry.captureEvent(evento);
        }
    }

    @Override
    public void ok() {
        bien = true;
    }

    @Override
    public void close() {
        if (cerrada) {
            return;
        }
        cerrada = true;
        transaccion.finish(bien && fallo == null ? SpanStatus.OK : SpanStatus.INTERNAL_ERROR);
        ambito.close();
    }

    private static final class SentryStep implements Step {

        private final ISpan span;
        private SpanStatus estado = SpanStatus.OK;

        private SentryStep(ISpan span) {
            this.span = span;
        }

        @Override
        public void fail() {
            estado = SpanStatus.INTERNAL_ERROR;
        }

        @Override
        public void close() {
            if (!span.isFinished()) {
                span.finish(estado);
            }
        }
    }
}
