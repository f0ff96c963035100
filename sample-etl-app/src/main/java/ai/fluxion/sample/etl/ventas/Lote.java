package ai.fluxion.sample.etl.ventas;

import ai.fluxion.sample.etl.ejecucion.Resultado;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;

/**
 * One window of one store on its way into the tables. Lines are collected where nobody else sees them, so that nobody
 * waits while KLK takes its minutes; then one transaction moves them. Not safe for concurrent use.
 */
interface Lote extends AutoCloseable {

    /** Takes a line in, or puts it with those that are rejected. */
    void agregar(JsonNode cruda) throws SQLException;

    /**
     * Leaves one of lines with the same key, the last: KLK repeats itself, and so does a second try.
     *
     * @param extraidos how many lines KLK gave
     */
    Resultado transformar(long extraidos) throws SQLException;

    /**
     * Moves the lines into the tables: all of them, or none. A line that was rejected once and is good now, or rejected
     * again, leaves its rejection.
     */
    void cargar() throws SQLException;

    @Override
    void close() throws SQLException;
}
