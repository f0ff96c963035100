package ai.fluxion.sample.etl.trabajo;

import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.EtlTipo;
import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.inventario.InventarioEtl;
import ai.fluxion.sample.etl.observacion.Observador;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.ventana.Ventana;
import ai.fluxion.sample.etl.ventas.VentasEtl;
import java.time.LocalDateTime;
import org.springframework.stereotype.Component;

/**
 * Loads a store on the calling thread, as its job wants it.
 *
 * @since 0.1.0
 */
@Component
public class CargaAqui implements CargaDeTienda {

    private final VentasEtl ventas;
    private final InventarioEtl inventario;
    private final VentasTienda tiendas;
    private final Ventanas ventanas;
    private final Observador observador;

    CargaAqui(
            VentasEtl ventas,
            InventarioEtl inventario,
            VentasTienda tiendas,
            Ventanas ventanas,
            Observador observador) {
        this.ventas = ventas;
        this.inventario = inventario;
        this.tiendas = tiendas;
        this.ventanas = ventanas;
        this.observador = observador;
    }

    @Override
    public Resultado cargar(Trabajo trabajo, Tienda tienda, LocalDateTime slot) {
        Ventana ventana = ventanas.deTienda(trabajo, tienda, slot);
        if (trabajo == Trabajo.VENTAS_DIARIO) {
            return tiendas.cargar(tienda, ventana); // a monitor of its own
        }
        Encargo encargo = new Encargo(trabajo, tienda, ventana);
        return observador.observar(
                trabajo.etlName(),
                run -> trabajo.tipo() == EtlTipo.VENTAS
                        ? ventas.cargar(encargo, run)
                        : inventario.cargar(encargo, run));
    }
}
