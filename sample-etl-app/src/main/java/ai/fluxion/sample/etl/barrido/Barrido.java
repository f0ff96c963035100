package ai.fluxion.sample.etl.barrido;

import ai.fluxion.crons.MonitorRun;
import ai.fluxion.sample.etl.ejecucion.EtlProperties;
import ai.fluxion.sample.etl.ejecucion.Motivo;
import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.ejecucion.TipoError;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.tienda.Tiendas;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.system.JavaVersion;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Does the same for every store, several at once, and lets no store stop another. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@Component
public class Barrido {

    private static final Logger log = LoggerFactory.getLogger(Barrido.class);

    private final Tiendas tiendas;
    private final EtlProperties propiedades;

    Barrido(Tiendas tiendas, EtlProperties propiedades) {
        this.tiendas = tiendas;
        this.propiedades = propiedades;
    }

    /**
     * Sweeps over all stores.
     *
     * @param run the sweep's: it {@linkplain MonitorRun#fail(String) fails} if a store does, and says which
     * @param nombre for the log
     * @param carga what to do for a store
     * @return what all stores that succeeded loaded
     */
    public Resultado barrer(MonitorRun run, String nombre, Function<Tienda, Resultado> carga) {
        List<Tienda> todas = tiendas.todas();
        Avance avance = new Avance(run, nombre, todas.size());
        List<Tramo> tramos = enParalelo(todas, tienda -> {
            Tramo tramo = tramo(nombre, tienda, carga);
            avance.contar(tramo);
            return tramo;
        });
        List<Tramo> fallidos = tramos.stream().filter(Tramo::fallido).toList();
        if (!fallidos.isEmpty()) {
            run.tag("error_tipo", fallidos.get(0).error());
            run.fail(resumen(fallidos, todas.size()));
        }
        return tramos.stream().map(Tramo::resultado).reduce(Resultado::mas).orElse(Tramo.NADA);
    }

    private static String resumen(List<Tramo> fallidos, int todas) {
        return fallidos.size() + " de " + todas + ": "
                + fallidos.stream()
                        .map(tramo -> tramo.tienda().id() + " " + tramo.error())
                        .collect(Collectors.joining(", "));
    }

    private List<Tramo> enParalelo(List<Tienda> todas, Function<Tienda, Tramo> trabajo) {
        try (SimpleAsyncTaskExecutor hilos = new SimpleAsyncTaskExecutor("etl-")) {
            hilos.setConcurrencyLimit(propiedades.paralelismo());
            hilos.setVirtualThreads(JavaVersion.getJavaVersion().isEqualOrNewerThan(JavaVersion.TWENTY_ONE));
            List<CompletableFuture<Tramo>> tramos = new ArrayList<>(todas.size());
            for (Tienda tienda : todas) {
                tramos.add(CompletableFuture.supplyAsync(() -> trabajo.apply(tienda), hilos));
            }
            return tramos.stream().map(CompletableFuture::join).toList();
        }
    }

    private static Tramo tramo(String nombre, Tienda tienda, Function<Tienda, Resultado> carga) {
        try {
            return new Tramo(tienda, carga.apply(tienda), null);
        } catch (RuntimeException e) {
            TipoError tipo = TipoError.de(e);
            log.warn("{}, {}: {}: {}", nombre, tienda.id(), tipo, Motivo.de(e));
            return new Tramo(tienda, Tramo.NADA, tipo);
        }
    }

    private static final class Avance {

        private final MonitorRun run;
        private final String nombre;
        private final int todas;
        private final long inicio = System.nanoTime();
        private final AtomicInteger hechas = new AtomicInteger();
        private final AtomicLong lineas = new AtomicLong();

        private Avance(MonitorRun run, String nombre, int todas) {
            this.run = run;
            this.nombre = nombre;
            this.todas = todas;
        }

        private void contar(Tramo tramo) {
            int hecha = hechas.incrementAndGet();
            long total = lineas.addAndGet(tramo.resultado().extraidos());
            run.progress(hecha);
            double segundos = Math.max(1e-3, (System.nanoTime() - inicio) / 1e9);
            log.info(
                    "{}: store {} of {} ({}), {} lines a second",
                    nombre,
                    hecha,
                    todas,
                    tramo.tienda().id(),
                    Math.round(total / segundos));
        }
    }
}
