package ai.fluxion.sample.etl.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.fluxion.sample.etl.RunGrabado;
import ai.fluxion.sample.etl.Sistema;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.tienda.Tiendas;
import ai.fluxion.sample.etl.tracking.Gaps;
import ai.fluxion.sample.etl.ventana.Ventana;
import ai.fluxion.sample.etl.ventas.VentasEtl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** A real JVM that loads, and is killed. */
class MuerteSubitaTest {

    private static final LocalDate DIA = LocalDate.of(2026, 11, 10);
    private static final String[] PROPIEDADES = {"klk.simulador.lineas-por-dia=1500", "klk.simulador.rarezas=20000"};

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path carpeta;

    @Test
    void aLoadThatIsKilledLeavesAllOrNothingAndAGapThatLoadsAfterAll() throws Exception {
        matarYRecuperar(1);
    }

    private void matarYRecuperar(int semilla) throws Exception {
        Path base = Files.createDirectories(carpeta.resolve("muerte-" + semilla));
        Path marca = base.resolve("marca");
        Process proceso = otroProceso(base, marca);
        try {
            await().atMost(Duration.ofSeconds(180)).until(() -> Files.exists(marca) || !proceso.isAlive());
            assertThat(proceso.isAlive()).as("it loads until it is killed").isTrue();
            assertTheFileIsInUse(base);
            Thread.sleep(new Random(semilla).nextInt(1500)); // the moment is the test's input
        } finally {
            proceso.destroyForcibly().waitFor();
        }
        try (Sistema sistema = Sistema.en(base, PROPIEDADES)) {
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

    private static void assertTheFileIsInUse(Path base) {
        DuckDbProperties propiedades =
                new DuckDbProperties(base.resolve("klk.duckdb"), DataSize.ofMegabytes(64), 1, Duration.ofSeconds(1));
        assertThatThrownBy(() -> new DuckDb(propiedades))
                .isInstanceOf(ArchivoOcupadoException.class)
                .hasMessageContaining("in use by another process");
    }

    private static Process otroProceso(Path base, Path marca) throws Exception {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Cargador.class.getName(),
                        base.toString(),
                        marca.toString()))
                .redirectErrorStream(true)
                .redirectOutput(base.resolve("salida.txt").toFile())
                .start();
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

    /** Loads one day of every store, again and again. */
    static final class Cargador {

        private Cargador() {}

        public static void main(String[] args) throws Exception {
            Sistema sistema = Sistema.en(Path.of(args[0]), PROPIEDADES);
            Files.createFile(Path.of(args[1]));
            while (true) {
                sistema.bean(Tiendas.class).todas().forEach(tienda -> cargar(sistema, tienda));
            }
        }
    }
}
