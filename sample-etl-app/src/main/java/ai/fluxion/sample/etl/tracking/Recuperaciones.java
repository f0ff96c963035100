package ai.fluxion.sample.etl.tracking;

import ai.fluxion.sample.etl.ejecucion.Encargo;
import org.springframework.core.task.TaskRejectedException;

/**
 * Where recoveries run, and which do: the same one twice at once runs once. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public interface Recuperaciones {

    /**
     * Begins one in the background, unless it runs already.
     *
     * @throws TaskRejectedException if too many wait already
     */
    Solicitud solicitar(Encargo encargo);

    /** Makes failures of those that are recorded as running, and that nobody runs: they would hide their gaps. */
    void abandonar();

    /** Does one and waits for it; whether it was this wish that loaded it. */
    boolean recuperar(Encargo encargo);

    /**
     * What became of a wish.
     *
     * @param id of the execution that loads it
     * @param nueva whether it began because of the wish
     */
    record Solicitud(long id, boolean nueva) {}
}
