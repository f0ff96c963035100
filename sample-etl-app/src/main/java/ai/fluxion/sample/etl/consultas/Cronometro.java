package ai.fluxion.sample.etl.consultas;

import io.sentry.ISpan;
import io.sentry.Instrumenter;
import io.sentry.Sentry;
import io.sentry.SentryDate;
import io.sentry.SentryNanotimeDate;
import io.sentry.SpanStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a span, and a line in the log, of each statement that takes long; of the many others nothing. Safe for concurrent
 * use.
 *
 * @since 0.1.0
 */
public final class Cronometro {

    private static final Logger log = LoggerFactory.getLogger(Cronometro.class);

    private final String sistema;
    private final long umbralNanos;

    /**
     * @param sistema the database, as Sentry knows it
     * @param umbral from when on a statement is slow
     */
    public Cronometro(String sistema, Duration umbral) {
        this.sistema = sistema;
        this.umbralNanos = umbral.toNanos();
    }

    /** Runs a statement. */
    public <T extends @Nullable Object, E extends Exception> T medir(@Nullable String sql, Sentencia<T, E> sentencia)
            throws E {
        SentryDate desde = new SentryNanotimeDate();
        long inicio = System.nanoTime();
        SpanStatus estado = SpanStatus.INTERNAL_ERROR;
        try {
            T resultado = sentencia.correr();
            estado = SpanStatus.OK;
            return resultado;
        } finally {
            long nanos = System.nanoTime() - inicio;
            if (nanos >= umbralNanos) {
                contar(sql, desde, nanos, estado);
            }
        }
    }

    private void contar(@Nullable String sql, SentryDate desde, long nanos, SpanStatus estado) {
        log.info("slow query, {} ms: {}", nanos / 1_000_000, sql == null ? "?" : sql.replaceAll("\\s+", " "));
        ISpan padre = Sentry.getSpan();
        if (padre != null) {
            ISpan span = padre.startChild("db.sql.query", sql, desde, Instrumenter.SENTRY);
            span.setData("db.system", sistema);
            span.finish(estado);
        }
    }

    /**
     * What is measured.
     *
     * @param <T> what comes of it
     * @param <E> what it throws
     */
    @FunctionalInterface
    public interface Sentencia<T extends @Nullable Object, E extends Exception> {

        /** Runs it. */
        T correr() throws E;
    }
}
