package ai.fluxion.sample.etl.observacion;

import io.sentry.EventProcessor;
import io.sentry.Hint;
import io.sentry.SentryBaseEvent;
import io.sentry.SentryEvent;
import io.sentry.protocol.SentryTransaction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Names runs by their ETL: several monitors run one ETL ({@code etl_ventas_diario} and {@code etl_ventas_historico} both
 * {@code ventas_klk_completo}), and people look for the ETL.
 */
@Component
class NombreDeEtl implements EventProcessor {

    private static final String PREFIJO = "ETL: ";

    @Override
    public SentryTransaction process(SentryTransaction transaccion, Hint hint) {
        if (esDeEtl(transaccion.getTransaction())) {
            transaccion.setTransaction(PREFIJO + etl(transaccion, sinPrefijo(transaccion.getTransaction())));
        }
        return transaccion;
    }

    @Override
    public SentryEvent process(SentryEvent evento, Hint hint) {
        if (esDeEtl(evento.getTransaction())) {
            evento.setTransaction(PREFIJO + etl(evento, sinPrefijo(evento.getTransaction())));
        }
        return evento;
    }

    private static boolean esDeEtl(@Nullable String nombre) {
        return nombre != null && nombre.startsWith(PREFIJO);
    }

    private static String sinPrefijo(@Nullable String nombre) {
        return nombre == null ? "" : nombre.substring(PREFIJO.length());
    }

    private static String etl(SentryBaseEvent evento, String monitor) {
        String etl = evento.getTag("etl_name");
        return etl == null ? monitor : etl;
    }
}
