package ai.fluxion.sample.etl.cluster;

import ai.fluxion.sample.etl.ejecucion.Ejecuciones;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.Estado;
import ai.fluxion.sample.etl.ejecucion.Motivo;
import ai.fluxion.sample.etl.ejecucion.TipoError;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.tienda.Tiendas;
import ai.fluxion.sample.etl.tracking.Recuperador;
import ai.fluxion.sample.etl.ventana.Ventana;
import java.time.Duration;
import java.time.LocalDateTime;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Quartz's job of the recoveries of one store: on one replica at a time, and again on another if that dies.
 *
 * @since 0.1.0
 */
@DisallowConcurrentExecution
public final class TrabajoRecuperacion implements Job {

    private static final Logger log = LoggerFactory.getLogger(TrabajoRecuperacion.class);
    private static final String ID = "id";

    private final Recuperador recuperador;
    private final Ejecuciones ejecuciones;
    private final Tiendas tiendas;

    TrabajoRecuperacion(Recuperador recuperador, Ejecuciones ejecuciones, Tiendas tiendas) {
        this.recuperador = recuperador;
        this.ejecuciones = ejecuciones;
        this.tiendas = tiendas;
    }

    static JobDataMap datos(Encargo encargo, long id) {
        JobDataMap datos = new JobDataMap();
        datos.put("trabajo", encargo.trabajo().name());
        datos.put("tienda", encargo.tienda().id());
        datos.put("desde", encargo.ventana().desde().toString());
        datos.put("hasta", encargo.ventana().hasta().toString());
        datos.put(ID, Long.toString(id));
        return datos;
    }

    static long id(JobDataMap datos) {
        return datos.getLongFromString(ID);
    }

    @Override
    public void execute(JobExecutionContext contexto) throws JobExecutionException {
        JobDataMap datos = contexto.getMergedJobDataMap();
        try {
            if (pendiente(id(datos))) { // else the replica that died had come to its end
                recuperar(datos, id(datos));
            }
        } catch (RuntimeException e) {
            // The database does not answer. An execution that nobody runs any more would hide its gap.
            throw new JobExecutionException(e, true);
        }
    }

    private boolean pendiente(long id) {
        return ejecuciones
                .buscar(id)
                .filter(una -> una.estado() == Estado.EN_PROCESO)
                .isPresent();
    }

    private void recuperar(JobDataMap datos, long id) {
        Tienda tienda = tiendas.buscar(datos.getString("tienda")).orElse(null);
        if (tienda == null) {
            ejecuciones.fallar(
                    id,
                    TipoError.UNKNOWN,
                    "esta réplica no conoce la tienda " + datos.getString("tienda"),
                    Duration.ZERO);
            return;
        }
        Ventana ventana = new Ventana(
                LocalDateTime.parse(datos.getString("desde")), LocalDateTime.parse(datos.getString("hasta")));
        Encargo encargo = new Encargo(Trabajo.valueOf(datos.getString("trabajo")), tienda, ventana);
        try {
            recuperador.cargar(encargo, id);
        } catch (RuntimeException e) {
            log.warn("{} stays a gap: {}", encargo, Motivo.de(e));
        }
    }
}
