package ai.fluxion.sample.etl.klk;

import org.jspecify.annotations.Nullable;

/**
 * KLK did not give what it was asked for. The type says why.
 *
 * @since 0.1.0
 */
public abstract class KlkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KlkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether the same question may get an answer later. */
    public boolean reintentable() {
        return true;
    }
}
