package ai.fluxion.sample.etl.trabajo;

import ai.fluxion.crons.MonitorRun;
import ai.fluxion.sample.etl.barrido.Barrido;
import ai.fluxion.sample.etl.ejecucion.Ejecutor;
import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.ventana.Ventana;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** A sweep as its run tells of it: tags, context, and the sums of its stores. */
@Component
class BarridoEtl {

    private final Barrido barrido;

    BarridoEtl(Barrido barrido) {
        this.barrido = barrido;
    }

    /** @param ventana what the slot asks for; single stores may have more to catch up with */
    void barrer(MonitorRun run, Trabajo trabajo, Ventana ventana, Function<Tienda, Resultado> carga) {
        Ejecutor.etiquetar(run, trabajo, ventana);
        long inicio = System.nanoTime();
        Resultado total = barrido.barrer(run, trabajo.nombre(), carga);
        Ejecutor.medir(run, trabajo.tipo(), total, Duration.ofNanos(System.nanoTime() - inicio));
    }
}
