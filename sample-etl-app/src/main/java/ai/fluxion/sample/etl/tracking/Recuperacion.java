package ai.fluxion.sample.etl.tracking;

import ai.fluxion.crons.MonitorRun;
import ai.fluxion.sample.etl.ejecucion.Ejecucion;
import ai.fluxion.sample.etl.ejecucion.Ejecuciones;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.Estado;
import ai.fluxion.sample.etl.ejecucion.EtlTipo;
import ai.fluxion.sample.etl.ejecucion.Modo;
import ai.fluxion.sample.etl.ejecucion.Motivo;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.observacion.Observador;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.tienda.Tiendas;
import ai.fluxion.sample.etl.ventana.Ventana;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/**
 * Loads gaps after all. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@Service
public class Recuperacion {

    private static final Logger log = LoggerFactory.getLogger(Recuperacion.class);

    private static final int FALLIDAS_MAXIMAS = 1_000;

    private final Recuperaciones recuperaciones;
    private final Gaps gaps;
    private final Ejecuciones ejecuciones;
    private final Tiendas tiendas;
    private final Observador observador;

    Recuperacion(
            Recuperaciones recuperaciones, Gaps gaps, Ejecuciones ejecuciones, Tiendas tiendas, Observador observador) {
        this.recuperaciones = recuperaciones;
        this.gaps = gaps;
        this.ejecuciones = ejecuciones;
        this.tiendas = tiendas;
        this.observador = observador;
    }

    /**
     * Begins to load a range; the same range that is being loaded is not loaded twice.
     *
     * @throws TaskRejectedException if too many wait already
     */
    public Recuperaciones.Solicitud solicitar(EtlTipo tipo, Tienda tienda, Ventana rango) {
        return recuperaciones.solicitar(encargo(tipo, tienda, rango));
    }

    /**
     * Loads the oldest open gaps of sales, one after the other, and waits for them. What cannot be asked for stays a gap,
     * and stops neither the others nor whoever calls; what failed before lets others go first.
     *
     * @param run told how many there were and how many are loaded now
     * @param maximo how many at most
     */
    public void recuperarVentas(MonitorRun run, int maximo, Duration antiguedad) {
        List<Gap> abiertos;
        try {
            recuperaciones.abandonar();
            abiertos =
                    observador.observar("gaps", deteccion -> porTurno(gaps.abiertos(EtlTipo.VENTAS, null, antiguedad)));
        } catch (DataAccessException | IllegalStateException e) {
            log.warn("gaps are not looked for this time: {}", Motivo.de(e));
            return;
        }
        int recuperados = 0;
        for (Gap gap : abiertos.subList(0, Math.min(maximo, abiertos.size()))) {
            if (recuperar(gap)) {
                recuperados++;
            }
        }
        run.metric("gaps_detectados", abiertos.size());
        run.metric("gaps_recuperados", recuperados);
    }

    /** Those of a store that KLK does not know any more, say, would take every night's turns for a month. */
    private List<Gap> porTurno(List<Gap> abiertos) {
        List<Ejecucion> fallidas =
                ejecuciones.buscar(EtlTipo.VENTAS, null, Modo.RECUPERACION, Estado.FALLIDO, FALLIDAS_MAXIMAS);
        return abiertos.stream()
                .sorted(Comparator.comparingLong(gap -> fallidas.stream()
                        .filter(una -> una.ubicacionId().equals(gap.ubicacionId())
                                && una.ventana().solapa(gap.ventana()))
                        .count()))
                .toList();
    }

    private boolean recuperar(Gap gap) {
        Encargo encargo =
                encargo(gap.etlTipo(), tiendas.buscar(gap.ubicacionId()).orElseThrow(), gap.ventana());
        try {
            return recuperaciones.recuperar(encargo);
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            log.warn("{} stays a gap: {}", encargo, Motivo.de(e));
            return false;
        }
    }

    private static Encargo encargo(EtlTipo tipo, Tienda tienda, Ventana rango) {
        Trabajo trabajo = tipo == EtlTipo.VENTAS ? Trabajo.VENTAS_RECUPERACION : Trabajo.INVENTARIO_RECUPERACION;
        return new Encargo(trabajo, tienda, rango);
    }
}
