package ai.fluxion.sample.etl.ventas;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.sample.etl.Proceso;
import ai.fluxion.sample.etl.RunGrabado;
import ai.fluxion.sample.etl.Sistema;
import ai.fluxion.sample.etl.barrido.Barrido;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.ventana.Ventana;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day of the whole chain in a JVM with 512 MB of heap, the simulated KLK in it as well. */
@Tag("exhaustive")
class MemoriaTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path carpeta;

    @Test
    void aDayOfTwentyStoresIn512Megabytes() throws Exception {
        try (Proceso proceso = Proceso.de(
                DiaEntero.class,
                carpeta.resolve("salida.txt"),
                Map.of(),
                List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC"),
                carpeta.toString())) {
            proceso.esperar("TIENDAS ");
            assertThat(proceso.fin(Duration.ofMinutes(1))).as(proceso.salida()).isZero();
            String resumen = proceso.salida()
                    .lines()
                    .filter(linea -> linea.startsWith("TIENDAS "))
                    .findFirst()
                    .orElseThrow();
            System.out.println(resumen);
            String[] partes = resumen.split(" ");
            assertThat(partes[1]).isEqualTo("20");
            assertThat(Long.parseLong(partes[3])).as("the smallest store").isGreaterThanOrEqualTo(5_000);
            assertThat(Long.parseLong(partes[5])).as("lines of the day").isGreaterThanOrEqualTo(200_000);
        }
    }

    /** Loads it, and says what it took. */
    static final class DiaEntero {

        private DiaEntero() {}

        public static void main(String[] args) {
            List<String> propiedades =
                    new ArrayList<>(List.of("klk.simulador.lineas-por-dia=12000", "logging.level.ai.fluxion=INFO"));
            for (int i = 0; i < 20; i++) {
                propiedades.addAll(List.of(
                        "etl.tiendas[" + i + "].id=tienda_" + i,
                        "etl.tiendas[" + i + "].nombre=TIENDA " + i,
                        "etl.tiendas[" + i + "].sucursal=SUC1" + i,
                        "etl.tiendas[" + i + "].almacen=ALM-" + i));
            }
            Ventana dia = Ventana.dia(LocalDate.of(2026, 11, 14));
            try (Sistema sistema = Sistema.en(Path.of(args[0]), propiedades.toArray(String[]::new))) {
                long inicio = System.nanoTime();
                RunGrabado run = new RunGrabado();
                Resultado total = sistema.bean(Barrido.class)
                        .barrer(run, "memoria", tienda -> sistema.bean(VentasEtl.class)
                                .cargar(new Encargo(Trabajo.VENTAS_HISTORICO, tienda, dia), new RunGrabado()));
                double segundos = (System.nanoTime() - inicio) / 1e9;
                List<Long> porTienda = sistema.sql()
                        .sql("SELECT count(*) FROM ventas_raw GROUP BY ubicacion_id")
                        .query(Long.class)
                        .list();
                System.out.printf(
                        "TIENDAS %d menor: %d lineas: %d en %.1f s, heap %d MB, fallos %s%n",
                        porTienda.size(),
                        porTienda.stream().mapToLong(Long::longValue).min().orElse(0),
                        total.cargados(),
                        segundos,
                        Runtime.getRuntime().maxMemory() >> 20,
                        run.failures);
            }
        }
    }
}
