package ai.fluxion.sample.etl.cluster;

import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.trabajo.BarridoEtl;
import ai.fluxion.sample.etl.trabajo.Monitores;
import java.util.Map;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/**
 * Quartz's job of a sweep: one replica runs it, and again another if that dies. The monitors are those of the scheduled
 * methods, which nothing schedules in a cluster.
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
        @Monitores.VentasHistorico
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
        @Monitores.VentasDiario
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
        @Monitores.VentasIncremental
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
        @Monitores.StockActual
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
        @Monitores.Productos
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
        @Monitores.Inventario
        public void execute(JobExecutionContext contexto) {
            correr();
        }
    }
}
