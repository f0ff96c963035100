package ai.fluxion.sample.etl.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** Waits for what some replica writes into a table. */
final class Espera {

    private static final Duration CADA_CUANTO = Duration.ofMillis(300);

    private Espera() {}

    /**
     * Looks for it until it is there, at least once.
     *
     * @param limite how long at most
     * @return empty: it was not there in time
     * @throws CancellationException if the thread is interrupted, which it then still is
     */
    static <T> Optional<T> de(Supplier<Optional<T>> mirar, Duration limite) {
        long fin = System.nanoTime() + limite.toNanos();
        Optional<T> hay = mirar.get();
        while (hay.isEmpty() && System.nanoTime() < fin) {
            dormir();
            hay = mirar.get();
        }
        return hay;
    }

    private static void dormir() {
        try {
            Thread.sleep(CADA_CUANTO.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a replica loads");
        }
    }
}
