package ai.fluxion.sample.etl.cluster;

import ai.fluxion.crons.CronMonitor;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.trabajo.BarridoEtl;
import java.util.Map;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/**
 * Quartz's job of a sweep: one replica runs it, and again another if that dies. The monitors are those of the scheduled
 * methods, which a cluster leaves alone.
 */
@DisallowConcurrentExecution
abstract class TrabajoBarrido implements Job {

    /** All of them. */
    static final Map<Trabajo, Class<? extends TrabajoBarrido>> TODOS = Map.of(
            Trabajo.VENTAS_HISTORICO, Historico.class,
            Trabajo.VENTAS_DIARIO, Diario.class,
            Trabajo.VENTAS_INCREMENTAL, Incremental.class,
            Trabajo.STOCK_ACTUAL, StockActual.class,
            Trabajo.PRODUCTOS, Productos.class,
            Trabajo.INVENTARIO, Inventario.class);

    private final BarridoEtl barrido;
    private final Trabajo trabajo;

    private TrabajoBarrido(BarridoEtl barrido, Trabajo trabajo) {
        this.barrido = barrido;
        this.trabajo = trabajo;
    }

    final void correr() {
        barrido.correr(trabajo);
    }

    /** {@link Trabajo#VENTAS_HISTORICO}. */
    static final class Historico extends TrabajoBarrido {

        Historico(BarridoEtl barrido) {
            super(barrido, Trabajo.VENTAS_HISTORICO);
        }

        @Override
        @CronMonitor(
                value = "etl_ventas_historico",
                checkinMargin = "${etl.trabajos.ventas-historico.margen}",
                maxRuntime = "${etl.trabajos.ventas-historico.duracion-maxima}",
                description = "Ventas de ayer, de todas las tiendas")
        public void execute(JobExecutionContext contexto) {
            correr();
        }
    }

    /** {@link Trabajo#VENTAS_DIARIO}. */
    static final class Diario extends TrabajoBarrido {

        Diario(BarridoEtl barrido) {
            super(barrido, Trabajo.VENTAS_DIARIO);
        }

        @Override
        @CronMonitor(
                value = "etl_ventas_diario",
                checkinMargin = "${etl.trabajos.ventas-diario.margen}",
                maxRuntime = "${etl.trabajos.ventas-diario.duracion-maxima}",
                description = "Ventas de hoy hasta ahora, de todas las tiendas")
        public void execute(JobExecutionContext contexto) {
            correr();
        }
    }

    /** {@link Trabajo#VENTAS_INCREMENTAL}. */
    static final class Incremental extends TrabajoBarrido {

        Incremental(BarridoEtl barrido) {
            super(barrido, Trabajo.VENTAS_INCREMENTAL);
        }

        @Override
        @CronMonitor(
                value = "ventas_klk_incremental_30min",
                checkinMargin = "${etl.trabajos.ventas-incremental.margen}",
                maxRuntime = "${etl.trabajos.ventas-incremental.duracion-maxima}",
                description = "Ventas desde la última ventana cargada, de todas las tiendas")
        public void execute(JobExecutionContext contexto) {
            correr();
        }
    }

    /** {@link Trabajo#STOCK_ACTUAL}. */
    static final class StockActual extends TrabajoBarrido {

        StockActual(BarridoEtl barrido) {
            super(barrido, Trabajo.STOCK_ACTUAL);
        }

        @Override
        @CronMonitor(
                value = "etl_stock_actual",
                checkinMargin = "${etl.trabajos.stock-actual.margen}",
                maxRuntime = "${etl.trabajos.stock-actual.duracion-maxima}",
                description = "Existencias de todas las tiendas")
        public void execute(JobExecutionContext contexto) {
            correr();
        }
    }

    /** {@link Trabajo#PRODUCTOS}. */
    static final class Productos extends TrabajoBarrido {

        Productos(BarridoEtl barrido) {
            super(barrido, Trabajo.PRODUCTOS);
        }

        @Override
        @CronMonitor(
                value = "etl_productos",
                checkinMargin = "${etl.trabajos.productos.margen}",
                maxRuntime = "${etl.trabajos.productos.duracion-maxima}",
                description = "Catálogo de productos")
        public void execute(JobExecutionContext contexto) {
            correr();
        }
    }

    /** {@link Trabajo#INVENTARIO}. */
    static final class Inventario extends TrabajoBarrido {

        Inventario(BarridoEtl barrido) {
            super(barrido, Trabajo.INVENTARIO);
        }

        @Override
        @CronMonitor(
                value = "inventario_klk_completo",
                checkinMargin = "${etl.trabajos.inventario-completo.margen}",
                maxRuntime = "${etl.trabajos.inventario-completo.duracion-maxima}",
                description = "Catálogo y existencias de todas las tiendas")
        public void execute(JobExecutionContext contexto) {
            correr();
        }
    }
}
