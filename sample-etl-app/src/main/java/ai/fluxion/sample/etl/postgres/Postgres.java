package ai.fluxion.sample.etl.postgres;

import ai.fluxion.sample.etl.consultas.Cronometro;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * PostgreSQL, which all replicas load into. What one execution loads is moved in one transaction, and only while the
 * tracking table still says that it runs: an execution that was taken for dead, and was not, loads nothing. Safe for
 * concurrent use.
 *
 * @since 0.1.0
 */
public final class Postgres {

    private final DataSource dataSource;
    private final Cronometro cronometro;

    Postgres(DataSource dataSource, Cronometro cronometro) {
        this.dataSource = dataSource;
        this.cronometro = cronometro;
    }

    /** A connection; the caller closes it, and drops its temporary tables before. */
    public Connection conexion() throws SQLException {
        return dataSource.getConnection();
    }

    /**
     * Writes what an execution loads: all of it, or nothing.
     *
     * @param conexion one of {@link #conexion}, which may hold temporary tables of the caller
     * @param ejecucion the execution's id
     * @param cerrojo what no two transactions write at once, on whichever replicas
     * @throws TomadaException if the execution has been taken over meanwhile
     */
    public void escribir(Connection conexion, long ejecucion, String cerrojo, Escritura escritura) throws SQLException {
        conexion.setAutoCommit(false);
        try {
            ejecutar(conexion, "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", cerrojo);
            long suya = numero(
                    conexion,
                    "SELECT count(*) FROM (SELECT id FROM etl_ejecuciones WHERE id = ? AND estado = 'en_proceso' FOR UPDATE) AS suya",
                    ejecucion);
            if (suya == 0) {
                throw new TomadaException(ejecucion);
            }
            escritura.en(conexion);
            conexion.commit();
        } catch (SQLException | RuntimeException | Error e) {
            deshacer(conexion, e);
            throw e;
        } finally {
            conexion.setAutoCommit(true);
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

    /** Asks for one number. */
    public long numero(Connection conexion, String sql, Object... parametros) throws SQLException {
        return unaFila(conexion, sql, fila -> fila.getLong(1), parametros);
    }

    private static PreparedStatement preparar(Connection conexion, String sql, Object... parametros)
            throws SQLException {
        PreparedStatement orden = conexion.prepareStatement(sql);
        for (int i = 0; i < parametros.length; i++) {
            orden.setObject(i + 1, parametros[i]);
        }
        return orden;
    }

    private static void deshacer(Connection conexion, Throwable causa) {
        try {
            conexion.rollback();
        } catch (SQLException e) {
            causa.addSuppressed(e);
        }
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
