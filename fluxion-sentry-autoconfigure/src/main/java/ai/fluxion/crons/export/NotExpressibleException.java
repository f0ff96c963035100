package ai.fluxion.crons.export;

/**
 * A schedule that the other side cannot express exactly. Nothing near it is written instead.
 *
 * @since 0.1.0
 */
public class NotExpressibleException extends RuntimeException {

    NotExpressibleException(String message) {
        super(message);
    }
}
