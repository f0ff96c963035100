package ai.fluxion.sample.etl.duckdb;

import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Another process has the database's file open: DuckDB allows one at a time.
 *
 * @since 0.1.0
 */
public final class ArchivoOcupadoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ArchivoOcupadoException(Path archivo, SQLException cause) {
        super("the DuckDB file " + archivo.toAbsolutePath() + " is in use by another process", cause);
    }
}
