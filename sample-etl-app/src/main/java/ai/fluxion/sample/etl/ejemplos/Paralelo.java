package ai.fluxion.sample.etl.ejemplos;

import ai.fluxion.crons.CronMonitors;
import ai.fluxion.crons.MonitorRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** 8. Muchas tiendas a la vez; una que falla no detiene a las demás, y el barrido dice cuáles fueron. */
@Component
@ConditionalOnProperty(name = "etl.ejemplo", havingValue = "paralelo")
class Paralelo implements Ejemplo {

    private static final List<String> TIENDAS = List.of("tienda_01", "tienda_08", "tienda_17");

    private final CronMonitors monitors;

    Paralelo(CronMonitors monitors) {
        this.monitors = monitors;
    }

    @Override
    public void correr() throws Exception {
        monitors.run("ejemplo_barrido", this::barrer);
    }

    private void barrer(MonitorRun barrido) throws InterruptedException {
        ExecutorService hilos = Executors.newFixedThreadPool(TIENDAS.size());
        try {
            List<Future<Void>> cargas =
                    hilos.invokeAll(TIENDAS.stream().map(this::carga).toList());
            List<String> fallidas = new ArrayList<>();
            for (int i = 0; i < cargas.size(); i++) {
                try {
                    cargas.get(i).get();
                } catch (ExecutionException ex) {
                    Throwable causa = Objects.requireNonNullElse(ex.getCause(), ex);
                    fallidas.add(TIENDAS.get(i) + " " + causa.getMessage());
                }
            }
            if (!fallidas.isEmpty()) {
                barrido.fail("%d de %d: %s".formatted(fallidas.size(), TIENDAS.size(), String.join(", ", fallidas)));
            }
        } finally {
            hilos.shutdown();
        }
    }

    private Callable<Void> carga(String tienda) {
        return () -> {
            monitors.run("ejemplo_paralelo", tienda, run -> {
                if (tienda.equals("tienda_08")) {
                    throw new IllegalStateException("timeout");
                }
            });
            return null;
        };
    }
}
