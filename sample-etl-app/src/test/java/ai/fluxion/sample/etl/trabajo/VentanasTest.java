package ai.fluxion.sample.etl.trabajo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.sample.etl.duckdb.DuckDb;
import ai.fluxion.sample.etl.duckdb.DuckDbProperties;
import ai.fluxion.sample.etl.ejecucion.Ejecuciones;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.Estado;
import ai.fluxion.sample.etl.ejecucion.EtlProperties;
import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.ejecucion.TipoError;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.ventana.Cobertura;
import ai.fluxion.sample.etl.ventana.Ventana;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.util.unit.DataSize;

/** The window of a run comes from its slot and from the last one that succeeded, never from when it happens to run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VentanasTest {

    private static final ZoneId CARACAS = ZoneId.of("America/Caracas");

    private static final Map<String, EtlProperties.Programa> REALES = Map.of(
            "ventas-incremental", programa("0 5,35 * * * *"),
            "ventas-diario", programa("0 0 */6 * * *"),
            "ventas-historico", programa("0 0 2 * * *"));

    private final AnnotationConfigApplicationContext tabla = new AnnotationConfigApplicationContext();

    @SuppressWarnings("NullAway.Init")
    private Ejecuciones ejecuciones;

    /** The tracking table, and nothing else of the application. */
    @BeforeAll
    void start(@TempDir Path carpeta) {
        DuckDb duckDb = new DuckDb(new DuckDbProperties(
                carpeta.resolve("klk.duckdb"), DataSize.ofMegabytes(64), 1, Duration.ofSeconds(1)));
        DatabasePopulatorUtils.execute(new ResourceDatabasePopulator(new ClassPathResource("esquema.sql")), duckDb);
        tabla.registerBean(DuckDb.class, () -> duckDb);
        tabla.registerBean(JdbcClient.class, () -> JdbcClient.create(duckDb));
        tabla.registerBean(Clock.class, Clock::systemUTC);
        tabla.registerBean(EtlProperties.class, () -> propiedades(CARACAS));
        tabla.register(Ejecuciones.class);
        tabla.refresh();
        ejecuciones = tabla.getBean(Ejecuciones.class);
    }

    @AfterAll
    void stop() {
        tabla.close();
    }

    @BeforeEach
    void nothingRanYet() {
        tabla.getBean(JdbcClient.class).sql("DELETE FROM etl_ejecuciones").update();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T10:35:00",
        "2026-11-20T10:34:59.990", // Spring may be a little early
        "2026-11-20T10:41:13",
        "2026-11-20T11:04:58"
    })
    void aLateStartAsksForTheSameWindow(String ahora) {
        exitosa("tienda_01", "2026-11-20T09:35", "2026-11-20T10:05");

        assertThat(incremental("tienda_01", ahora)).isEqualTo(ventana("2026-11-20T10:05", "2026-11-20T10:35"));
    }

    @Test
    void whatWasSkippedOrFailedIsAskedForAgainByTheStoreThatLacksIt() {
        exitosa("tienda_01", "2026-11-20T07:35", "2026-11-20T08:05");
        fallida("tienda_01", "2026-11-20T08:05", "2026-11-20T10:05");
        exitosa("tienda_08", "2026-11-20T09:35", "2026-11-20T10:05");

        assertThat(incremental("tienda_01", "2026-11-20T10:36"))
                .isEqualTo(ventana("2026-11-20T08:05", "2026-11-20T10:35"));
        assertThat(incremental("tienda_08", "2026-11-20T10:36"))
                .isEqualTo(ventana("2026-11-20T10:05", "2026-11-20T10:35"));
        assertThat(incremental("tienda_17", "2026-11-20T10:36"))
                .as("a new store")
                .isEqualTo(ventana("2026-11-20T10:05", "2026-11-20T10:35"));
    }

    @Test
    void theSameSlotAgainIsTheSameWindow() {
        exitosa("tienda_01", "2026-11-20T10:05", "2026-11-20T10:35");

        assertThat(incremental("tienda_01", "2026-11-20T10:36"))
                .isEqualTo(ventana("2026-11-20T10:05", "2026-11-20T10:35"));
    }

    @Test
    void aWindowCrossesMidnightAndReachesNoFurtherThanAWeek() {
        exitosa("tienda_01", "2026-11-19T23:05", "2026-11-19T23:35");
        assertThat(incremental("tienda_01", "2026-11-20T00:05"))
                .isEqualTo(ventana("2026-11-19T23:35", "2026-11-20T00:05"));
        assertThat(incremental("tienda_01", "2026-12-10T00:05"))
                .isEqualTo(ventana("2026-12-03T00:05", "2026-12-10T00:05"));
    }

    @Test
    void todayIsFromMidnightAndAtMidnightTheDayThatEnds() {
        assertThat(deTienda(Trabajo.VENTAS_DIARIO, "tienda_01", "2026-11-20T12:03"))
                .isEqualTo(ventana("2026-11-20T00:00", "2026-11-20T12:00"));
        assertThat(deTienda(Trabajo.VENTAS_DIARIO, "tienda_01", "2026-11-21T00:00:01"))
                .isEqualTo(ventana("2026-11-20T00:00", "2026-11-21T00:00"));

        exitosa(Trabajo.VENTAS_DIARIO, "tienda_01", "2026-11-18T00:00", "2026-11-18T18:00");
        assertThat(deTienda(Trabajo.VENTAS_DIARIO, "tienda_01", "2026-11-20T06:00:01"))
                .as("it had been down since")
                .isEqualTo(ventana("2026-11-18T18:00", "2026-11-20T06:00"));
    }

    @Test
    void yesterdayIsTheDayBeforeTheSlotHoweverLateItIs() {
        assertThat(deTienda(Trabajo.VENTAS_HISTORICO, "tienda_01", "2026-11-20T02:00"))
                .isEqualTo(ventana("2026-11-19T00:00", "2026-11-20T00:00"));
        assertThat(deTienda(Trabajo.VENTAS_HISTORICO, "tienda_01", "2026-11-21T01:59"))
                .isEqualTo(ventana("2026-11-19T00:00", "2026-11-20T00:00"));
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-11-01",
        "America/New_York, 2026-03-08",
        "America/Santiago, 2026-04-05",
        "America/Santiago, 2026-09-06"
    })
    void nothingIsLeftOutWhereClocksAreSet(ZoneId zona, String dia) {
        ZonedDateTime inicio = LocalDateTime.parse(dia + "T21:05").atZone(zona).minusDays(1);
        exitosa(
                "tienda_01",
                inicio.minusMinutes(30).toLocalDateTime().toString(),
                inicio.toLocalDateTime().toString());
        List<Ventana> cargadas = new ArrayList<>();
        ZonedDateTime fin = inicio.plusHours(9);
        for (ZonedDateTime slot = inicio.plusMinutes(30); !slot.isAfter(fin); slot = slot.plusMinutes(30)) {
            Ventanas ventanas = ventanas(zona, slot);
            Ventana ventana = ventanas.deTienda(
                    Trabajo.VENTAS_INCREMENTAL, tienda("tienda_01"), ventanas.slot(Trabajo.VENTAS_INCREMENTAL));
            assertThat(ventana.hasta()).isEqualTo(slot.toLocalDateTime());
            assertThat(ventana.desde())
                    .as("what was sold since the slot before")
                    .isBeforeOrEqualTo(minimo(slot));
            exitosa("tienda_01", ventana.desde().toString(), ventana.hasta().toString());
            cargadas.add(ventana);
        }
        assertThat(Cobertura.unir(cargadas))
                .containsExactly(new Ventana(inicio.toLocalDateTime(), fin.toLocalDateTime()));
    }

    /** The earliest time that a clock showed in the half hour before a slot, but for the hour that comes twice. */
    private static LocalDateTime minimo(ZonedDateTime slot) {
        LocalDateTime antes = slot.minusMinutes(30).toLocalDateTime();
        return antes.isBefore(slot.toLocalDateTime()) ? antes : slot.toLocalDateTime();
    }

    private Ventana incremental(String tienda, String ahora) {
        return deTienda(Trabajo.VENTAS_INCREMENTAL, tienda, ahora);
    }

    private Ventana deTienda(Trabajo trabajo, String tienda, String ahora) {
        Ventanas ventanas = ventanas(CARACAS, LocalDateTime.parse(ahora).atZone(CARACAS));
        return ventanas.deTienda(trabajo, tienda(tienda), ventanas.slot(trabajo));
    }

    private Ventanas ventanas(ZoneId zona, ZonedDateTime ahora) {
        return new Ventanas(propiedades(zona), ejecuciones, Clock.fixed(ahora.toInstant(), ZoneId.of("Asia/Tokyo")));
    }

    private static EtlProperties propiedades(ZoneId zona) {
        return new EtlProperties(zona, "2.0", 4, 0.05, Duration.ofDays(7), REALES);
    }

    private static EtlProperties.Programa programa(String cron) {
        return new EtlProperties.Programa(cron, Duration.ofMinutes(10), Duration.ofHours(1));
    }

    private static Tienda tienda(String id) {
        return new Tienda(id, id, id, id);
    }

    private void exitosa(String tienda, String desde, String hasta) {
        exitosa(Trabajo.VENTAS_INCREMENTAL, tienda, desde, hasta);
    }

    private void exitosa(Trabajo trabajo, String tienda, String desde, String hasta) {
        long id = ejecuciones.iniciar(new Encargo(trabajo, tienda(tienda), ventana(desde, hasta)));
        ejecuciones.terminar(id, Estado.EXITOSO, new Resultado(0, 0, 0, null, null), Duration.ofSeconds(1));
    }

    private void fallida(String tienda, String desde, String hasta) {
        long id = ejecuciones.iniciar(new Encargo(Trabajo.VENTAS_INCREMENTAL, tienda(tienda), ventana(desde, hasta)));
        ejecuciones.fallar(id, TipoError.TIMEOUT, "lento", Duration.ofSeconds(1));
    }

    private static Ventana ventana(String desde, String hasta) {
        return new Ventana(LocalDateTime.parse(desde), LocalDateTime.parse(hasta));
    }
}
