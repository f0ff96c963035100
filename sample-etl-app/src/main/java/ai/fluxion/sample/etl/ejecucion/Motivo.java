package ai.fluxion.sample.etl.ejecucion;

import java.util.regex.Pattern;
import org.springframework.dao.DataAccessException;

/**
 * Why something failed, in a line of the log: of the database what it said, and not the SQL, whose lines would hide it.
 *
 * @since 0.1.0
 */
public final class Motivo {

    private static final Pattern SALTO = Pattern.compile("\\s*\\R\\s*");

    private Motivo() {}

    /** In one line. */
    public static String de(Throwable fallo) {
        Throwable dicho = fallo instanceof DataAccessException datos ? datos.getMostSpecificCause() : fallo;
        return SALTO.matcher(dicho.toString()).replaceAll(" ");
    }
}
