package ai.fluxion.sample.etl.simulador;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A fault that the simulator is asked to show.
 *
 * @param tipo what goes wrong
 * @param sucursal the one branch (or almacén) that it hits; {@code null}: all
 * @param veces how many requests it hits; 0: all of them until it is taken away
 * @param duracion for a timeout, how long the request hangs
 * @since 0.1.0
 */
public record Falla(
        Tipo tipo, @Nullable String sucursal, @DefaultValue("0") int veces, @DefaultValue("30m") Duration duracion) {

    /** A fault of every request until it is taken away. */
    public static Falla de(Tipo tipo) {
        return new Falla(tipo, null, 0, Duration.ofMinutes(30));
    }

    /** The same fault, of one branch only. */
    public Falla en(String sucursal) {
        return new Falla(tipo, sucursal, veces, duracion);
    }

    /** The same fault, of so many requests. */
    public Falla veces(int veces) {
        return new Falla(tipo, sucursal, veces, duracion);
    }

    /** What can go wrong with KLK. */
    public enum Tipo {
        /** The request hangs. */
        TIMEOUT,
        /** The connection breaks before an answer. */
        CONEXION,
        /** Status 500. */
        HTTP_500,
        /** Status 200 with {@code {"error": ...}}. */
        ERROR_200,
        /** An answer that stops in the middle. */
        JSON_ROTO,
        /** Lines without their arrays. */
        SIN_ARREGLOS,
        /** An answer without its list. */
        SIN_LISTA
    }
}
