package ai.fluxion.sample.etl.duckdb;

import java.nio.file.Path;

/**
 * The database's file cannot be opened: another process has it, or it is no database, or not one that this DuckDB reads.
 *
 * @since 0.1.0
 */
public final class ArchivoInservibleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedio;

    /** @param remedio what people can do */
    ArchivoInservibleException(Path archivo, String porque, String remedio, Exception cause) {
        super("the DuckDB file " + archivo + " " + porque, cause);
        this.remedio = remedio;
    }

    /** What people can do. */
    public String remedio() {
        return remedio;
    }
}
