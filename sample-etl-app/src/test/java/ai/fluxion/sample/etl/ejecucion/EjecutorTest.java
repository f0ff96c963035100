package ai.fluxion.sample.etl.ejecucion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import ai.fluxion.sample.etl.RunGrabado;
import ai.fluxion.sample.etl.duckdb.DuckDb;
import ai.fluxion.sample.etl.duckdb.DuckDbProperties;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.ventana.Ventana;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.util.unit.DataSize;

class EjecutorTest {

    private static final EtlProperties PROPIEDADES =
            new EtlProperties(ZoneId.of("America/Caracas"), "2.0", 1, 0, Duration.ofDays(1), Map.of());
    private static final Encargo AYER = new Encargo(
            Trabajo.VENTAS_HISTORICO,
            new Tienda("tienda_01", "PERIFERICO", "SUC001", "APP-TPF"),
            Ventana.dia(LocalDate.of(2026, 11, 21)));

    @TempDir
    Path carpeta;

    private DuckDb duckDb;
    private boolean caida;
    private Ejecuciones ejecuciones;
    private Ejecutor ejecutor;

    @BeforeEach
    void start() {
        duckDb = new DuckDb(new DuckDbProperties(
                carpeta.resolve("klk.duckdb"), DataSize.ofMegabytes(64), 1, Duration.ofSeconds(1)));
        DatabasePopulatorUtils.execute(new ResourceDatabasePopulator(new ClassPathResource("esquema.sql")), duckDb);
        DelegatingDataSource quePuedeCaer = new DelegatingDataSource(duckDb) {
            @Override
            public Connection getConnection() throws SQLException {
                if (caida) {
                    throw new SQLException("the disk is full");
                }
                return super.getConnection();
            }
        };
        ejecuciones = new Ejecuciones(JdbcClient.create(quePuedeCaer), Clock.systemUTC(), PROPIEDADES);
        ejecutor = new Ejecutor(ejecuciones, PROPIEDADES);
    }

    @AfterEach
    void stop() throws SQLException {
        duckDb.close();
    }

    @Test
    void aFailureThatCannotBeWrittenIsWrittenByTheNextExecution() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ejecutor.ejecutar(AYER, new RunGrabado(), id -> {
                    caida = true;
                    throw new IllegalStateException("sin red");
                }))
                .satisfies(
                        e -> assertThat(e.getSuppressed()).singleElement().satisfies(escritura -> assertThat(escritura)
                                .hasRootCauseMessage("the disk is full")));
        caida = false;
        assertThat(ejecuciones.buscar(null, null, null, null, 10))
                .extracting(Ejecucion::estado)
                .containsExactly(Estado.EN_PROCESO);

        ejecutor.ejecutar(AYER, new RunGrabado(), id -> new Resultado(1, 1, 0, null, null));

        assertThat(ejecuciones.buscar(null, null, null, null, 10))
                .extracting(Ejecucion::estado, Ejecucion::errorMensaje)
                .containsExactly(tuple(Estado.EXITOSO, null), tuple(Estado.FALLIDO, "sin red"));
    }

    @Test
    void aFailureThatCanNeverBeWrittenKeepsBackNoOther() {
        Ejecutor suyo = new Ejecutor(
                new Ejecuciones(JdbcClient.create(duckDb), Clock.systemUTC(), PROPIEDADES) {
                    @Override
                    public void fallar(long id, TipoError tipo, String mensaje, Duration duracion) {
                        if (mensaje.equals("nunca")) {
                            throw new IllegalArgumentException(mensaje);
                        }
                        super.fallar(id, tipo, mensaje, duracion);
                    }
                },
                PROPIEDADES);
        for (String mensaje : List.of("nunca", "sin red")) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> suyo.ejecutar(AYER, new RunGrabado(), id -> {
                        throw new IllegalStateException(mensaje);
                    }));
        }

        assertThat(ejecuciones.buscar(null, null, null, null, 10))
                .extracting(Ejecucion::estado)
                .containsExactly(Estado.FALLIDO, Estado.EN_PROCESO);
    }

    @Test
    void aFailureIsWrittenAsItHappens() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ejecutor.ejecutar(AYER, new RunGrabado(), id -> {
                    throw new IllegalStateException("sin red");
                }));

        assertThat(ejecuciones.buscar(null, null, null, Estado.FALLIDO, 10)).hasSize(1);
    }
}
