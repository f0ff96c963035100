package ai.fluxion.sample.etl.ejecucion;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What became of an execution. Its word in tables, tags and JSON is the constant's name in lower case.
 *
 * @since 0.1.0
 */
public enum Estado {
    /** It runs. */
    EN_PROCESO,
    /** All of it is loaded. */
    EXITOSO,
    /** Nothing of it is loaded. */
    FALLIDO,
    /** It is loaded, but too many lines were rejected. */
    PARCIAL;

    /** The word. */
    @JsonValue
    public String palabra() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The constant of a word.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Estado de(String palabra) {
        for (Estado una : values()) {
            if (una.palabra().equals(palabra)) {
                return una;
            }
        }
        throw new IllegalArgumentException("'" + palabra + "' is none of " + java.util.Arrays.toString(values()));
    }

    @Override
    public String toString() {
        return palabra();
    }
}
