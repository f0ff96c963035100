package ai.fluxion.sample.etl.trabajo;

import ai.fluxion.crons.CronMonitor;
import ai.fluxion.crons.MonitorRun;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.inventario.InventarioEtl;
import ai.fluxion.sample.etl.observacion.Observador;
import java.time.LocalDateTime;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The jobs that load articles. */
@Component
class InventarioTrabajos {

    private final InventarioEtl inventario;
    private final Ventanas ventanas;
    private final BarridoEtl barrido;
    private final Observador observador;

    InventarioTrabajos(InventarioEtl inventario, Ventanas ventanas, BarridoEtl barrido, Observador observador) {
        this.inventario = inventario;
        this.ventanas = ventanas;
        this.barrido = barrido;
        this.observador = observador;
    }

    @Scheduled(cron = "${etl.trabajos.stock-actual.cron}", zone = "${etl.zona}")
    @CronMonitor(
            value = "etl_stock_actual",
            checkinMargin = "${etl.trabajos.stock-actual.margen}",
            maxRuntime = "${etl.trabajos.stock-actual.duracion-maxima}",
            description = "Existencias de todas las tiendas")
    public void stockActual() {
        barrer(Trabajo.STOCK_ACTUAL);
    }

    @Scheduled(cron = "${etl.trabajos.productos.cron}", zone = "${etl.zona}")
    @CronMonitor(
            value = "etl_productos",
            checkinMargin = "${etl.trabajos.productos.margen}",
            maxRuntime = "${etl.trabajos.productos.duracion-maxima}",
            description = "Catálogo de productos")
    public void productos() {
        barrer(Trabajo.PRODUCTOS);
    }

    @Scheduled(cron = "${etl.trabajos.inventario-completo.cron}", zone = "${etl.zona}")
    @CronMonitor(
            value = "inventario_klk_completo",
            checkinMargin = "${etl.trabajos.inventario-completo.margen}",
            maxRuntime = "${etl.trabajos.inventario-completo.duracion-maxima}",
            description = "Catálogo y existencias de todas las tiendas")
    public void completo() {
        barrer(Trabajo.INVENTARIO);
    }

    private void barrer(Trabajo trabajo) {
        LocalDateTime slot = ventanas.slot(trabajo);
        barrido.barrer(
                MonitorRun.current(),
                trabajo,
                ventanas.periodo(trabajo, slot),
                tienda -> observado(new Encargo(trabajo, tienda, ventanas.desdeElUltimo(trabajo, tienda, slot))));
    }

    private Resultado observado(Encargo encargo) {
        return observador.observar(encargo.trabajo().etlName(), run -> inventario.cargar(encargo, run));
    }
}
