package ai.fluxion.sample.etl.tracking;

import ai.fluxion.crons.MonitorRun;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.EtlTipo;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.observacion.Observador;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.tienda.Tiendas;
import ai.fluxion.sample.etl.ventana.Ventana;
import java.time.Duration;
import java.util.List;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.stereotype.Service;

/**
 * Loads gaps after all. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@Service
public class Recuperacion {

    private final Recuperaciones recuperaciones;
    private final Gaps gaps;
    private final Tiendas tiendas;
    private final Observador observador;

    Recuperacion(Recuperaciones recuperaciones, Gaps gaps, Tiendas tiendas, Observador observador) {
        this.recuperaciones = recuperaciones;
        this.gaps = gaps;
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
     * Loads the oldest open gaps of sales, one after the other, and waits for them.
     *
     * @param run told how many there were and how many are loaded now
     * @param maximo how many at most
     */
    public void recuperarVentas(MonitorRun run, int maximo, Duration antiguedad) {
        List<Gap> abiertos = observador.observar("gaps", deteccion -> gaps.abiertos(EtlTipo.VENTAS, null, antiguedad));
        int recuperados = 0;
        for (Gap gap : abiertos.subList(0, Math.min(maximo, abiertos.size()))) {
            Tienda tienda = tiendas.buscar(gap.ubicacionId()).orElseThrow();
            if (recuperaciones.recuperar(encargo(gap.etlTipo(), tienda, gap.ventana()))) {
                recuperados++;
            }
        }
        run.metric("gaps_detectados", abiertos.size());
        run.metric("gaps_recuperados", recuperados);
    }

    private static Encargo encargo(EtlTipo tipo, Tienda tienda, Ventana rango) {
        Trabajo trabajo = tipo == EtlTipo.VENTAS ? Trabajo.VENTAS_RECUPERACION : Trabajo.INVENTARIO_RECUPERACION;
        return new Encargo(trabajo, tienda, rango);
    }
}
