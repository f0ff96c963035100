package ai.fluxion.sample.etl.observacion;

import ai.fluxion.crons.MonitorRun;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Shows a piece of an ETL to Sentry that is no monitor: a store of a sweep, a recovery. It has events, a transaction
 * {@code ETL: <name>} that is always sampled, and no check-in. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@Component
public class Observador {

    /**
     * Does it.
     *
     * @param nombre the transaction's, after {@code ETL: }
     * @throws RuntimeException what it throws, once it is reported
     */
    public <T> T observar(String nombre, Function<MonitorRun, T> trabajo) {
        try (SentryRun run = new SentryRun(nombre)) {
            try {
                T resultado = trabajo.apply(run);
                run.ok();
                return resultado;
            } catch (RuntimeException | Error e) {
                run.fail(e);
                throw e;
            }
        }
    }
}
