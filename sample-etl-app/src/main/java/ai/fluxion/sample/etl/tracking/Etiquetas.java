package ai.fluxion.sample.etl.tracking;

import ai.fluxion.sample.etl.ejecucion.EtlTipo;
import io.sentry.ITransaction;
import io.sentry.Sentry;
import io.sentry.SentryLevel;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What Sentry is told of a request. */
@Component
class Etiquetas {

    void de(String endpoint, @Nullable EtlTipo tipo, @Nullable String tienda) {
        etiqueta("endpoint", endpoint);
        etiqueta("etl_tipo", tipo == null ? "all" : tipo.palabra());
        if (tienda != null) {
            etiqueta("ubicacion_id", tienda);
            etiqueta("tienda", tienda);
        }
    }

    private static void etiqueta(String nombre, String valor) {
        Sentry.setTag(nombre, valor);
        Sentry.configureScope(scope -> {
            ITransaction transaccion = scope.getTransaction();
            if (transaccion != null) {
                transaccion.setTag(nombre, valor);
            }
        });
    }

    /** An info event, with the whole request as a context. */
    void recuperacion(SolicitudRecuperacion solicitud, long id) {
        Sentry.configureScope(scope -> scope.setContexts("gap_recovery", solicitud.contexto()));
        Sentry.captureMessage(
                "Recuperación de gap solicitada: " + solicitud.etlTipo() + " " + solicitud.ubicacionId()
                        + ", ejecución " + id,
                SentryLevel.INFO);
    }
}
