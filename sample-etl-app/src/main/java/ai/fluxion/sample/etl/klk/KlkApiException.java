package ai.fluxion.sample.etl.klk;

import org.jspecify.annotations.Nullable;

/**
 * KLK answered, but with an error or with something that is no answer.
 *
 * @since 0.1.0
 */
public final class KlkApiException extends KlkException {

    private static final long serialVersionUID = 1L;

    private final int estado;

    /** @param estado the HTTP status */
    public KlkApiException(String message, int estado, @Nullable Throwable cause) {
        super(message, cause);
        this.estado = estado;
    }

    /** The HTTP status; 200 where the error was in the body. */
    public int estado() {
        return estado;
    }

    /** Not a question that KLK refuses as wrong: it stays wrong. */
    @Override
    public boolean reintentable() {
        return estado < 400 || estado >= 500 || estado == 408 || estado == 429;
    }
}
