package ai.fluxion.sample.etl.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.sample.etl.Proceso;
import ai.fluxion.sample.etl.RunGrabado;
import ai.fluxion.sample.etl.Sistema;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.tienda.Tiendas;
import ai.fluxion.sample.etl.tracking.Gaps;
import ai.fluxion.sample.etl.ventana.Ventana;
import ai.fluxion.sample.etl.ventas.VentasEtl;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** A real JVM that loads, and is killed. */
class MuerteSubitaTest {

    private static final LocalDate DIA = LocalDate.of(2026, 11, 10);
    private static final String[] PROPIEDADES = {"klk.simulador.lineas-por-dia=1500", "klk.simulador.rarezas=20000"};

    private static final int SIGKILL = 128 + 9;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path carpeta;

    @Test
    void aLoadThatIsKilledLeavesAllOrNothingAndAGapThatLoadsAfterAll() throws Exception {
        matarYRecuperar("LoteDuckDb.cargar");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ejecuciones.iniciar",
                "LoteDuckDb.agregar",
                "LoteDuckDb.transformar",
                "DuckDBConnection.commit",
                "Ejecuciones.terminar"
            })
    @Tag("exhaustive")
    void whereverItIsKilled(String donde) throws Exception {
        matarYRecuperar(donde);
    }

    /** @param donde the method that it is in when SIGKILL comes */
    private void matarYRecuperar(String donde) throws Exception {
        try (Proceso proceso = Proceso.de(
                Cargador.class,
                carpeta.resolve("salida.txt"),
                Map.of(),
                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
                carpeta.toString(),
                donde)) {
            proceso.esperar("CARGANDO");
            assertThat(proceso.fin(Duration.ofMinutes(2))).as(proceso.salida()).isEqualTo(SIGKILL);
            assertThat(proceso.salida()).contains("MUERE EN " + donde);
        }
        try (Sistema sistema = Sistema.en(carpeta, PROPIEDADES)) {
            assertThat(sistema.sql()
                            .sql("SELECT count(*) FROM etl_ejecuciones WHERE estado = 'en_proceso'")
                            .query(Long.class)
                            .single())
                    .isZero();
            long previstas = -1;
            for (Tienda tienda : sistema.bean(Tiendas.class).todas()) {
                long habia = lineas(sistema, tienda);
                cargar(sistema, tienda);
                long hay = lineas(sistema, tienda);
                assertThat(habia).as("all of %s or nothing", tienda.id()).isIn(0L, hay);
                previstas = hay;
            }
            assertThat(previstas).isPositive();
            assertThat(sistema.bean(Gaps.class).abiertos(null, null, Duration.ofDays(30)))
                    .noneMatch(gap -> gap.motivo().equals("fallido"));
        }
    }

    @Test
    @Tag("exhaustive")
    void aSecondProcessIsToldThatTheFileIsInUse() throws Exception {
        try (Proceso proceso = Proceso.de(
                Cargador.class, carpeta.resolve("salida.txt"), Map.of(), List.of(), carpeta.toString(), "nunca")) {
            proceso.esperar("CARGANDO");
            DuckDbProperties propiedades = new DuckDbProperties(
                    carpeta.resolve("klk.duckdb"), DataSize.ofMegabytes(64), 1, Duration.ofSeconds(1));
            assertThatThrownBy(() -> new DuckDb(propiedades))
                    .isInstanceOf(ArchivoException.class)
                    .hasMessageContaining("in use by another process");
        }
    }

    private static long lineas(Sistema sistema, Tienda tienda) {
        return sistema.sql()
                .sql("SELECT count(*) FROM ventas_raw WHERE ubicacion_id = ?")
                .param(tienda.id())
                .query(Long.class)
                .single();
    }

    private static void cargar(Sistema sistema, Tienda tienda) {
        sistema.bean(VentasEtl.class)
                .cargar(new Encargo(Trabajo.VENTAS_HISTORICO, tienda, Ventana.dia(DIA)), new RunGrabado());
    }

    /** Loads one day of every store, again and again, until it is killed in the method that it is told. */
    static final class Cargador {

        private Cargador() {}

        public static void main(String[] args) throws Exception {
            Sistema sistema = Sistema.en(Path.of(args[0]), PROPIEDADES);
            System.out.println("CARGANDO");
            vigilar(Thread.currentThread(), args[1], new Random(args[1].hashCode()).nextInt(4) + 1);
            while (true) {
                sistema.bean(Tiendas.class).todas().forEach(tienda -> cargar(sistema, tienda));
            }
        }

        /** @param vez the how manieth time that it is seen there */
        private static void vigilar(Thread cargador, String donde, int vez) throws IOException {
            // a shell that waits already: nothing is to be started when the moment comes
            Process verdugo = new ProcessBuilder(
                            "sh",
                            "-c",
                            "read x; kill -9 " + ProcessHandle.current().pid())
                    .start();
            Thread vigia = new Thread(() -> {
                int visto = 0;
                while (visto < vez) {
                    if (Stream.of(cargador.getStackTrace()).anyMatch(marco -> es(marco, donde))) {
                        visto++;
                    }
                    LockSupport.parkNanos(200_000);
                }
                System.out.println("MUERE EN " + donde);
                try (OutputStream orden = verdugo.getOutputStream()) {
                    orden.write('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            vigia.setDaemon(true);
            vigia.start();
        }

        private static boolean es(StackTraceElement marco, String donde) {
            return (marco.getClassName() + "." + marco.getMethodName()).endsWith("." + donde);
        }
    }
}
