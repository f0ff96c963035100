package ai.fluxion.sample.etl.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import ai.fluxion.sample.etl.RunGrabado;
import ai.fluxion.sample.etl.Sistema;
import ai.fluxion.sample.etl.ejecucion.Ejecuciones;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.Estado;
import ai.fluxion.sample.etl.ejecucion.EtlTipo;
import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.ejecucion.TipoError;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.observacion.Observador;
import ai.fluxion.sample.etl.tienda.Tiendas;
import ai.fluxion.sample.etl.ventana.Ventana;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/** It is 2026-11-20 12:00 in Caracas, with the real schedules. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GapsTest {

    private Sistema sistema;

    @BeforeAll
    void start(@TempDir Path carpeta) {
        sistema = Sistema.en(
                carpeta,
                List.of(Mediodia.class),
                "spring.profiles.active=pruebas",
                "klk.simulador.lineas-por-dia=40",
                "klk.simulador.articulos=20");
    }

    @AfterAll
    void stop() {
        sistema.close();
    }

    @BeforeEach
    void nothingRanYet() {
        sistema.sql().sql("DELETE FROM etl_ejecuciones").update();
    }

    @Test
    void nothingIsExpectedBeforeAStoreBegan() {
        assertThat(gaps()).isEmpty();
    }

    @Test
    void severalExecutionsTogetherCoverWhatIsExpected() {
        exitosa(Trabajo.VENTAS_DIARIO, "2026-11-20T00:00", "2026-11-20T06:00");
        exitosa(Trabajo.VENTAS_INCREMENTAL, "2026-11-20T05:05", "2026-11-20T11:35");

        assertThat(gaps()).isEmpty();
    }

    @Test
    void whatNeverRanIsAGapFromTheSlotThatWasMissed() {
        exitosa(Trabajo.VENTAS_INCREMENTAL, "2026-11-20T00:00", "2026-11-20T09:35");
        exitosa(Trabajo.VENTAS_INCREMENTAL, "2026-11-20T10:35", "2026-11-20T11:35");

        List<Gap> gaps = gaps();
        assertThat(gaps).extracting(Gap::ventana).containsExactly(ventana("2026-11-20T09:35", "2026-11-20T10:35"));
        assertThat(gaps.get(0).motivo()).isEqualTo("nunca_ejecutado");
        assertThat(gaps.get(0).fechaFallo()).isEqualTo(Instant.parse("2026-11-20T14:05:00Z"));
        assertThat(gaps.get(0).horasDesdeFallo()).isEqualTo(1.92);
    }

    @Test
    void anOutageOfDaysIsOneGapADay() {
        exitosa(Trabajo.VENTAS_HISTORICO, "2026-11-16T00:00", "2026-11-17T00:00");

        assertThat(gaps())
                .extracting(Gap::ventana)
                .containsExactly(
                        ventana("2026-11-17T00:00", "2026-11-18T00:00"),
                        ventana("2026-11-18T00:00", "2026-11-19T00:00"),
                        ventana("2026-11-19T00:00", "2026-11-20T00:00"),
                        ventana("2026-11-20T00:00", "2026-11-20T11:35"));
    }

    @Test
    void onlyTheUncoveredHoursOfAFailureAreAGap() {
        exitosa(Trabajo.VENTAS_INCREMENTAL, "2026-11-20T00:00", "2026-11-20T08:00");
        fallida(Trabajo.VENTAS_DIARIO, "2026-11-20T00:00", "2026-11-20T11:35");

        List<Gap> gaps = gaps();
        assertThat(gaps).extracting(Gap::ventana).containsExactly(ventana("2026-11-20T08:00", "2026-11-20T11:35"));
        assertThat(gaps.get(0).errorTipo()).isEqualTo("timeout");
    }

    /** At 9:05 somebody asked for all of today: it covers nothing that was sold after 9:05. */
    @ParameterizedTest
    @EnumSource(
            value = Estado.class,
            names = {"EXITOSO", "EN_PROCESO"})
    void aRecoveryCoversNothingThatCameAfterIt(Estado estado) {
        exitosa(Trabajo.VENTAS_INCREMENTAL, "2026-11-20T00:00", "2026-11-20T09:05");
        exitosa(Trabajo.VENTAS_RECUPERACION, "2026-11-20T00:00", "2026-11-21T00:00");
        exitosa(Trabajo.VENTAS_RECUPERACION, "2026-11-20T10:00", "2026-11-20T10:30"); // before it had begun
        sistema.sql()
                .sql("UPDATE etl_ejecuciones SET fecha_inicio = ?, estado = ? WHERE modo = 'recuperacion'")
                .params(LocalDateTime.parse("2026-11-20T13:05:07"), estado.palabra())
                .update();

        assertThat(gaps()).extracting(Gap::ventana).containsExactly(ventana("2026-11-20T09:05:07", "2026-11-20T11:35"));
    }

    @Test
    void aCatalogueIsNoStock() {
        exitosa(Trabajo.STOCK_ACTUAL, "2026-11-20T00:00", "2026-11-20T04:00");
        exitosa(Trabajo.PRODUCTOS, "2026-11-19T03:00", "2026-11-20T03:00");

        assertThat(gaps()).extracting(Gap::ventana).containsExactly(ventana("2026-11-20T04:00", "2026-11-20T08:00"));

        exitosa(Trabajo.INVENTARIO, "2026-11-20T08:00", "2026-11-20T11:30");
        exitosa(Trabajo.STOCK_ACTUAL, "2026-11-20T04:00", "2026-11-20T08:00");
        assertThat(gaps()).isEmpty();
    }

    @Test
    void theHistoricoRecoversTheFiveOldest() {
        exitosa(Trabajo.VENTAS_HISTORICO, "2026-11-12T00:00", "2026-11-13T00:00");
        assertThat(gaps()).hasSize(8);

        RunGrabado run = new RunGrabado();
        sistema.bean(Recuperacion.class).recuperarVentas(run, 5, Duration.ofDays(30));

        assertThat(run.metrics).containsEntry("gaps_detectados", 8).containsEntry("gaps_recuperados", 5);
        assertThat(gaps())
                .extracting(Gap::ventana)
                .containsExactly(
                        ventana("2026-11-18T00:00", "2026-11-19T00:00"),
                        ventana("2026-11-19T00:00", "2026-11-20T00:00"),
                        ventana("2026-11-20T00:00", "2026-11-20T11:35"));
        assertThat(sistema.bean(Ejecuciones.class).buscar(EtlTipo.VENTAS, "tienda_01", null, Estado.EXITOSO, 10))
                .hasSize(6);
    }

    @Test
    void gapsThatCannotBeRecoveredDoNotKeepOthersFromTheirTurn() {
        exitosa(Trabajo.VENTAS_HISTORICO, "2026-11-12T00:00", "2026-11-13T00:00");
        for (int dia = 13; dia < 18; dia++) {
            fallida(Trabajo.VENTAS_RECUPERACION, "2026-11-" + dia + "T00:00", "2026-11-" + (dia + 1) + "T00:00");
        }
        sistema.sql() // before the last three days were missed
                .sql("UPDATE etl_ejecuciones SET fecha_inicio = ?, fecha_fin = ? WHERE modo = 'recuperacion'")
                .params(LocalDateTime.parse("2026-11-18T06:00"), LocalDateTime.parse("2026-11-18T06:01"))
                .update();
        assertThat(gaps()).hasSize(8);

        sistema.bean(Recuperacion.class).recuperarVentas(new RunGrabado(), 5, Duration.ofDays(30));

        assertThat(gaps())
                .as("what was never tried comes first, then the oldest")
                .extracting(Gap::ventana)
                .containsExactly(
                        ventana("2026-11-15T00:00", "2026-11-16T00:00"),
                        ventana("2026-11-16T00:00", "2026-11-17T00:00"),
                        ventana("2026-11-17T00:00", "2026-11-18T00:00"));
    }

    @Test
    void aGapThatCannotBeAskedForStopsNeitherTheOthersNorTheSweep() {
        exitosa(Trabajo.VENTAS_HISTORICO, "2026-11-12T00:00", "2026-11-13T00:00");
        Recuperaciones recuperaciones = mock();
        when(recuperaciones.recuperar(any()))
                .thenThrow(new IllegalStateException("Quartz does not take it"))
                .thenReturn(true);
        RunGrabado run = new RunGrabado();

        recuperacion(recuperaciones).recuperarVentas(run, 3, Duration.ofDays(30));

        assertThat(run.metrics).containsEntry("gaps_detectados", 8).containsEntry("gaps_recuperados", 2);

        doThrow(new CannotGetJdbcConnectionException("restarting"))
                .when(recuperaciones)
                .abandonar();
        assertThatNoException()
                .isThrownBy(() -> recuperacion(recuperaciones).recuperarVentas(run, 3, Duration.ofDays(30)));
    }

    private Recuperacion recuperacion(Recuperaciones recuperaciones) {
        return new Recuperacion(
                recuperaciones,
                sistema.bean(Gaps.class),
                sistema.bean(Ejecuciones.class),
                sistema.bean(Tiendas.class),
                sistema.bean(Observador.class));
    }

    @Test
    void whatTheProcessBeforeLeftRunningHasFailed() {
        sistema.bean(Ejecuciones.class)
                .iniciar(encargo(Trabajo.VENTAS_HISTORICO, "2026-11-19T00:00", "2026-11-20T00:00"));
        sistema.bean(Ejecuciones.class).iniciar(encargo(Trabajo.VENTAS_DIARIO, "2026-11-20T00:00", "2026-11-20T11:35"));
        assertThat(gaps()).isEmpty();

        assertThat(sistema.bean(Ejecuciones.class).abandonar()).isEqualTo(2);

        assertThat(gaps())
                .extracting(Gap::motivo, Gap::ventana)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("fallido", ventana("2026-11-19T00:00", "2026-11-20T00:00")),
                        org.assertj.core.groups.Tuple.tuple(
                                "fallido", ventana("2026-11-20T00:00", "2026-11-20T11:35")));
    }

    @Test
    void whatBeginsAndEndsAtOnceIsAllRecorded() throws Exception {
        ExecutorService hilos = Executors.newFixedThreadPool(8);
        try {
            Callable<Void> una = () -> {
                exitosa(Trabajo.VENTAS_INCREMENTAL, "2026-11-20T00:00", "2026-11-20T11:35");
                return null;
            };
            for (Future<Void> futura : hilos.invokeAll(Collections.nCopies(400, una))) {
                futura.get();
            }
        } finally {
            hilos.shutdownNow();
        }
        assertThat(sistema.sql()
                        .sql("SELECT count(*) FROM etl_ejecuciones WHERE estado = 'exitoso'")
                        .query(Long.class)
                        .single())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"estado = 'terminado'", "modo = 'otro'", "etl_tipo = 'otro'", "fecha_desde = DATE '2027-01-01'"})
    void aRowThatCannotBeReadHidesNoOther(String cambio) {
        fallida(Trabajo.VENTAS_INCREMENTAL, "2026-11-20T11:00", "2026-11-20T11:05");
        exitosa(Trabajo.VENTAS_INCREMENTAL, "2026-11-20T11:05", "2026-11-20T11:35");
        sistema.sql()
                .sql("UPDATE etl_ejecuciones SET " + cambio + " WHERE estado = 'exitoso'")
                .update();

        assertThat(gaps())
                .extracting(Gap::motivo, Gap::ventana)
                .contains(org.assertj.core.groups.Tuple.tuple(
                        "fallido", ventana("2026-11-20T11:00", "2026-11-20T11:05")));
        assertThat(sistema.bean(Ejecuciones.class).buscar(null, null, null, null, 20))
                .hasSize(1);
    }

    private List<Gap> gaps() {
        return sistema.bean(Gaps.class).abiertos(null, null, Duration.ofDays(14));
    }

    private void exitosa(Trabajo trabajo, String desde, String hasta) {
        Ejecuciones ejecuciones = sistema.bean(Ejecuciones.class);
        long id = ejecuciones.iniciar(encargo(trabajo, desde, hasta));
        ejecuciones.terminar(id, Estado.EXITOSO, new Resultado(1, 1, 0, null, null), Duration.ofSeconds(1));
    }

    private void fallida(Trabajo trabajo, String desde, String hasta) {
        Ejecuciones ejecuciones = sistema.bean(Ejecuciones.class);
        long id = ejecuciones.iniciar(encargo(trabajo, desde, hasta));
        ejecuciones.fallar(id, TipoError.TIMEOUT, "lento", Duration.ofSeconds(1));
    }

    private Encargo encargo(Trabajo trabajo, String desde, String hasta) {
        return new Encargo(
                trabajo, sistema.bean(Tiendas.class).buscar("tienda_01").orElseThrow(), ventana(desde, hasta));
    }

    private static Ventana ventana(String desde, String hasta) {
        return new Ventana(LocalDateTime.parse(desde), LocalDateTime.parse(hasta));
    }

    @Configuration(proxyBeanMethods = false)
    static class Mediodia {

        @Bean
        @Primary
        Clock mediodia() {
            return Clock.fixed(Instant.parse("2026-11-20T16:00:00Z"), ZoneId.of("America/Caracas"));
        }
    }
}
