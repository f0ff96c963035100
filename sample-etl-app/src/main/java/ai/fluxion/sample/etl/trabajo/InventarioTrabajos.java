package ai.fluxion.sample.etl.trabajo;

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
    @Monitores.StockActual
    public void stockActual() {
        barrido.correr(Trabajo.STOCK_ACTUAL);
    }

    @Scheduled(cron = "${etl.trabajos.productos.cron}", zone = "${etl.zona}")
    @Monitores.Productos
    public void productos() {
        barrido.correr(Trabajo.PRODUCTOS);
    }

    @Scheduled(cron = "${etl.trabajos.inventario-completo.cron}", zone = "${etl.zona}")
    @Monitores.Inventario
    public void completo() {
        barrido.correr(Trabajo.INVENTARIO);
    }
}
