package ai.fluxion.sample.etl.trabajo;

import ai.fluxion.crons.CronMonitor;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What Sentry is told of each sweep, whoever runs it: a scheduled method or, in a cluster, Quartz.
 *
 * @since 0.1.0
 */
public final class Monitores {

    private Monitores() {}

    /** {@link ai.fluxion.sample.etl.ejecucion.Trabajo#VENTAS_HISTORICO}. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @CronMonitor(
            value = "etl_ventas_historico",
            checkinMargin = "${etl.trabajos.ventas-historico.margen}",
            maxRuntime = "${etl.trabajos.ventas-historico.duracion-maxima}",
            description = "Ventas de ayer, de todas las tiendas")
    public @interface VentasHistorico {}

    /** {@link ai.fluxion.sample.etl.ejecucion.Trabajo#VENTAS_DIARIO}. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @CronMonitor(
            value = "etl_ventas_diario",
            checkinMargin = "${etl.trabajos.ventas-diario.margen}",
            maxRuntime = "${etl.trabajos.ventas-diario.duracion-maxima}",
            description = "Ventas de hoy hasta ahora, de todas las tiendas")
    public @interface VentasDiario {}

    /** {@link ai.fluxion.sample.etl.ejecucion.Trabajo#VENTAS_INCREMENTAL}. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @CronMonitor(
            value = "ventas_klk_incremental_30min",
            checkinMargin = "${etl.trabajos.ventas-incremental.margen}",
            maxRuntime = "${etl.trabajos.ventas-incremental.duracion-maxima}",
            description = "Ventas desde la última ventana cargada, de todas las tiendas")
    public @interface VentasIncremental {}

    /** {@link ai.fluxion.sample.etl.ejecucion.Trabajo#STOCK_ACTUAL}. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @CronMonitor(
            value = "etl_stock_actual",
            checkinMargin = "${etl.trabajos.stock-actual.margen}",
            maxRuntime = "${etl.trabajos.stock-actual.duracion-maxima}",
            description = "Existencias de todas las tiendas")
    public @interface StockActual {}

    /** {@link ai.fluxion.sample.etl.ejecucion.Trabajo#PRODUCTOS}. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @CronMonitor(
            value = "etl_productos",
            checkinMargin = "${etl.trabajos.productos.margen}",
            maxRuntime = "${etl.trabajos.productos.duracion-maxima}",
            description = "Catálogo de productos")
    public @interface Productos {}

    /** {@link ai.fluxion.sample.etl.ejecucion.Trabajo#INVENTARIO}. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @CronMonitor(
            value = "inventario_klk_completo",
            checkinMargin = "${etl.trabajos.inventario-completo.margen}",
            maxRuntime = "${etl.trabajos.inventario-completo.duracion-maxima}",
            description = "Catálogo y existencias de todas las tiendas")
    public @interface Inventario {}
}
