package ai.fluxion.sample.etl.klk;

/**
 * No connection to KLK came about, or it broke.
 *
 * @since 0.1.0
 */
public final class KlkConexionException extends KlkException {

    private static final long serialVersionUID = 1L;

    KlkConexionException(String message, Throwable cause) {
        super(message, cause);
    }
}
