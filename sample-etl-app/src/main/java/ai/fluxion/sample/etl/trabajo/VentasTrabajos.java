package ai.fluxion.sample.etl.trabajo;

import ai.fluxion.sample.etl.ejecucion.Trabajo;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The jobs that load sales. */
@Component
class VentasTrabajos {

    private final BarridoEtl barrido;

    VentasTrabajos(BarridoEtl barrido) {
        this.barrido = barrido;
    }

    @Scheduled(cron = "${etl.trabajos.ventas-historico.cron}", zone = "${etl.zona}")
    @Monitores.VentasHistorico
    public void historico() {
        barrido.correr(Trabajo.VENTAS_HISTORICO);
    }

    @Scheduled(cron = "${etl.trabajos.ventas-diario.cron}", zone = "${etl.zona}")
    @Monitores.VentasDiario
    public void diario() {
        barrido.correr(Trabajo.VENTAS_DIARIO);
    }

    @Scheduled(cron = "${etl.trabajos.ventas-incremental.cron}", zone = "${etl.zona}")
    @Monitores.VentasIncremental
    public void incremental() {
        barrido.correr(Trabajo.VENTAS_INCREMENTAL);
    }
}
