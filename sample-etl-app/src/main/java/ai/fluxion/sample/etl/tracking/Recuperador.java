package ai.fluxion.sample.etl.tracking;

import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.EtlTipo;
import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.inventario.InventarioEtl;
import ai.fluxion.sample.etl.observacion.Observador;
import ai.fluxion.sample.etl.ventas.VentasEtl;
import org.springframework.stereotype.Component;

/**
 * Loads a gap on the calling thread. It shows in Sentry as events and a transaction, never as a check-in: that would
 * move the monitor's next slot. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@Component
public class Recuperador {

    private final VentasEtl ventas;
    private final InventarioEtl inventario;
    private final Observador observador;

    Recuperador(VentasEtl ventas, InventarioEtl inventario, Observador observador) {
        this.ventas = ventas;
        this.inventario = inventario;
        this.observador = observador;
    }

    /**
     * Loads.
     *
     * @param id of the execution, which is recorded already
     * @throws RuntimeException if nothing is loaded
     */
    public Resultado cargar(Encargo encargo, long id) {
        return observador.observar(
                encargo.trabajo().nombre(),
                run -> observador.tramo(
                        "gap.recover",
                        "recuperar gap",
                        encargo.tienda().id(),
                        () -> encargo.trabajo().tipo() == EtlTipo.VENTAS
                                ? ventas.cargar(encargo, id, run)
                                : inventario.cargar(encargo, id, run)));
    }
}
