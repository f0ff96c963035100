package ai.fluxion.sample.etl.ejecucion;

import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.ventana.Ventana;

/**
 * What one execution is to load: one window of one store.
 *
 * @param trabajo the job that wants it
 * @param tienda the store
 * @param ventana the window, in the store's time
 * @since 0.1.0
 */
public record Encargo(Trabajo trabajo, Tienda tienda, Ventana ventana) {

    @Override
    public String toString() {
        return trabajo.nombre() + " " + tienda.id() + " " + ventana;
    }
}
