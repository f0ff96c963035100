package ai.fluxion.sample.etl.postgres;

import java.sql.SQLException;

/**
 * An execution has been taken over by another replica, which took this one for dead: nothing of it is loaded here.
 *
 * @since 0.1.0
 */
public final class TomadaException extends SQLException {

    private static final long serialVersionUID = 1L;

    /** @param ejecucion the execution's id */
    public TomadaException(long ejecucion) {
        super("execution " + ejecucion + " has been taken over by another replica");
    }
}
