package ai.fluxion.sample.etl.cluster;

import ai.fluxion.sample.etl.ejecucion.Ejecucion;
import ai.fluxion.sample.etl.ejecucion.Ejecuciones;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.Estado;
import ai.fluxion.sample.etl.tracking.Recuperaciones;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Recoveries on whichever replica takes them. Quartz has no two triggers with one key: so the same one runs once. */
@Component
@Profile("cluster")
class RecuperacionesEnCluster implements Recuperaciones {

    private static final int CADA_CUANTO_MS = 300;

    private final Scheduler quartz;
    private final Ejecuciones ejecuciones;

    RecuperacionesEnCluster(Scheduler quartz, Ejecuciones ejecuciones) {
        this.quartz = quartz;
        this.ejecuciones = ejecuciones;
    }

    @Override
    public Solicitud solicitar(Encargo encargo) {
        try {
            return pedir(encargo);
        } catch (SchedulerException e) {
            throw new IllegalStateException("Quartz does not take " + encargo, e);
        }
    }

    private Solicitud pedir(Encargo encargo) throws SchedulerException {
        TriggerKey clave = new TriggerKey(
                encargo.tienda().id() + "@" + encargo.ventana(),
                encargo.trabajo().nombre());
        Trigger corriendo = quartz.getTrigger(clave);
        if (corriendo != null) {
            return new Solicitud(TrabajoRecuperacion.id(corriendo.getJobDataMap()), false);
        }
        long id = ejecuciones.iniciar(encargo);
        Trigger disparador = TriggerBuilder.newTrigger()
                .withIdentity(clave)
                .forJob(Tarea.trabajoDe(encargo.trabajo(), encargo.tienda()))
                .usingJobData(TrabajoRecuperacion.datos(encargo, id))
                .startNow()
                .build();
        try {
            quartz.scheduleJob(disparador);
            return new Solicitud(id, true);
        } catch (ObjectAlreadyExistsException e) {
            ejecuciones.descartar(id); // somebody was faster
            return pedir(encargo);
        } catch (SchedulerException e) {
            ejecuciones.descartar(id);
            throw e;
        }
    }

    @Override
    public boolean recuperar(Encargo encargo) {
        Solicitud solicitud = solicitar(encargo);
        if (!solicitud.nueva()) {
            return false;
        }
        Optional<Ejecucion> ejecucion = ejecuciones.buscar(solicitud.id());
        while (ejecucion.filter(una -> una.estado() == Estado.EN_PROCESO).isPresent()) {
            esperar();
            ejecucion = ejecuciones.buscar(solicitud.id());
        }
        return ejecucion.filter(Ejecucion::cubre).isPresent();
    }

    private static void esperar() {
        try {
            Thread.sleep(CADA_CUANTO_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a replica recovers");
        }
    }
}
