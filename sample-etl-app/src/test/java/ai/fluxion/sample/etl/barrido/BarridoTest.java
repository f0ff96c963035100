package ai.fluxion.sample.etl.barrido;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.sample.etl.RunGrabado;
import ai.fluxion.sample.etl.ejecucion.EtlProperties;
import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.tienda.Tiendas;
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
import org.junit.jupiter.api.Test;
import org.springframework.boot.system.JavaVersion;
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

    private static boolean esVirtual(Thread hilo) {
        return Optional.ofNullable(ReflectionUtils.findMethod(Thread.class, "isVirtual"))
                .map(metodo -> Boolean.TRUE.equals(ReflectionUtils.invokeMethod(metodo, hilo)))
                .orElse(false);
    }
}
