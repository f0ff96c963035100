package ai.fluxion.sample.etl.cluster;

import ai.fluxion.sample.etl.ejecucion.Ejecucion;
import ai.fluxion.sample.etl.ejecucion.Ejecuciones;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.Estado;
import ai.fluxion.sample.etl.ejecucion.EtlProperties;
import ai.fluxion.sample.etl.ejecucion.Modo;
import ai.fluxion.sample.etl.ejecucion.Motivo;
import ai.fluxion.sample.etl.ejecucion.TipoError;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.tracking.Recuperaciones;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.quartz.JobKey;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Recoveries on whichever replica takes them. Quartz has no two triggers with one key: so the same one runs once. */
@Component
@Profile("cluster")
class RecuperacionesEnCluster implements Recuperaciones {

    private static final Logger log = LoggerFactory.getLogger(RecuperacionesEnCluster.class);

    /** So long at most between the record of one and Quartz's word that it runs. */
    private static final Duration PLAZO = Duration.ofMinutes(1);

    private final Scheduler quartz;
    private final Ejecuciones ejecuciones;
    private final EtlProperties propiedades;
    private final Clock reloj;

    RecuperacionesEnCluster(Scheduler quartz, Ejecuciones ejecuciones, EtlProperties propiedades, Clock reloj) {
        this.quartz = quartz;
        this.ejecuciones = ejecuciones;
        this.propiedades = propiedades;
        this.reloj = reloj;
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
        TriggerKey clave = clave(encargo);
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

    /** As of replicas that died before they had asked Quartz, or before they could write that they had failed. */
    @Override
    public void abandonar() {
        Instant limite = reloj.instant().minus(PLAZO);
        for (Ejecucion una : ejecuciones.buscar(null, null, Modo.RECUPERACION, Estado.EN_PROCESO, Integer.MAX_VALUE)) {
            if (una.fechaInicio().isBefore(limite) && !conDisparador(una)) {
                ejecuciones.abandonar(una.id());
                log.warn("execution {}, {} {}: nobody runs it any more", una.id(), una.ubicacionId(), una.ventana());
            }
        }
    }

    private boolean conDisparador(Ejecucion una) {
        JobKey trabajo = new JobKey(una.ubicacionId(), String.valueOf(una.trabajo()));
        try {
            return quartz.getTriggersOfJob(trabajo).stream()
                    .anyMatch(disparador -> TrabajoRecuperacion.id(disparador.getJobDataMap()) == una.id());
        } catch (SchedulerException e) {
            throw new IllegalStateException("Quartz does not say what runs", e);
        }
    }

    private static TriggerKey clave(Encargo encargo) {
        return new TriggerKey(
                encargo.tienda().id() + "@" + encargo.ventana(),
                encargo.trabajo().nombre());
    }

    /** Waits as long as the sweep may take that wants it, and no longer: replicas may be busy, paused or gone. */
    @Override
    public boolean recuperar(Encargo encargo) {
        Solicitud solicitud = solicitar(encargo);
        if (!solicitud.nueva()) {
            return false;
        }
        Duration limite = propiedades.programa(Trabajo.VENTAS_HISTORICO).duracionMaxima();
        Optional<Ejecucion> terminada = Espera.de(
                () -> ejecuciones.buscar(solicitud.id()).filter(una -> una.estado() != Estado.EN_PROCESO), limite);
        if (terminada.isEmpty()) {
            retirar(encargo, solicitud.id(), limite);
        }
        return terminada.filter(Ejecucion::cubre).isPresent();
    }

    /** What nobody has begun by now nobody begins: the next night finds the gap again. What runs goes on. */
    private void retirar(Encargo encargo, long id, Duration limite) {
        try {
            Trigger disparador = quartz.getTrigger(clave(encargo));
            boolean enEspera = disparador != null && disparador.mayFireAgain();
            if (enEspera && quartz.unscheduleJob(clave(encargo))) {
                ejecuciones.fallar(id, TipoError.TIMEOUT, "ninguna réplica la tomó a tiempo", limite);
            }
        } catch (SchedulerException e) {
            log.warn("{} stays asked for: {}", encargo, Motivo.de(e));
            return;
        }
        log.warn("{} stays a gap: no replica has loaded it within {}", encargo, limite);
    }
}
