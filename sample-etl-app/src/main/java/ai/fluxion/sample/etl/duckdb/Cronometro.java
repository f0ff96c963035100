package ai.fluxion.sample.etl.duckdb;

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

/** Makes a span, and a line in the log, of each statement that takes long; of the many others nothing. */
final class Cronometro {

    private static final Logger log = LoggerFactory.getLogger(Cronometro.class);

    private final long umbralNanos;

    /** @param umbral from when on a statement is slow */
    Cronometro(Duration umbral) {
        this.umbralNanos = umbral.toNanos();
    }

    /** Runs a statement. */
    <T extends @Nullable Object, E extends Exception> T medir(@Nullable String sql, Sentencia<T, E> sentencia)
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

    private static void contar(@Nullable String sql, SentryDate desde, long nanos, SpanStatus estado) {
        log.info("slow query, {} ms: {}", nanos / 1_000_000, sql == null ? "?" : sql.replaceAll("\\s+", " "));
        ISpan padre = Sentry.getSpan();
        if (padre != null) {
            ISpan span = padre.startChild("db.sql.query", sql, desde, Instrumenter.SENTRY);
            span.setData("db.system", "duckdb");
            span.finish(estado);
        }
    }

    /** What is measured. */
    @FunctionalInterface
    interface Sentencia<T extends @Nullable Object, E extends Exception> {

        /** Runs it. */
        T correr() throws E;
    }
}
