package ai.fluxion.sample.etl.cluster;

import ai.fluxion.sample.etl.ejecucion.EtlProperties;
import ai.fluxion.sample.etl.ejecucion.FalloAjenoException;
import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.ejecucion.TipoError;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.trabajo.CargaDeTienda;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.Objects;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Gives each store of a sweep to Quartz, for whichever replica takes it first, and waits for what becomes of it. A sweep
 * that is run again because its replica died finds what has been done, and waits for the rest.
 */
@Component
@Primary
@Profile("cluster")
class CargaEnCluster implements CargaDeTienda {

    /** All replicas have looked for work by then: otherwise the one that asks takes nearly everything. */
    private static final Duration REPARTO = Duration.ofMillis(1_500);

    private final Scheduler quartz;
    private final Tramos tramos;
    private final EtlProperties propiedades;
    private final Clock reloj;

    CargaEnCluster(Scheduler quartz, Tramos tramos, EtlProperties propiedades, Clock reloj) {
        this.quartz = quartz;
        this.tramos = tramos;
        this.propiedades = propiedades;
        this.reloj = reloj;
    }

    @Override
    public Resultado cargar(Trabajo trabajo, Tienda tienda, LocalDateTime slot) {
        Tarea tarea = new Tarea(trabajo, tienda.id(), slot, reloj.instant());
        if (tramos.buscar(tarea).isEmpty()) {
            pedir(tarea, tienda);
        }
        return resultado(Espera.de(
                        () -> tramos.buscar(tarea),
                        propiedades.programa(trabajo).duracionMaxima())
                .orElseThrow(() -> new FalloAjenoException(
                        TipoError.TIMEOUT, "ninguna réplica terminó " + tienda.id() + " a tiempo")));
    }

    private static Resultado resultado(Tramos.Hecho hecho) {
        Resultado resultado = hecho.resultado();
        if (resultado == null) {
            throw new FalloAjenoException(
                    Objects.requireNonNullElse(hecho.error(), TipoError.UNKNOWN), String.valueOf(hecho.mensaje()));
        }
        return resultado;
    }

    private void pedir(Tarea tarea, Tienda tienda) {
        Trigger disparador = TriggerBuilder.newTrigger()
                .withIdentity(tarea.disparador())
                .forJob(Tarea.trabajoDe(tarea.trabajo(), tienda))
                .usingJobData(tarea.datos())
                .startAt(Date.from(tarea.pedida().plus(REPARTO)))
                .build();
        try {
            quartz.scheduleJob(disparador);
        } catch (ObjectAlreadyExistsException e) {
            return; // the replica that died had asked for it already
        } catch (SchedulerException e) {
            throw new IllegalStateException("Quartz does not take " + tarea, e);
        }
    }
}
