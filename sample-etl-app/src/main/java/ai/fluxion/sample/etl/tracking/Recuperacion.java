package ai.fluxion.sample.etl.tracking;

import ai.fluxion.crons.MonitorRun;
import ai.fluxion.sample.etl.ejecucion.Ejecuciones;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.EtlTipo;
import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.ejecucion.TipoError;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.inventario.InventarioEtl;
import ai.fluxion.sample.etl.observacion.Observador;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.tienda.Tiendas;
import ai.fluxion.sample.etl.ventana.Ventana;
import ai.fluxion.sample.etl.ventas.VentasEtl;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Service;

/**
 * Loads gaps after all. It shows in Sentry as events and a transaction, never as a check-in: that would move the
 * monitor's next slot. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@Service
public class Recuperacion {

    private static final Logger log = LoggerFactory.getLogger(Recuperacion.class);

    private final VentasEtl ventas;
    private final InventarioEtl inventario;
    private final Ejecuciones ejecuciones;
    private final Gaps gaps;
    private final Tiendas tiendas;
    private final Observador observador;
    private final ThreadPoolTaskExecutor hilos;
    private final Map<Encargo, Long> enCurso = new HashMap<>();

    Recuperacion(
            VentasEtl ventas,
            InventarioEtl inventario,
            Ejecuciones ejecuciones,
            Gaps gaps,
            Tiendas tiendas,
            Observador observador,
            @Qualifier("recuperaciones") ThreadPoolTaskExecutor hilos) {
        this.ventas = ventas;
        this.inventario = inventario;
        this.ejecuciones = ejecuciones;
        this.gaps = gaps;
        this.tiendas = tiendas;
        this.observador = observador;
        this.hilos = hilos;
    }

    /**
     * Begins to load a range; the same range that is being loaded is not loaded twice.
     *
     * @return the id of the execution that loads it
     * @throws TaskRejectedException if too many wait already
     */
    public Solicitud solicitar(EtlTipo tipo, Tienda tienda, Ventana rango) {
        Encargo encargo = encargo(tipo, tienda, rango);
        synchronized (enCurso) {
            Long corriendo = enCurso.get(encargo);
            if (corriendo != null) {
                return new Solicitud(corriendo, false);
            }
            long id = ejecuciones.iniciar(encargo);
            enCurso.put(encargo, id);
            try {
                hilos.execute(() -> enFondo(encargo, id));
            } catch (TaskRejectedException e) {
                enCurso.remove(encargo);
                ejecuciones.fallar(id, TipoError.UNKNOWN, "demasiadas recuperaciones en espera", Duration.ZERO);
                throw e;
            }
            return new Solicitud(id, true);
        }
    }

    private void enFondo(Encargo encargo, long id) {
        try {
            cargar(encargo, id);
        } catch (RuntimeException e) {
            log.warn("{}: {}", encargo, e.toString());
        } finally {
            synchronized (enCurso) {
                enCurso.remove(encargo);
            }
        }
    }

    /**
     * Loads the oldest open gaps of sales, one after the other, and waits for them.
     *
     * @param run told how many there were and how many are loaded now
     * @param maximo how many at most
     */
    public void recuperarVentas(MonitorRun run, int maximo, Duration antiguedad) {
        List<Gap> abiertos = observador.observar("gaps", deteccion -> gaps.abiertos(EtlTipo.VENTAS, null, antiguedad));
        int recuperados = 0;
        for (Gap gap : abiertos.subList(0, Math.min(maximo, abiertos.size()))) {
            if (recuperar(gap)) {
                recuperados++;
            }
        }
        run.metric("gaps_detectados", abiertos.size());
        run.metric("gaps_recuperados", recuperados);
    }

    private boolean recuperar(Gap gap) {
        Tienda tienda = tiendas.buscar(gap.ubicacionId()).orElseThrow();
        Encargo encargo = encargo(gap.etlTipo(), tienda, gap.ventana());
        long id;
        synchronized (enCurso) {
            if (enCurso.containsKey(encargo)) {
                return false; // somebody has asked for it, and it runs
            }
            id = ejecuciones.iniciar(encargo);
            enCurso.put(encargo, id);
        }
        try {
            cargar(encargo, id);
            return true;
        } catch (RuntimeException e) {
            log.warn("{} stays a gap: {}", encargo, e.toString());
            return false;
        } finally {
            synchronized (enCurso) {
                enCurso.remove(encargo);
            }
        }
    }

    private Resultado cargar(Encargo encargo, long id) {
        return observador.observar(
                encargo.trabajo().nombre(),
                run -> observador.tramo(
                        "gap.recover",
                        "recuperar gap",
                        encargo.tienda().id(),
                        () -> encargo.trabajo().tipo() == EtlTipo.VENTAS
                                ? ventas.cargar(encargo, id, run)
                                : inventario.cargar(encargo, id, run)));
    }

    private static Encargo encargo(EtlTipo tipo, Tienda tienda, Ventana rango) {
        Trabajo trabajo = tipo == EtlTipo.VENTAS ? Trabajo.VENTAS_RECUPERACION : Trabajo.INVENTARIO_RECUPERACION;
        return new Encargo(trabajo, tienda, rango);
    }

    /**
     * What became of a wish.
     *
     * @param id of the execution
     * @param nueva whether it began because of the wish
     */
    public record Solicitud(long id, boolean nueva) {}
}
