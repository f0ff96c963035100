package ai.fluxion.sample.etl.barrido;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.sample.etl.RunGrabado;
import ai.fluxion.sample.etl.ejecucion.EtlProperties;
import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.tienda.Tiendas;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.system.JavaVersion;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.util.ReflectionUtils;

class BarridoTest {

    private static final int A_LA_VEZ = 3;
    private static final Resultado UNA = new Resultado(1, 1, 0, null, null);

    private final Barrido barrido = new Barrido(
            new Tiendas(IntStream.range(0, 4 * A_LA_VEZ)
                    .mapToObj(n -> new Tienda("tienda_" + n, "TIENDA " + n, "SUC" + n, "ALM" + n))
                    .toList()),
            new EtlProperties(ZoneId.of("America/Caracas"), "2.0", A_LA_VEZ, 0, Duration.ofDays(1), Map.of()));

    @Test
    void asManyStoresLoadAtOnceAsAreAllowed() {
        AtomicInteger cargan = new AtomicInteger();
        Queue<Integer> vistas = new ConcurrentLinkedQueue<>();
        CyclicBarrier todas = new CyclicBarrier(A_LA_VEZ);

        barrido.barrer(new RunGrabado(), "prueba", tienda -> {
            vistas.add(cargan.incrementAndGet());
            try {
                todas.await(1, TimeUnit.MINUTES); // goes on when so many are here
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                cargan.decrementAndGet();
            }
            return UNA;
        });

        assertThat(vistas)
                .hasSize(4 * A_LA_VEZ)
                .allMatch(una -> una <= A_LA_VEZ)
                .contains(A_LA_VEZ);
    }

    @Test
    void storesLoadOnVirtualThreadsWhereTheJdkHasThem() {
        Queue<Boolean> virtuales = new ConcurrentLinkedQueue<>();

        barrido.barrer(new RunGrabado(), "prueba", tienda -> {
            virtuales.add(esVirtual(Thread.currentThread()));
            return UNA;
        });

        assertThat(virtuales)
                .hasSize(4 * A_LA_VEZ)
                .containsOnly(JavaVersion.getJavaVersion().isEqualOrNewerThan(JavaVersion.TWENTY_ONE));
    }

    @Test
    void everyStoreIsProgressInTheLogAndForTheHeartbeatsAndWhatFailsIsToo() {
        RunGrabado run = new RunGrabado();
        Logger logger = (Logger) LoggerFactory.getLogger(Barrido.class);
        ListAppender<ILoggingEvent> salida = new ListAppender<>();
        salida.start();
        logger.addAppender(salida);
        Level antes = logger.getLevel();
        logger.setLevel(Level.INFO);

        Resultado total = barrido.barrer(run, "prueba", tienda -> {
            if (tienda.id().equals("tienda_4")) {
                throw new IllegalStateException("rota");
            }
            return UNA;
        });
        logger.setLevel(antes);
        logger.detachAppender(salida);

        assertThat(run.progress)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 4 * A_LA_VEZ).boxed().toList());
        assertThat(salida.list.stream()
                        .map(ILoggingEvent::getFormattedMessage)
                        .filter(linea -> linea.contains("prueba: store ")))
                .hasSize(4 * A_LA_VEZ)
                .allMatch(linea -> linea.matches("prueba: store \\d+ of 12 \\(tienda_\\d+\\), \\d+ lines a second"))
                .anyMatch(linea -> linea.contains("store 12 of 12"));
        assertThat(run.failures).containsExactly("1 de 12: tienda_4 unknown");
        assertThat(total.cargados()).isEqualTo(11);
    }

    @Test
    void whyAStoreFailedStandsInOneLineOfTheLogWithoutTheSql() {
        Logger logger = (Logger) LoggerFactory.getLogger(Barrido.class);
        ListAppender<ILoggingEvent> salida = new ListAppender<>();
        salida.start();
        logger.addAppender(salida);

        barrido.barrer(new RunGrabado(), "prueba", tienda -> {
            throw new UncategorizedSQLException(
                    "PreparedStatementCallback",
                    "INSERT INTO etl_ejecuciones\n  VALUES (?)",
                    new SQLException("IO Error: Could not write:\nNo space left on device"));
        });
        logger.detachAppender(salida);

        assertThat(salida.list.stream()
                        .filter(una -> una.getLevel() == Level.WARN)
                        .map(ILoggingEvent::getFormattedMessage))
                .contains("prueba, tienda_4: db_error: java.sql.SQLException: IO Error: Could not write:"
                        + " No space left on device");
    }

    private static boolean esVirtual(Thread hilo) {
        return Optional.ofNullable(ReflectionUtils.findMethod(Thread.class, "isVirtual"))
                .map(metodo -> Boolean.TRUE.equals(ReflectionUtils.invokeMethod(metodo, hilo)))
                .orElse(false);
    }
}
