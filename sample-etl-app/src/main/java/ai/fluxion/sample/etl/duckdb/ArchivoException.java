package ai.fluxion.sample.etl.duckdb;

/**
 * The database's file cannot be opened, and somebody has to do something about it.
 *
 * @since 0.1.0
 */
public final class ArchivoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String consejo;

    ArchivoException(String message, String consejo, Throwable cause) {
        super(message, cause);
        this.consejo = consejo;
    }

    /** What to do. */
    public String consejo() {
        return consejo;
    }
}
