package ai.fluxion.sample.etl.ejecucion;

import ai.fluxion.sample.etl.klk.KlkApiException;
import ai.fluxion.sample.etl.klk.KlkConexionException;
import ai.fluxion.sample.etl.klk.KlkTimeoutException;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Why an execution failed: decided by the exception's type or its causes', never by words in a message.
 *
 * @since 0.1.0
 */
public enum TipoError {
    /** KLK did not answer in time. */
    TIMEOUT,
    /** No connection to KLK. */
    CONEXION,
    /** KLK answered with an error or with nonsense. */
    API_ERROR,
    /** The database. */
    DB_ERROR,
    /** Anything else. */
    UNKNOWN;

    /** The type of a failure: that of the outermost cause that has one. */
    public static TipoError de(Throwable fallo) {
        Set<Throwable> vistos = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable causa = fallo; causa != null && vistos.add(causa); causa = causa.getCause()) {
            TipoError tipo = deUno(causa);
            if (tipo != null) {
                return tipo;
            }
        }
        return UNKNOWN;
    }

    private static @Nullable TipoError deUno(Throwable fallo) {
        if (fallo instanceof FalloAjenoException ajeno) {
            return ajeno.tipo();
        }
        if (fallo instanceof KlkApiException) {
            return API_ERROR;
        }
        if (fallo instanceof KlkTimeoutException
                || fallo instanceof HttpTimeoutException
                || fallo instanceof SocketTimeoutException
                || fallo instanceof TimeoutException) {
            return TIMEOUT;
        }
        if (fallo instanceof KlkConexionException
                || fallo instanceof ConnectException
                || fallo instanceof UnknownHostException) {
            return CONEXION;
        }
        if (fallo instanceof SQLException
                || fallo instanceof DataAccessException
                || fallo instanceof TransactionException) {
            return DB_ERROR;
        }
        return null;
    }

    /** Its word in tables, tags and JSON. */
    @JsonValue
    public String palabra() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return palabra();
    }
}
