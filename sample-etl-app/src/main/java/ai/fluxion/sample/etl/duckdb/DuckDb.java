package ai.fluxion.sample.etl.duckdb;

import ai.fluxion.sample.etl.consultas.Cronometro;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBConnection;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The database: one file, held by this process. Readers have connections of their own and never wait; what writes
 * tables of several stores goes through {@link #escribir}, one at a time, because DuckDB answers two that meet in a row
 * with a failed transaction. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class DuckDb extends AbstractDataSource implements AutoCloseable {

    private final DuckDBConnection raiz;
    private final ReentrantLock escritura = new ReentrantLock(true);
    private final Cronometro cronometro;

    /**
     * Opens the file, and makes it with its folders if it is not there.
     *
     * @throws ArchivoException if it cannot be opened: another process has it, say, or it is no DuckDB file
     */
    public DuckDb(DuckDbProperties propiedades) {
        Path archivo = propiedades.archivo().toAbsolutePath();
        this.cronometro = new Cronometro("duckdb", propiedades.consultaLenta());
        Properties ajustes = new Properties();
        ajustes.setProperty("memory_limit", propiedades.memoria().toBytes() + "B");
        ajustes.setProperty("threads", Integer.toString(propiedades.hilos()));
        ajustes.setProperty("preserve_insertion_order", "false");
        try {
            Files.createDirectories(archivo.getParent());
            this.raiz = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + archivo, ajustes);
        } catch (IOException e) {
            throw new ArchivoException(
                    "the folder of the DuckDB file " + archivo + " cannot be made: " + e,
                    "Set etl.duckdb.archivo to a file whose folder this user may write.",
                    e);
        } catch (SQLException e) {
            throw sinAbrir(archivo, e);
        }
    }

    private static ArchivoException sinAbrir(Path archivo, SQLException causa) {
        // DuckDB has no code for it
        if (String.valueOf(causa.getMessage()).contains("Could not set lock on file")) {
            return new ArchivoException(
                    "the DuckDB file " + archivo + " is in use by another process",
                    "Stop the other process (another instance of this application, or a DuckDB shell), or set"
                            + " etl.duckdb.archivo to another file. DuckDB lets one process write a file.",
                    causa);
        }
        return new ArchivoException(
                "the DuckDB file " + archivo + " cannot be opened",
                "Set etl.duckdb.archivo to another file, or move this one away: the application makes a new one, and"
                        + " loads again what is asked for.",
                causa);
    }

    @Override
    public DuckDBConnection getConnection() throws SQLException {
        return (DuckDBConnection) raiz.duplicate();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    /**
     * Writes in one transaction: all of it or nothing. Waits for other writers of this process.
     *
     * @param conexion one of {@link #getConnection}, which may hold temporary tables of the caller; of no use any more
     *     after a commit that failed
     */
    public void escribir(Connection conexion, Escritura escritura) throws SQLException {
        this.escritura.lock();
        try {
            conexion.setAutoCommit(false);
            try {
                escritura.en(conexion);
                conexion.commit();
            } catch (SQLException | RuntimeException | Error e) {
                deshacer(conexion, e);
                throw e;
            }
            conexion.setAutoCommit(true);
        } finally {
            this.escritura.unlock();
        }
    }

    /** Runs a statement, which is seen in Sentry if it is slow. */
    public void ejecutar(Connection conexion, String sql, Object... parametros) throws SQLException {
        cronometro.<Boolean, SQLException>medir(sql, () -> {
            if (parametros.length == 0) {
                try (Statement orden = conexion.createStatement()) {
                    return orden.execute(sql);
                }
            }
            try (PreparedStatement orden = preparar(conexion, sql, parametros)) {
                return orden.execute();
            }
        });
    }

    /**
     * Asks for one row, and is seen in Sentry if that is slow.
     *
     * @param lector reads the row
     */
    public <T> T unaFila(Connection conexion, String sql, Lector<T> lector, Object... parametros) throws SQLException {
        return cronometro.<T, SQLException>medir(sql, () -> {
            try (PreparedStatement consulta = preparar(conexion, sql, parametros);
                    ResultSet fila = consulta.executeQuery()) {
                fila.next();
                return lector.leer(fila);
            }
        });
    }

    private static PreparedStatement preparar(Connection conexion, String sql, Object... parametros)
            throws SQLException {
        PreparedStatement orden = conexion.prepareStatement(sql);
        for (int i = 0; i < parametros.length; i++) {
            orden.setObject(i + 1, parametros[i]);
        }
        return orden;
    }

    /** Where DuckDB could not commit, there is nothing to roll back, and it says so: that is not what went wrong. */
    private static void deshacer(Connection conexion, Throwable causa) {
        try {
            conexion.rollback();
            conexion.setAutoCommit(true);
        } catch (SQLException e) {
            causa.addSuppressed(e);
        }
    }

    @Override
    public void close() throws SQLException {
        raiz.close();
    }

    /**
     * Reads a row.
     *
     * @param <T> what it makes of it
     */
    @FunctionalInterface
    public interface Lector<T> {

        /** Reads it. */
        T leer(ResultSet fila) throws SQLException;
    }

    /** What a transaction writes. */
    @FunctionalInterface
    public interface Escritura {

        /** Writes it. */
        void en(Connection conexion) throws SQLException;
    }
}
