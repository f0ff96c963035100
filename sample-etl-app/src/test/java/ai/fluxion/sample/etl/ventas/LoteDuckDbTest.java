package ai.fluxion.sample.etl.ventas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.fluxion.sample.etl.duckdb.DuckDb;
import ai.fluxion.sample.etl.duckdb.DuckDbProperties;
import ai.fluxion.sample.etl.ejecucion.Resultado;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.util.unit.DataSize;

/** A load whose transaction fails: it is told as what it was, and left at that. */
class LoteDuckDbTest {

    @SuppressWarnings("NullAway.Init")
    private DuckDb duckDb;

    @BeforeEach
    void start(@TempDir Path carpeta) {
        duckDb = new DuckDb(new DuckDbProperties(
                carpeta.resolve("klk.duckdb"), DataSize.ofMegabytes(64), 1, Duration.ofSeconds(1)));
        DatabasePopulatorUtils.execute(new ResourceDatabasePopulator(new ClassPathResource("esquema.sql")), duckDb);
    }

    @AfterEach
    void stop() throws SQLException {
        duckDb.close();
    }

    @Test
    void linesThatAreThereAreReplaced() throws Exception {
        cargar("1.10");
        cargar("2.20");

        assertThat(JdbcClient.create(duckDb)
                        .sql("SELECT venta_total_usd FROM ventas_raw")
                        .query(String.class)
                        .list())
                .containsExactly("2.200000");
    }

    @Test
    void aNumberOfALineThatIsNoneIsRejectedAndNotCutToAnothers() throws Exception {
        try (Lote lote = new LoteDuckDb(duckDb, "tienda_01", 1, LocalDateTime.of(2026, 11, 20, 12, 0))) {
            for (String numero : new String[] {"1.2", "1.7", "2.0"}) {
                lote.agregar(new ObjectMapper()
                        .readTree(linea("1").toString().replace("\"linea\":1", "\"linea\":" + numero)));
            }
            assertThat(lote.transformar(3))
                    .extracting(Resultado::cargados, Resultado::rechazados)
                    .containsExactly(1L, 2L);
        }
    }

    @Test
    void rejectedLinesThatAreAlikeCountEachAndAreKeptOnce() throws Exception {
        try (Lote lote = new LoteDuckDb(duckDb, "tienda_01", 1, LocalDateTime.parse("2026-11-20T10:00"))) {
            for (int i = 0; i < 1000; i++) {
                lote.agregar(new ObjectMapper().createObjectNode());
            }
            assertThat(lote.transformar(1000).rechazados()).isEqualTo(1000);
            lote.cargar();
        }
        assertThat(JdbcClient.create(duckDb)
                        .sql("SELECT count(*) FROM ventas_rechazadas")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whatATryThatFailedHadToldAlreadyDoesNotCount() throws Exception {
        try (Lote lote = new LoteDuckDb(duckDb, "tienda_01", 1, LocalDateTime.parse("2026-11-20T10:00"))) {
            for (int i = 0; i < 2; i++) {
                lote.agregar(linea("1.10"));
                lote.agregar(new ObjectMapper().createObjectNode());
            }
            Resultado resultado = lote.transformar(2);
            assertThat(resultado.rechazados()).isEqualTo(1);
            assertThat(resultado.cargados()).isEqualTo(1);
        }
    }

    @Test
    void whatIsNotOfLinesThatAreThereIsNotTriedAnotherWay() throws Exception {
        try (Lote lote = new LoteDuckDb(duckDb, "tienda_01", 1, LocalDateTime.parse("2026-11-20T10:00"))) {
            lote.agregar(linea("1.10"));
            lote.transformar(1);
            ejecutar("DROP TABLE ventas_raw");

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(lote::cargar)
                    .withMessageContaining("ventas_raw")
                    .satisfies(e -> assertThat(e.getSuppressed()).isEmpty());
        }
    }

    /** As it was seen on a full disk: nothing is left to be rolled back, and that hid why. */
    @Test
    void aCommitThatFailsIsToldAsItFailed() throws Exception {
        try (Connection conexion = duckDb.getConnection()) {
            Connection llena = (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, metodo, argumentos) -> {
                        switch (metodo.getName()) {
                            case "commit" -> throw new SQLException("no space left on device");
                            case "rollback" -> throw new SQLException("cannot rollback - no transaction is active");
                            default -> {
                                try {
                                    return metodo.invoke(conexion, argumentos);
                                } catch (InvocationTargetException e) {
                                    throw e.getCause();
                                }
                            }
                        }
                    });

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(
                            () -> duckDb.escribir(llena, c -> ejecutar(conexion, "ROLLBACK"))) // as DuckDB does itself
                    .withMessage("no space left on device");
        }
        cargar("1.10"); // others go on
    }

    private void cargar(String importe) throws Exception {
        try (Lote lote = new LoteDuckDb(duckDb, "tienda_01", 1, LocalDateTime.parse("2026-11-20T10:00"))) {
            lote.agregar(linea(importe));
            lote.transformar(1);
            lote.cargar();
        }
    }

    private void ejecutar(String sql) throws SQLException {
        try (Connection conexion = duckDb.getConnection()) {
            ejecutar(conexion, sql);
        }
    }

    private static void ejecutar(Connection conexion, String sql) throws SQLException {
        try (Statement orden = conexion.createStatement()) {
            orden.execute(sql);
        }
    }

    private static JsonNode linea(String importe) throws Exception {
        return new ObjectMapper()
                .readTree(
                        """
                        {"numero_factura": "C10-01-00008064", "linea": 1, "fecha": "2026-11-20", "hora": "12:19:56.89",
                         "producto": [{"codigo_producto": "1"}], "cantidad": [{"cantidad_vendida": 1}],
                         "financiero": [{"venta_total_usd": %s}]}"""
                                .formatted(importe));
    }
}
