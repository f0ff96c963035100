package ai.fluxion.sample.etl.tracking;

import ai.fluxion.sample.etl.ejecucion.Ejecuciones;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.Motivo;
import ai.fluxion.sample.etl.ejecucion.TipoError;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Profile;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/** Recoveries on threads of this process, which is the only one. */
@Component
@Profile("!cluster")
class RecuperacionesAqui implements Recuperaciones {

    private static final Logger log = LoggerFactory.getLogger(RecuperacionesAqui.class);

    private final Recuperador recuperador;
    private final Ejecuciones ejecuciones;
    private final ThreadPoolTaskExecutor hilos;
    private final Map<Encargo, Long> enCurso = new HashMap<>();

    RecuperacionesAqui(
            Recuperador recuperador,
            Ejecuciones ejecuciones,
            @Qualifier("recuperaciones") ThreadPoolTaskExecutor hilos) {
        this.recuperador = recuperador;
        this.ejecuciones = ejecuciones;
        this.hilos = hilos;
    }

    @Override
    public Solicitud solicitar(Encargo encargo) {
        synchronized (enCurso) {
            Solicitud solicitud = apuntar(encargo);
            if (solicitud.nueva()) {
                try {
                    hilos.execute(() -> cargar(encargo, solicitud.id()));
                } catch (TaskRejectedException e) {
                    enCurso.remove(encargo);
                    ejecuciones.fallar(
                            solicitud.id(), TipoError.UNKNOWN, "demasiadas recuperaciones en espera", Duration.ZERO);
                    throw e;
                }
            }
            return solicitud;
        }
    }

    /** None: what this process runs it ends, and what the one before left has failed since the start. */
    @Override
    public void abandonar() {}

    @Override
    public boolean recuperar(Encargo encargo) {
        Solicitud solicitud;
        synchronized (enCurso) {
            solicitud = apuntar(encargo);
        }
        // not new: somebody has asked for it, and it runs
        return solicitud.nueva() && cargar(encargo, solicitud.id());
    }

    private Solicitud apuntar(Encargo encargo) {
        Long corriendo = enCurso.get(encargo);
        if (corriendo != null) {
            return new Solicitud(corriendo, false);
        }
        long id = ejecuciones.iniciar(encargo);
        enCurso.put(encargo, id);
        return new Solicitud(id, true);
    }

    private boolean cargar(Encargo encargo, long id) {
        try {
            recuperador.cargar(encargo, id);
            return true;
        } catch (RuntimeException e) {
            log.warn("{} stays a gap: {}", encargo, Motivo.de(e));
            return false;
        } finally {
            synchronized (enCurso) {
                enCurso.remove(encargo);
            }
        }
    }
}
