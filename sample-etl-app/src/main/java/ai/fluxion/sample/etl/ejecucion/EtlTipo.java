package ai.fluxion.sample.etl.ejecucion;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What an ETL loads. Its word in tables, tags and JSON is the constant's name in lower case.
 *
 * @since 0.1.0
 */
public enum EtlTipo {
    /** Invoice lines. */
    VENTAS,
    /** Articles and stock. */
    INVENTARIO;

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
    public static EtlTipo de(String palabra) {
        for (EtlTipo una : values()) {
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
