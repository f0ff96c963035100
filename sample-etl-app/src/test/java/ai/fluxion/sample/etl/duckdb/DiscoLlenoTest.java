package ai.fluxion.sample.etl.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.sample.etl.Proceso;
import ai.fluxion.sample.etl.RunGrabado;
import ai.fluxion.sample.etl.Sistema;
import ai.fluxion.sample.etl.ejecucion.Ejecucion;
import ai.fluxion.sample.etl.ejecucion.Ejecuciones;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.Estado;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.tienda.Tiendas;
import ai.fluxion.sample.etl.ventana.Ventana;
import ai.fluxion.sample.etl.ventas.VentasEtl;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real JVM whose files may not grow for a while, as on a disk that is full. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "prlimit is Linux's")
class DiscoLlenoTest {

    private static final LocalDate DIA = LocalDate.of(2026, 11, 10);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path carpeta;

    @Test
    void whenThereIsRoomAgainItLoadsAgainAndWhatItHasRecordedIsWhatItWas() throws Exception {
        try (Proceso proceso = Proceso.de(
                Cargador.class,
                carpeta.resolve("salida.txt"),
                Map.of(),
                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
                carpeta.toString())) {
            proceso.esperar("CARGANDO");
            limitar(proceso, "1048576");
            proceso.esperar("LLENO");
            limitar(proceso, "unlimited");
            assertThat(proceso.fin(Duration.ofMinutes(2))).as(proceso.salida()).isZero();
        }
        try (Sistema sistema = Sistema.en(carpeta)) {
            assertThat(todas(sistema)).isNotEmpty().noneMatch(una -> una.estado() == Estado.EN_PROCESO);
        }
    }

    /** The soft limit, which can be lifted again. */
    private static void limitar(Proceso proceso, String octetos) throws Exception {
        int estado = new ProcessBuilder(
                        "prlimit", "--pid", Long.toString(proceso.pid()), "--fsize=" + octetos + ":unlimited")
                .inheritIO()
                .start()
                .waitFor();
        assertThat(estado).isZero();
    }

    /** Read by what reads them for the page and for the gaps: a row that is not what was written is refused. */
    private static List<Ejecucion> todas(Sistema sistema) {
        return sistema.bean(Ejecuciones.class).buscar(null, null, null, null, Integer.MAX_VALUE);
    }

    /** Loads one day of every store until that has failed many times, and then until it has not. */
    static final class Cargador {

        private static final int FALLOS = 40;

        private Cargador() {}

        public static void main(String[] args) {
            try (Sistema sistema = Sistema.en(Path.of(args[0]), "klk.simulador.lineas-por-dia=200")) {
                System.out.println("CARGANDO");
                for (int fallos = 0; fallos < FALLOS; ) {
                    fallos += cargar(sistema);
                }
                System.out.println("LLENO");
                for (int seguidas = 0; seguidas < 5; ) {
                    seguidas = cargar(sistema) == 0 ? seguidas + 1 : 0;
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
                System.out.println("LEIDAS " + todas(sistema).size());
            }
            System.exit(0);
        }

        /** Gives how many stores failed. */
        private static int cargar(Sistema sistema) {
            int fallos = 0;
            for (Tienda tienda : sistema.bean(Tiendas.class).todas()) {
                try {
                    sistema.bean(VentasEtl.class)
                            .cargar(new Encargo(Trabajo.VENTAS_HISTORICO, tienda, Ventana.dia(DIA)), new RunGrabado());
                } catch (RuntimeException e) {
                    fallos++;
                }
            }
            return fallos;
        }
    }
}
