package ai.fluxion.sample.etl.trabajo;

import ai.fluxion.crons.MonitorRun;
import ai.fluxion.sample.etl.barrido.Barrido;
import ai.fluxion.sample.etl.ejecucion.Ejecutor;
import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.tracking.Recuperacion;
import java.time.Duration;
import java.time.LocalDateTime;
import org.springframework.stereotype.Component;

/**
 * A sweep over all stores, as its run tells of it: tags, context, and the sums of its stores. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@Component
public class BarridoEtl {

    private static final int GAPS_POR_NOCHE = 5;
    private static final Duration ANTIGUEDAD_MAXIMA = Duration.ofDays(30);

    private final Barrido barrido;
    private final CargaDeTienda carga;
    private final Ventanas ventanas;
    private final Recuperacion recuperacion;

    BarridoEtl(Barrido barrido, CargaDeTienda carga, Ventanas ventanas, Recuperacion recuperacion) {
        this.barrido = barrido;
        this.carga = carga;
        this.ventanas = ventanas;
        this.recuperacion = recuperacion;
    }

    /** Runs a job for the slot that it is now, as the calling thread's run. */
    public void correr(Trabajo trabajo) {
        MonitorRun run = MonitorRun.current();
        LocalDateTime slot = ventanas.slot(trabajo);
        if (trabajo == Trabajo.VENTAS_HISTORICO) {
            recuperacion.recuperarVentas(run, GAPS_POR_NOCHE, ANTIGUEDAD_MAXIMA);
        }
        // what the slot asks for; single stores may have more to catch up with
        Ejecutor.etiquetar(run, trabajo, ventanas.deTodas(trabajo, slot));
        long inicio = System.nanoTime();
        Resultado total = barrido.barrer(run, trabajo.nombre(), tienda -> carga.cargar(trabajo, tienda, slot));
        Ejecutor.medir(run, trabajo.tipo(), total, Duration.ofNanos(System.nanoTime() - inicio));
    }
}
