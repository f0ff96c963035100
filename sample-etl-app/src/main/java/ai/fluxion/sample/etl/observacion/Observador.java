package ai.fluxion.sample.etl.observacion;

import ai.fluxion.crons.MonitorRun;
import io.sentry.ISpan;
import io.sentry.Sentry;
import io.sentry.SpanStatus;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Shows a piece of an ETL to Sentry that is no monitor: a store of a sweep, a recovery. It has events, a transaction
 * {@code ETL: <name>} that is always sampled, and no check-in. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@Component
public class Observador {

    /**
     * Does it.
     *
     * @param nombre the transaction's, after {@code ETL: }
     * @throws RuntimeException what it throws, once it is reported
     */
    public <T> T observar(String nombre, Function<MonitorRun, T> trabajo) {
        try (SentryRun run = new SentryRun(nombre)) {
            try {
                T resultado = trabajo.apply(run);
                run.ok();
                return resultado;
            } catch (RuntimeException | Error e) {
                run.fail(e);
                throw e;
            }
        }
    }

    /**
     * Does a part of whatever runs, as a span with its store; outside of any transaction, just does it.
     *
     * @param operacion the span's, by which dashboards find it
     */
    public <T> T tramo(String operacion, String descripcion, String tienda, Supplier<T> trabajo) {
        ISpan padre = Sentry.getSpan();
        if (padre == null) {
            return trabajo.get();
        }
        ISpan span = padre.startChild(operacion, descripcion);
        span.setData("tienda", tienda);
        span.setTag("tienda", tienda);
        SpanStatus estado = SpanStatus.INTERNAL_ERROR;
        try {
            T resultado = trabajo.get();
            if (resultado instanceof Collection<?> varios) {
                span.setData("cuantos", varios.size());
            }
            estado = SpanStatus.OK;
            return resultado;
        } finally {
            span.finish(estado);
        }
    }
}
