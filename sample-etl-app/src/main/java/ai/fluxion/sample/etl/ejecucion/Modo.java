package ai.fluxion.sample.etl.ejecucion;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * How an ETL chooses its window. Its word in tables, tags and JSON is the constant's name in lower case.
 *
 * @since 0.1.0
 */
public enum Modo {
    /** A day, or today so far. */
    COMPLETO,
    /** Since the last successful window. */
    INCREMENTAL_30MIN,
    /** A range that somebody asked for. */
    RECUPERACION;

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
    public static Modo de(String palabra) {
        for (Modo una : values()) {
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
