package ai.fluxion.sample.etl.trabajo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.fluxion.sample.etl.RunGrabado;
import ai.fluxion.sample.etl.Sistema;
import ai.fluxion.sample.etl.ejecucion.Ejecucion;
import ai.fluxion.sample.etl.ejecucion.Ejecuciones;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.Estado;
import ai.fluxion.sample.etl.ejecucion.EtlTipo;
import ai.fluxion.sample.etl.ejecucion.Modo;
import ai.fluxion.sample.etl.ejecucion.TipoError;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.simulador.Falla;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.tienda.Tiendas;
import ai.fluxion.sample.etl.ventana.Ventana;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrabajosTest {

    private Sistema sistema;

    @BeforeAll
    void start(@TempDir Path carpeta) {
        sistema = Sistema.en(carpeta, "klk.simulador.lineas-por-dia=300", "klk.timeout-ventas=4s", "klk.intentos=2");
    }

    @AfterAll
    void stop() {
        sistema.close();
    }

    @AfterEach
    void noMoreFaults() {
        sistema.klk().fallas().apagar();
        sistema.klk().iniciar();
    }

    @Test
    void theHistoricoLoadsYesterdayOfEveryStoreAndTellsItsRun() {
        sistema.sql().sql("DELETE FROM etl_ejecuciones").update();
        Ejecuciones ejecuciones = sistema.bean(Ejecuciones.class);
        Tienda una = sistema.bean(Tiendas.class).todas().get(0);
        Ventana anteayer =
                Ventana.dia(LocalDate.now(ZoneId.of("America/Caracas")).minusDays(2));
        long fallida = ejecuciones.iniciar(new Encargo(Trabajo.VENTAS_HISTORICO, una, anteayer));
        ejecuciones.fallar(fallida, TipoError.TIMEOUT, "lento", Duration.ofSeconds(1));

        RunGrabado run = sistema.correr(VentasTrabajos.class, VentasTrabajos::historico);

        assertThat(run.failures).isEmpty();
        assertThat(ejecuciones.buscar(EtlTipo.VENTAS, una.id(), null, Estado.EXITOSO, 10))
                .as("gaps first, then yesterday")
                .extracting(Ejecucion::modo, Ejecucion::ventana)
                .contains(tuple(Modo.RECUPERACION, anteayer))
                .startsWith(
                        tuple(Modo.COMPLETO, Ventana.dia(anteayer.fechaDesde().plusDays(1)))); // the newest
        assertThat(run.metrics.get("gaps_recuperados")).isEqualTo(run.metrics.get("gaps_detectados"));
        assertThat(run.tags)
                .containsEntry("etl_name", "ventas_klk_completo")
                .containsEntry("etl_tipo", "ventas")
                .containsEntry("modo", "completo");
        assertThat(run.contexts).containsKeys("fecha_inicio", "fecha_fin", "hora_desde", "hora_hasta");
        Map<String, Object> fila = sistema.sql()
                .sql(
                        """
                        SELECT count(*) AS lineas, count(DISTINCT ubicacion_id) AS tiendas,
                            count(DISTINCT (ubicacion_id, numero_factura)) AS facturas, sum(venta_total_usd) AS total
                        FROM ventas_raw WHERE fecha = CAST(? AS DATE)""")
                .param(run.contexts.get("fecha_inicio"))
                .query()
                .singleRow();
        assertThat(fila.get("tiendas")).isEqualTo(5L);
        assertThat(run.metrics.get("registros_cargados")).isEqualTo(fila.get("lineas"));
        assertThat(run.metrics.get("facturas")).isEqualTo(fila.get("facturas"));
        assertThat((BigDecimal) run.metrics.get("venta_total_usd")).isPositive().isEqualByComparingTo((BigDecimal)
                fila.get("total"));
        assertThat(run.metrics).containsKeys("registros_extraidos", "duration_seconds");
    }

    @Test
    void aDeadStoreDoesNotStopTheOthersAndTheSweepNamesIt() {
        sistema.klk().fallas().encender(Falla.de(Falla.Tipo.HTTP_500).en("SUC002"));
        sistema.klk().fallas().encender(Falla.de(Falla.Tipo.CONEXION).en("SUC004"));

        RunGrabado run = sistema.correr(VentasTrabajos.class, VentasTrabajos::diario);

        assertThat(run.failures).containsExactly("2 de 5: tienda_08 api_error, tienda_18 conexion");
        assertThat(estados("etl_ventas_diario")).containsExactly("tienda_08 api_error", "tienda_18 conexion");
    }

    @Test
    void aHangingStoreIsATimeout() {
        sistema.klk().fallas().encender(Falla.de(Falla.Tipo.TIMEOUT).en("SUC005"));

        RunGrabado run = sistema.correr(VentasTrabajos.class, VentasTrabajos::incremental);

        assertThat(run.failures).containsExactly("1 de 5: tienda_20 timeout");
        assertThat(run.tags).containsEntry("error_tipo", "timeout");
    }

    @Test
    void aRefusedConnectionIsOneFailureOfTheSweep() {
        sistema.klk().close();

        RunGrabado run = sistema.correr(InventarioTrabajos.class, InventarioTrabajos::stockActual);

        assertThat(run.failures)
                .containsExactly("5 de 5: tienda_01 conexion, tienda_08 conexion, tienda_17 conexion,"
                        + " tienda_18 conexion, tienda_20 conexion");
    }

    @Test
    void aFaultThatPassesIsTriedAgain() {
        sistema.klk()
                .fallas()
                .encender(Falla.de(Falla.Tipo.JSON_ROTO).en("APP-TPF").veces(1));

        RunGrabado run = sistema.correr(InventarioTrabajos.class, InventarioTrabajos::productos);

        assertThat(run.failures).isEmpty();
    }

    @Test
    void theInventoryFillsCatalogueAndStockWithoutKlksHabits() {
        RunGrabado run = sistema.correr(InventarioTrabajos.class, InventarioTrabajos::completo);

        assertThat(run.failures).isEmpty();
        assertThat(run.tags)
                .containsEntry("etl_name", "inventario_klk_completo")
                .containsEntry("etl_tipo", "inventario");
        assertThat(run.metrics).containsKeys("productos_extraidos", "productos_cargados", "duration_seconds");
        assertThat(contar("SELECT count(*) FROM productos")).isEqualTo(1000);
        assertThat(contar("SELECT count(*) FROM stock_actual")).isEqualTo(5000);
        assertThat(
                        contar(
                                """
                        SELECT count(*) FROM productos
                        WHERE nombre <> trim(nombre) OR nombre LIKE '%' || chr(10) || '%' OR marca = 'N/A'"""))
                .isZero();
        assertThat(contar("SELECT count(*) FROM stock_actual WHERE stock < 0")).isPositive();
        assertThat(contar("SELECT count(*) FROM stock_actual WHERE stock <> trunc(stock)"))
                .isPositive();
    }

    private long contar(String sql) {
        return sistema.sql().sql(sql).query(Long.class).single();
    }

    private List<String> estados(String trabajo) {
        return sistema.sql()
                .sql(
                        """
                        SELECT ubicacion_id || ' ' || error_tipo FROM etl_ejecuciones
                        WHERE estado = 'fallido' AND trabajo = ? ORDER BY ubicacion_id""")
                .param(trabajo)
                .query(String.class)
                .list();
    }
}
