package ai.fluxion.sample.etl.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.sample.etl.Proceso;
import ai.fluxion.sample.etl.RunGrabado;
import ai.fluxion.sample.etl.Sistema;
import ai.fluxion.sample.etl.ejecucion.Ejecucion;
import ai.fluxion.sample.etl.ejecucion.Ejecuciones;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.Estado;
import ai.fluxion.sample.etl.ejecucion.EtlTipo;
import ai.fluxion.sample.etl.ejecucion.Modo;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.simulador.Falla;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.tienda.Tiendas;
import ai.fluxion.sample.etl.ventana.Ventana;
import ai.fluxion.sample.etl.ventas.VentasEtl;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recoveries that have hours in common with one another and with what runs, and one whose process is killed. */
class RecuperacionesSolapadasTest {

    private static final LocalDate DIA =
            LocalDate.now(ZoneId.of("America/Caracas")).minusDays(3);
    private static final String[] PROPIEDADES = {"klk.simulador.lineas-por-dia=3000", "klk.simulador.rarezas=200"};

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path carpeta;

    @Test
    void whatLoadsTheSameHoursAtOnceLeavesEachLineOnce() throws Exception {
        List<String> verdad;
        try (Sistema sola = Sistema.en(carpeta.resolve("sola"), PROPIEDADES)) {
            cargar(sola, Ventana.dia(DIA));
            verdad = lineas(sola);
        }
        try (Sistema sistema = Sistema.en(carpeta.resolve("juntas"), PROPIEDADES)) {
            Tienda tienda = tienda(sistema);
            ExecutorService hilos = Executors.newFixedThreadPool(6);
            try {
                for (int ronda = 0; ronda < 4; ronda++) {
                    List<Callable<Void>> todas = new ArrayList<>();
                    for (int i = 0; i < 3; i++) {
                        todas.add(() -> {
                            cargar(sistema, Ventana.dia(DIA));
                            return null;
                        });
                    }
                    for (int hora : new int[] {0, 5, 9}) {
                        todas.add(() -> {
                            sistema.bean(Recuperacion.class)
                                    .solicitar(
                                            EtlTipo.VENTAS,
                                            tienda,
                                            new Ventana(DIA.atTime(hora, 0), DIA.atTime(hora + 12, 30)));
                            return null;
                        });
                    }
                    for (Future<Void> una : hilos.invokeAll(todas)) {
                        una.get();
                    }
                    await().atMost(Duration.ofMinutes(1)).until(() -> sistema.bean(Ejecuciones.class)
                            .buscar(null, null, null, Estado.EN_PROCESO, 100)
                            .isEmpty());
                }
            } finally {
                hilos.shutdownNow();
            }

            assertThat(lineas(sistema)).isNotEmpty().isEqualTo(verdad);
            assertThat(sistema.bean(Ejecuciones.class).buscar(null, null, null, null, 100))
                    .hasSize(4 * 6)
                    .extracting(Ejecucion::estado)
                    .doesNotContain(Estado.FALLIDO);
        }
    }

    @Test
    void aRecoveryWhoseProcessIsKilledIsAGapAgainAndLoadsAfterAll() throws Exception {
        try (Proceso proceso = Proceso.de(
                Recuperador.class,
                carpeta.resolve("salida.txt"),
                Map.of(),
                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
                carpeta.toString(),
                DIA.toString())) {
            proceso.esperar("MUERE");
            assertThat(proceso.fin(Duration.ofMinutes(1))).as(proceso.salida()).isEqualTo(9);
        }
        try (Sistema sistema = Sistema.en(carpeta, PROPIEDADES)) {
            Ejecuciones ejecuciones = sistema.bean(Ejecuciones.class);
            assertThat(ejecuciones.buscar(null, null, Modo.RECUPERACION, Estado.EN_PROCESO, 10))
                    .isEmpty();
            assertThat(ejecuciones.buscar(null, null, Modo.RECUPERACION, Estado.FALLIDO, 10))
                    .hasSize(3);
            assertThat(fallidos(sistema))
                    .extracting(Gap::ventana)
                    .containsExactly(new Ventana(DIA.atTime(0, 0), DIA.atTime(21, 30)));
            assertThat(lineas(sistema)).isEmpty();

            RunGrabado run = new RunGrabado();
            sistema.bean(Recuperacion.class).recuperarVentas(run, 5, Duration.ofDays(20));

            assertThat(fallidos(sistema)).isEmpty();
            List<String> recuperadas = lineas(sistema);
            assertThat(recuperadas).isNotEmpty().doesNotHaveDuplicates();
        }
    }

    private static List<Gap> fallidos(Sistema sistema) {
        return sistema.bean(Gaps.class).abiertos(EtlTipo.VENTAS, null, Duration.ofDays(20)).stream()
                .filter(gap -> gap.motivo().equals("fallido"))
                .toList();
    }

    private static void cargar(Sistema sistema, Ventana ventana) {
        sistema.bean(VentasEtl.class)
                .cargar(new Encargo(Trabajo.VENTAS_INCREMENTAL, tienda(sistema), ventana), new RunGrabado());
    }

    private static Tienda tienda(Sistema sistema) {
        return sistema.bean(Tiendas.class).buscar("tienda_01").orElseThrow();
    }

    private static List<String> lineas(Sistema sistema) {
        return sistema.sql()
                .sql("SELECT numero_factura || ' ' || linea || ' ' || venta_total_usd FROM ventas_raw"
                        + " UNION ALL SELECT 'rechazada ' || huella FROM ventas_rechazadas ORDER BY ALL")
                .query(String.class)
                .list();
    }

    /** Asks for three recoveries that overlap, and dies with all of them under way. */
    static final class Recuperador {

        private Recuperador() {}

        public static void main(String[] args) {
            Sistema sistema = Sistema.en(Path.of(args[0]), PROPIEDADES);
            sistema.klk().fallas().encender(Falla.de(Falla.Tipo.TIMEOUT));
            for (int hora : new int[] {0, 5, 9}) {
                LocalDateTime desde = LocalDate.parse(args[1]).atTime(hora, 0);
                sistema.bean(Recuperacion.class)
                        .solicitar(
                                EtlTipo.VENTAS,
                                tienda(sistema),
                                new Ventana(desde, desde.plusHours(12).plusMinutes(30)));
            }
            while (sistema.bean(Ejecuciones.class)
                            .buscar(null, null, Modo.RECUPERACION, Estado.EN_PROCESO, 10)
                            .size()
                    < 3) {
                LockSupport.parkNanos(1_000_000);
            }
            System.out.println("MUERE");
            Runtime.getRuntime().halt(9);
        }
    }
}
