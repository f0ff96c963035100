package ai.fluxion.sample.etl.tracking;

import ai.fluxion.sample.etl.klk.KlkClient;
import ai.fluxion.sample.etl.klk.KlkException;
import ai.fluxion.sample.etl.klk.KlkTimeoutException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** Whether KLK answers, asked now. */
@Service
class Conectividad {

    private final KlkClient klk;
    private final Duration timeout;

    Conectividad(KlkClient klk, @Value("${klk.timeout-prueba:5s}") Duration timeout) {
        this.klk = klk;
        this.timeout = timeout;
    }

    Conexion probar() {
        long inicio = System.nanoTime();
        try {
            klk.probar(timeout);
            return new Conexion("disponible", milisegundos(inicio), null);
        } catch (KlkTimeoutException e) {
            return new Conexion("timeout", milisegundos(inicio), e.getMessage());
        } catch (KlkException e) {
            return new Conexion("error", milisegundos(inicio), e.getMessage());
        }
    }

    private static long milisegundos(long inicio) {
        return (System.nanoTime() - inicio) / 1_000_000;
    }

    /**
     * KLK, as it answered.
     *
     * @param estado {@code disponible}, {@code timeout} or {@code error}
     * @param latenciaMs how long that took
     * @param mensaje why not; {@code null}: it is
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Conexion(String estado, long latenciaMs, @Nullable String mensaje) {}
}
