package ai.fluxion.sample.etl.trabajo;

import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.tienda.Tienda;
import java.time.LocalDateTime;

/**
 * Has one store of a sweep loaded, and waits for it: here, or on whichever replica takes it. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CargaDeTienda {

    /**
     * Loads.
     *
     * @param slot the sweep's, in the stores' time
     * @throws RuntimeException if nothing is loaded
     */
    Resultado cargar(Trabajo trabajo, Tienda tienda, LocalDateTime slot);
}
