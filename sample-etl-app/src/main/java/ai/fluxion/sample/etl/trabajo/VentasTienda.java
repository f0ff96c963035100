package ai.fluxion.sample.etl.trabajo;

import ai.fluxion.crons.CronMonitor;
import ai.fluxion.crons.MonitorRun;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.ventana.Ventana;
import ai.fluxion.sample.etl.ventas.VentasEtl;
import org.springframework.stereotype.Component;

/** One store of the daily sweep: a monitor a store. */
@Component
class VentasTienda {

    private final VentasEtl ventas;

    VentasTienda(VentasEtl ventas) {
        this.ventas = ventas;
    }

    @CronMonitor(
            value = "etl_ventas_tienda",
            key = "#tienda.id()",
            schedule = "${etl.trabajos.ventas-tienda.cron}",
            timezone = "${etl.zona}",
            checkinMargin = "${etl.trabajos.ventas-tienda.margen}",
            maxRuntime = "${etl.trabajos.ventas-tienda.duracion-maxima}",
            description = "Ventas de hoy de una tienda")
    public Resultado cargar(Tienda tienda, Ventana ventana) {
        return ventas.cargar(new Encargo(Trabajo.VENTAS_DIARIO, tienda, ventana), MonitorRun.current());
    }
}
