package ai.fluxion.sample.etl.cluster;

import ai.fluxion.sample.etl.ejecucion.Ejecucion;
import ai.fluxion.sample.etl.ejecucion.Ejecuciones;
import ai.fluxion.sample.etl.ejecucion.Motivo;
import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.ejecucion.TipoError;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.postgres.TomadaException;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.tienda.Tiendas;
import ai.fluxion.sample.etl.trabajo.CargaAqui;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * Quartz's job of one store of one of our jobs: on one replica at a time, and again on another if that dies.
 *
 * @since 0.1.0
 */
@DisallowConcurrentExecution
public final class TrabajoTienda implements Job {

    private static final Logger log = LoggerFactory.getLogger(TrabajoTienda.class);

    /** How long a store is offered to replicas that may know it, and how often. */
    private static final Duration SE_CEDE = Duration.ofMinutes(1);

    private static final Duration CADA_CUANTO = Duration.ofSeconds(2);

    private final CargaAqui carga;
    private final Ejecuciones ejecuciones;
    private final Tiendas tiendas;
    private final Tramos tramos;
    private final Clock reloj;

    TrabajoTienda(CargaAqui carga, Ejecuciones ejecuciones, Tiendas tiendas, Tramos tramos, Clock reloj) {
        this.carga = carga;
        this.ejecuciones = ejecuciones;
        this.tiendas = tiendas;
        this.tramos = tramos;
        this.reloj = reloj;
    }

    @Override
    public void execute(JobExecutionContext contexto) throws JobExecutionException {
        Tarea tarea = Tarea.de(contexto.getMergedJobDataMap());
        try {
            if (tramos.buscar(tarea).isEmpty()) { // else it is done: Quartz may fire twice
                hacer(tarea, contexto);
            }
        } catch (SchedulerException | RuntimeException e) {
            // The database does not answer, and somebody waits for the answer.
            throw new JobExecutionException(e, true);
        }
    }

    private void hacer(Tarea tarea, JobExecutionContext contexto) throws SchedulerException {
        Tienda tienda = tiendas.buscar(tarea.tienda()).orElse(null);
        if (tienda == null) {
            ceder(tarea, contexto);
            return;
        }
        boolean tomada = contexto.isRecovering();
        int abandonadas = ejecuciones.abandonar(tarea.trabajo(), tienda, -1);
        if (tomada || abandonadas > 0) {
            log.warn("{}, {}: taken over from a replica that has died", tarea.barrido(), tarea.tienda());
        }
        Resultado cargado = yaCargado(tarea, tienda, tomada);
        if (cargado != null) {
            tramos.cargado(tarea, cargado);
            return;
        }
        cargar(tarea, tienda);
    }

    /** While a store is being added, one replica after the other, those that know it are others. */
    private void ceder(Tarea tarea, JobExecutionContext contexto) throws SchedulerException {
        Instant ahora = reloj.instant();
        if (ahora.isAfter(tarea.pedida().plus(SE_CEDE))) {
            tramos.fallido(tarea, TipoError.UNKNOWN, "ninguna réplica conoce la tienda " + tarea.tienda());
            return;
        }
        Trigger disparador = contexto.getTrigger();
        Date luego = Date.from(ahora.plus(CADA_CUANTO));
        contexto.getScheduler()
                .rescheduleJob(
                        disparador.getKey(),
                        disparador.getTriggerBuilder().startAt(luego).build());
    }

    /**
     * What is loaded of it already, {@code null} if nothing is: by the replica that died, or by a later slot that came
     * before this one and reached back to the last window.
     */
    private @Nullable Resultado yaCargado(Tarea tarea, Tienda tienda, boolean tomada) {
        if (tomada) {
            Optional<Ejecucion> suya = ejecuciones.cargadaDesde(tarea.trabajo(), tienda, tarea.pedida());
            if (suya.isPresent()) {
                return new Resultado(
                        Objects.requireNonNullElse(suya.get().registrosExtraidos(), 0L),
                        Objects.requireNonNullElse(suya.get().registrosCargados(), 0L),
                        0,
                        null,
                        null);
            }
        }
        boolean hasta = tarea.trabajo() != Trabajo.VENTAS_HISTORICO
                && ejecuciones
                        .ultimoFin(tarea.trabajo(), tienda)
                        .filter(fin -> !fin.isBefore(tarea.slot()))
                        .isPresent();
        return hasta ? new Resultado(0, 0, 0, null, null) : null;
    }

    private void cargar(Tarea tarea, Tienda tienda) {
        Resultado resultado;
        try {
            resultado = carga.cargar(tarea.trabajo(), tienda, tarea.slot());
        } catch (RuntimeException e) {
            if (NestedExceptionUtils.getMostSpecificCause(e) instanceof TomadaException) {
                // This replica was silent for too long, and taken for dead: what becomes of it, the other one says.
                log.warn("{}, {}: {}", tarea.barrido(), tarea.tienda(), Motivo.de(e));
                return;
            }
            tramos.fallido(tarea, TipoError.de(e), Motivo.de(e));
            return;
        }
        tramos.cargado(tarea, resultado);
    }
}
