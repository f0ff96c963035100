package ai.fluxion.sample.etl.trabajo;

import ai.fluxion.crons.CronMonitor;
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
    @CronMonitor(
            value = "etl_ventas_historico",
            checkinMargin = "${etl.trabajos.ventas-historico.margen}",
            maxRuntime = "${etl.trabajos.ventas-historico.duracion-maxima}",
            description = "Ventas de ayer, de todas las tiendas")
    public void historico() {
        barrido.correr(Trabajo.VENTAS_HISTORICO);
    }

    @Scheduled(cron = "${etl.trabajos.ventas-diario.cron}", zone = "${etl.zona}")
    @CronMonitor(
            value = "etl_ventas_diario",
            checkinMargin = "${etl.trabajos.ventas-diario.margen}",
            maxRuntime = "${etl.trabajos.ventas-diario.duracion-maxima}",
            description = "Ventas de hoy hasta ahora, de todas las tiendas")
    public void diario() {
        barrido.correr(Trabajo.VENTAS_DIARIO);
    }

    @Scheduled(cron = "${etl.trabajos.ventas-incremental.cron}", zone = "${etl.zona}")
    @CronMonitor(
            value = "ventas_klk_incremental_30min",
            checkinMargin = "${etl.trabajos.ventas-incremental.margen}",
            maxRuntime = "${etl.trabajos.ventas-incremental.duracion-maxima}",
            description = "Ventas desde la última ventana cargada, de todas las tiendas")
    public void incremental() {
        barrido.correr(Trabajo.VENTAS_INCREMENTAL);
    }
}
