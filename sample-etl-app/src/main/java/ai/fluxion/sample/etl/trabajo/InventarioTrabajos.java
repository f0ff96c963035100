package ai.fluxion.sample.etl.trabajo;

import ai.fluxion.crons.CronMonitor;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The jobs that load articles. */
@Component
class InventarioTrabajos {

    private final BarridoEtl barrido;

    InventarioTrabajos(BarridoEtl barrido) {
        this.barrido = barrido;
    }

    @Scheduled(cron = "${etl.trabajos.stock-actual.cron}", zone = "${etl.zona}")
    @CronMonitor(
            value = "etl_stock_actual",
            checkinMargin = "${etl.trabajos.stock-actual.margen}",
            maxRuntime = "${etl.trabajos.stock-actual.duracion-maxima}",
            description = "Existencias de todas las tiendas")
    public void stockActual() {
        barrido.correr(Trabajo.STOCK_ACTUAL);
    }

    @Scheduled(cron = "${etl.trabajos.productos.cron}", zone = "${etl.zona}")
    @CronMonitor(
            value = "etl_productos",
            checkinMargin = "${etl.trabajos.productos.margen}",
            maxRuntime = "${etl.trabajos.productos.duracion-maxima}",
            description = "Catálogo de productos")
    public void productos() {
        barrido.correr(Trabajo.PRODUCTOS);
    }

    @Scheduled(cron = "${etl.trabajos.inventario-completo.cron}", zone = "${etl.zona}")
    @CronMonitor(
            value = "inventario_klk_completo",
            checkinMargin = "${etl.trabajos.inventario-completo.margen}",
            maxRuntime = "${etl.trabajos.inventario-completo.duracion-maxima}",
            description = "Catálogo y existencias de todas las tiendas")
    public void completo() {
        barrido.correr(Trabajo.INVENTARIO);
    }
}
