package ai.fluxion.sample.etl.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import ai.fluxion.sample.etl.Sistema;
import ai.fluxion.sample.etl.ejecucion.Ejecuciones;
import ai.fluxion.sample.etl.ejecucion.TipoError;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.postgres.TomadaException;
import ai.fluxion.sample.etl.tienda.Tiendas;
import ai.fluxion.sample.etl.trabajo.CargaAqui;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

class TrabajoTiendaTest {

    @SuppressWarnings("NullAway.Init")
    private static Sistema sistema;

    @BeforeAll
    static void start(@TempDir Path carpeta) {
        sistema = Sistema.en(carpeta, List.of());
        DatabasePopulatorUtils.execute(
                new ResourceDatabasePopulator(new ClassPathResource("cluster/esquema.sql")),
                sistema.bean(DataSource.class));
    }

    @AfterAll
    static void stop() {
        sistema.close();
    }

    @Test
    void aStoreThatFailsIsToldToWhoWaitsForIt() throws JobExecutionException {
        Tarea tarea = tarea("2026-01-08T10:00");

        ejecutar(tarea, new SQLException("disk full"));

        assertThat(tramos().buscar(tarea)).hasValueSatisfying(hecho -> {
            assertThat(hecho.error()).isEqualTo(TipoError.DB_ERROR);
            assertThat(hecho.mensaje()).contains("disk full");
        });
    }

    @Test
    void aReplicaThatWasTakenForDeadLeavesTheWordToTheOneThatTookOver() throws JobExecutionException {
        Tarea tarea = tarea("2026-01-08T10:20");

        ejecutar(tarea, new TomadaException(13));

        assertThat(tramos().buscar(tarea)).isEmpty();
    }

    private static void ejecutar(Tarea tarea, SQLException fallo) throws JobExecutionException {
        CargaAqui carga = mock();
        when(carga.cargar(any(), any(), any())).thenThrow(new UncategorizedSQLException("load", null, fallo));
        JobExecutionContext contexto = mock();
        when(contexto.getMergedJobDataMap()).thenReturn(tarea.datos());
        new TrabajoTienda(carga, sistema.bean(Ejecuciones.class), sistema.bean(Tiendas.class), tramos())
                .execute(contexto);
    }

    private static Tramos tramos() {
        return new Tramos(sistema.sql(), Clock.systemUTC());
    }

    private static Tarea tarea(String slot) {
        return new Tarea(
                Trabajo.VENTAS_INCREMENTAL,
                "tienda_01",
                LocalDateTime.parse(slot),
                Instant.parse("2026-01-08T14:00:00Z"));
    }
}
