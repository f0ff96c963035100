package ai.fluxion.sample.etl.klk;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How KLK is asked.
 *
 * @param baseUrl where it is; {@code null}: the simulator, if that is on
 * @param timeoutConexion how long a connection may take to come about
 * @param timeoutVentas how long an answer of sales may take, to its last byte
 * @param timeoutInventario how long an answer of articles may take, to its last byte
 * @param intentos how often a question is asked at most
 * @param pausa between two tries
 * @param factorPausa by what each further pause is longer; 1: all the same
 * @param maxDiasPorPeticion how many whole days of sales are asked for at once
 * @since 0.1.0
 */
@ConfigurationProperties("klk")
public record KlkProperties(
        @Nullable URI baseUrl,
        @DefaultValue("10s") Duration timeoutConexion,
        @DefaultValue("10m") Duration timeoutVentas,
        @DefaultValue("60s") Duration timeoutInventario,
        @DefaultValue("3") int intentos,
        @DefaultValue("5s") Duration pausa,
        @DefaultValue("1") double factorPausa,
        @DefaultValue("1") int maxDiasPorPeticion) {

    public KlkProperties {
        if (baseUrl != null && !esHttp(baseUrl)) {
            throw new IllegalArgumentException("klk.base-url: '" + baseUrl + "' is no http:// or https:// address");
        }
        positivo("klk.intentos", intentos);
        positivo("klk.max-dias-por-peticion", maxDiasPorPeticion);
        positivo("klk.timeout-conexion", timeoutConexion.toMillis());
        positivo("klk.timeout-ventas", timeoutVentas.toMillis());
        positivo("klk.timeout-inventario", timeoutInventario.toMillis());
        if (factorPausa < 1) {
            throw new IllegalArgumentException("klk.factor-pausa: " + factorPausa + " is less than 1");
        }
    }

    private static boolean esHttp(URI uri) {
        return uri.getHost() != null
                && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
    }

    private static void positivo(String nombre, long valor) {
        if (valor < 1) {
            throw new IllegalArgumentException(nombre + ": " + valor + " is not positive");
        }
    }
}
