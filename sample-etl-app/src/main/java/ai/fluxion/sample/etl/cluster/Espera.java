package ai.fluxion.sample.etl.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Waits for what some replica writes into a table. */
final class Espera {

    private static final Duration CADA_CUANTO = Duration.ofMillis(300);

    private static final Logger log = LoggerFactory.getLogger(Espera.class);

    private Espera() {}

    /**
     * Looks for it until it is there, at least once. A database that does not answer, as when it is started again, may
     * do so the next time: what is waited for goes on meanwhile, or is done again.
     *
     * @param limite how long at most
     * @return empty: it was not there in time
     * @throws DataAccessException if the database did not answer in time
     * @throws CancellationException if the thread is interrupted, which it then still is
     */
    static <T> Optional<T> de(Supplier<Optional<T>> mirar, Duration limite) {
        long fin = System.nanoTime() + limite.toNanos();
        while (true) {
            try {
                Optional<T> hay = mirar.get();
                if (hay.isPresent() || System.nanoTime() >= fin) {
                    return hay;
                }
            } catch (DataAccessException e) {
                if (System.nanoTime() >= fin) {
                    throw e;
                }
                log.debug("nothing is known for now", e);
            }
            dormir();
        }
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
