package ai.fluxion.sample.etl.ventas;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.sample.etl.RunGrabado;
import ai.fluxion.sample.etl.Sistema;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.simulador.Falla;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.tienda.Tiendas;
import ai.fluxion.sample.etl.ventana.Ventana;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Lines that cannot be loaded: kept with their reason, counted, and too many of them a run that is {@code parcial}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RechazosTest {

    private static final LocalDate DIA = LocalDate.of(2026, 11, 10);

    @SuppressWarnings("NullAway.Init")
    private Sistema sistema;

    @BeforeAll
    void start(@TempDir Path carpeta) {
        sistema = Sistema.en(carpeta, "klk.simulador.lineas-por-dia=1000", "klk.simulador.rarezas=40000");
    }

    @AfterAll
    void stop() {
        sistema.close();
    }

    @Test
    void fewRejectedLinesAreCountedAndTheRunIsASuccess() {
        Tienda tienda = tienda("tienda_01");
        RunGrabado run = new RunGrabado();

        Resultado resultado = cargar(tienda, run);

        assertThat(resultado.rechazados()).isPositive().isLessThan(resultado.extraidos() / 20);
        assertThat(resultado.cargados() + resultado.rechazados()).isEqualTo(resultado.extraidos());
        assertThat(run.metrics.get("registros_rechazados")).isEqualTo(resultado.rechazados());
        assertThat(run.metrics.get("registros_cargados")).isEqualTo(resultado.cargados());
        assertThat(run.tags).containsEntry("estado", "exitoso");
        assertThat(ultimaDe(tienda).get("estado")).isEqualTo("exitoso");
        assertThat(motivos(tienda))
                .containsOnlyKeys("sin producto", "sin cantidad", "hora ilegible")
                .hasSize(3);
    }

    @Test
    void moreThanTheThresholdMakesTheRunParcialAndAGoodAnswerLaterHealsIt() {
        Tienda tienda = tienda("tienda_08");
        sistema.klk()
                .fallas()
                .encender(
                        Falla.de(Falla.Tipo.SIN_ARREGLOS).en(tienda.sucursal()).veces(1));
        RunGrabado run = new RunGrabado();

        Resultado rota = cargar(tienda, run);

        assertThat(rota.cargados()).isZero();
        assertThat(rota.rechazados()).isEqualTo(rota.extraidos()).isPositive();
        assertThat(run.tags).containsEntry("estado", "parcial");
        assertThat(run.metrics.get("registros_rechazados")).isEqualTo(rota.rechazados());
        assertThat(ultimaDe(tienda)).containsEntry("estado", "parcial").containsEntry("registros_cargados", 0L);

        Resultado sana = cargar(tienda, new RunGrabado());

        assertThat(sana.extraidos()).isEqualTo(rota.extraidos());
        assertThat(ultimaDe(tienda)).containsEntry("estado", "exitoso");
        assertThat(motivos(tienda).values().stream().mapToLong(Long::longValue).sum())
                .as("a line that is loaded now is rejected no more")
                .isEqualTo(sana.rechazados());
    }

    @Test
    void aLineWithoutAmountsIsLoaded() {
        cargar(tienda("tienda_17"), new RunGrabado());

        assertThat(sistema.sql()
                        .sql("SELECT count(*) FROM ventas_raw WHERE ubicacion_id = 'tienda_17' AND venta_total_usd"
                                + " IS NULL")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    private Tienda tienda(String id) {
        return sistema.bean(Tiendas.class).buscar(id).orElseThrow();
    }

    private Resultado cargar(Tienda tienda, RunGrabado run) {
        return sistema.bean(VentasEtl.class)
                .cargar(new Encargo(Trabajo.VENTAS_HISTORICO, tienda, Ventana.dia(DIA)), run);
    }

    private Map<String, Object> ultimaDe(Tienda tienda) {
        return sistema.sql()
                .sql("SELECT * FROM etl_ejecuciones WHERE ubicacion_id = ? ORDER BY id DESC LIMIT 1")
                .param(tienda.id())
                .query()
                .singleRow();
    }

    private Map<String, Long> motivos(Tienda tienda) {
        Map<String, Long> motivos = new java.util.TreeMap<>();
        sistema.sql()
                .sql("SELECT split_part(motivo, ':', 1) AS motivo, count(*) AS lineas FROM ventas_rechazadas"
                        + " WHERE ubicacion_id = ? GROUP BY ALL")
                .param(tienda.id())
                .query(fila -> {
                    motivos.put(fila.getString("motivo"), fila.getLong("lineas"));
                });
        return motivos;
    }
}
