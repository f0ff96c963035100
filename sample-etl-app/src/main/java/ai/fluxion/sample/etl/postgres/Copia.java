package ai.fluxion.sample.etl.postgres;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Rows on their way into a table by COPY, some thousands at a time: between two lots no statement is open, however long
 * the rows take to come. Not safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class Copia {

    private static final int FILAS = 2_000;

    private final Connection conexion;
    private final String orden;
    private final StringBuilder filas = new StringBuilder();
    private int cuantas;

    /**
     * @param conexion on which the table is seen
     * @param tabla its name, and its columns in brackets in the order of {@link #fila}
     */
    public Copia(Connection conexion, String tabla) {
        this.conexion = conexion;
        this.orden = "COPY " + tabla + " FROM STDIN";
    }

    /** Adds a row: texts, or what {@code toString} writes as PostgreSQL reads it. */
    public void fila(@Nullable Object... valores) throws SQLException {
        for (int i = 0; i < valores.length; i++) {
            if (i > 0) {
                filas.append('\t');
            }
            Object valor = valores[i];
            if (valor == null) {
                filas.append("\\N");
            } else {
                escribir(valor.toString());
            }
        }
        filas.append('\n');
        if (++cuantas == FILAS) {
            enviar();
        }
    }

    private void escribir(String texto) {
        for (int i = 0; i < texto.length(); i++) {
            char c = texto.charAt(i);
            switch (c) {
                case '\\' -> filas.append("\\\\");
                case '\t' -> filas.append("\\t");
                case '\n' -> filas.append("\\n");
                case '\r' -> filas.append("\\r");
                case '\0' -> {} // no text of PostgreSQL's can have it
                default -> filas.append(c);
            }
        }
    }

    /** Sends what has been added since the last time. */
    public void enviar() throws SQLException {
        if (cuantas == 0) {
            return;
        }
        try {
            conexion.unwrap(PGConnection.class).getCopyAPI().copyIn(orden, new StringReader(filas.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        filas.setLength(0);
        cuantas = 0;
    }
}
