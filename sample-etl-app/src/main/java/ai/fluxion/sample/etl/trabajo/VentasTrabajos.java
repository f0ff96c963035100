package ai.fluxion.sample.etl.trabajo;

import ai.fluxion.crons.CronMonitor;
import ai.fluxion.crons.MonitorRun;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.observacion.Observador;
import ai.fluxion.sample.etl.tracking.Recuperacion;
import ai.fluxion.sample.etl.ventana.Ventana;
import ai.fluxion.sample.etl.ventas.VentasEtl;
import java.time.Duration;
import java.time.LocalDateTime;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The jobs that load sales. */
@Component
class VentasTrabajos {

    private static final int GAPS_POR_NOCHE = 5;
    private static final Duration ANTIGUEDAD_MAXIMA = Duration.ofDays(30);

    private final VentasEtl ventas;
    private final Recuperacion recuperacion;
    private final VentasTienda tienda;
    private final Ventanas ventanas;
    private final BarridoEtl barrido;
    private final Observador observador;

    VentasTrabajos(
            VentasEtl ventas,
            Recuperacion recuperacion,
            VentasTienda tienda,
            Ventanas ventanas,
            BarridoEtl barrido,
            Observador observador) {
        this.ventas = ventas;
        this.recuperacion = recuperacion;
        this.tienda = tienda;
        this.ventanas = ventanas;
        this.barrido = barrido;
        this.observador = observador;
    }

    @Scheduled(cron = "${etl.trabajos.ventas-historico.cron}", zone = "${etl.zona}")
    @CronMonitor(
            value = "etl_ventas_historico",
            checkinMargin = "${etl.trabajos.ventas-historico.margen}",
            maxRuntime = "${etl.trabajos.ventas-historico.duracion-maxima}",
            description = "Ventas de ayer, de todas las tiendas")
    public void historico() {
        LocalDateTime slot = ventanas.slot(Trabajo.VENTAS_HISTORICO);
        Ventana ayer = ventanas.ayer(slot);
        MonitorRun run = MonitorRun.current();
        recuperacion.recuperarVentas(run, GAPS_POR_NOCHE, ANTIGUEDAD_MAXIMA);
        barrido.barrer(
                run,
                Trabajo.VENTAS_HISTORICO,
                ayer,
                una -> observado(new Encargo(Trabajo.VENTAS_HISTORICO, una, ayer)));
    }

    @Scheduled(cron = "${etl.trabajos.ventas-diario.cron}", zone = "${etl.zona}")
    @CronMonitor(
            value = "etl_ventas_diario",
            checkinMargin = "${etl.trabajos.ventas-diario.margen}",
            maxRuntime = "${etl.trabajos.ventas-diario.duracion-maxima}",
            description = "Ventas de hoy hasta ahora, de todas las tiendas")
    public void diario() {
        LocalDateTime slot = ventanas.slot(Trabajo.VENTAS_DIARIO);
        barrido.barrer(
                MonitorRun.current(),
                Trabajo.VENTAS_DIARIO,
                ventanas.hoy(slot),
                una -> tienda.cargar(una, ventanas.hoy(Trabajo.VENTAS_DIARIO, una, slot)));
    }

    @Scheduled(cron = "${etl.trabajos.ventas-incremental.cron}", zone = "${etl.zona}")
    @CronMonitor(
            value = "ventas_klk_incremental_30min",
            checkinMargin = "${etl.trabajos.ventas-incremental.margen}",
            maxRuntime = "${etl.trabajos.ventas-incremental.duracion-maxima}",
            description = "Ventas desde la última ventana cargada, de todas las tiendas")
    public void incremental() {
        Trabajo trabajo = Trabajo.VENTAS_INCREMENTAL;
        LocalDateTime slot = ventanas.slot(trabajo);
        barrido.barrer(
                MonitorRun.current(),
                trabajo,
                ventanas.periodo(trabajo, slot),
                una -> observado(new Encargo(trabajo, una, ventanas.desdeElUltimo(trabajo, una, slot))));
    }

    private Resultado observado(Encargo encargo) {
        return observador.observar(encargo.trabajo().etlName(), run -> ventas.cargar(encargo, run));
    }
}
