package ai.fluxion.sample.etl.klk;

/**
 * KLK did not answer to the last byte in time.
 *
 * @since 0.1.0
 */
public final class KlkTimeoutException extends KlkException {

    private static final long serialVersionUID = 1L;

    KlkTimeoutException(String message, Throwable cause) {
        super(message, cause);
    }
}
