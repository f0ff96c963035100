package ai.fluxion.sample.etl.cluster;

import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.tienda.Tienda;
import java.time.Instant;
import java.time.LocalDateTime;
import org.quartz.JobDataMap;
import org.quartz.JobKey;
import org.quartz.TriggerKey;

/**
 * One store of a sweep, as Quartz carries it from replica to replica.
 *
 * @param trabajo the sweep's job
 * @param tienda the store's id
 * @param slot the sweep's, in the stores' time
 * @param pedida when it was asked for
 */
record Tarea(Trabajo trabajo, String tienda, LocalDateTime slot, Instant pedida) {

    static Tarea de(JobDataMap datos) {
        return new Tarea(
                Trabajo.valueOf(datos.getString("trabajo")),
                datos.getString("tienda"),
                LocalDateTime.parse(datos.getString("slot")),
                Instant.parse(datos.getString("pedida")));
    }

    JobDataMap datos() {
        JobDataMap datos = new JobDataMap();
        datos.put("trabajo", trabajo.name());
        datos.put("tienda", tienda);
        datos.put("slot", slot.toString());
        datos.put("pedida", pedida.toString());
        return datos;
    }

    /** The sweep, whichever replica runs it and however often. */
    String barrido() {
        return trabajo.nombre() + "@" + slot;
    }

    /** The job of a store: two of its windows are never loaded at once. */
    static JobKey trabajoDe(Trabajo trabajo, Tienda tienda) {
        return new JobKey(tienda.id(), trabajo.nombre());
    }

    TriggerKey disparador() {
        return new TriggerKey(tienda + "@" + slot, trabajo.nombre());
    }
}
