package ai.fluxion.sample.etl.ventas;

import ai.fluxion.sample.etl.duckdb.DuckDb;
import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.klk.Campos;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** A window in temporary tables of a DuckDB connection of its own. */
final class LoteDuckDb implements Lote {

    private final DuckDb duckDb;
    private final String tienda;
    private final long ejecucion;
    private final LocalDateTime ahora;
    private final DuckDBConnection conexion;
    private final DuckDBAppender lineas;
    private final DuckDBAppender rechazos;
    private long recibidas;
    private long rechazadas;

    /**
     * @param tienda the store's id
     * @param ejecucion the execution's
     * @param ahora UTC
     */
    LoteDuckDb(DuckDb duckDb, String tienda, long ejecucion, LocalDateTime ahora) throws SQLException {
        this.duckDb = duckDb;
        this.tienda = tienda;
        this.ejecucion = ejecucion;
        this.ahora = ahora.truncatedTo(ChronoUnit.MICROS);
        this.conexion = duckDb.getConnection();
        try {
            sql("CREATE TEMP TABLE lote AS FROM ventas_raw LIMIT 0");
            sql("CREATE TEMP TABLE lote_rechazado AS FROM ventas_rechazadas LIMIT 0");
            this.lineas = conexion.createAppender("temp", "main", "lote");
            this.rechazos = conexion.createAppender("temp", "main", "lote_rechazado");
        } catch (SQLException e) {
            conexion.close();
            throw e;
        }
    }

    @Override
    public void agregar(JsonNode cruda) throws SQLException {
        recibidas++;
        try {
            agregar(LineaVenta.leer(cruda));
        } catch (LineaRechazada e) {
            rechazar(cruda, e.motivo());
        }
    }

    private void agregar(LineaVenta linea) throws SQLException {
        lineas.beginRow();
        lineas.append(tienda);
        lineas.append(linea.numeroFactura());
        lineas.append(linea.linea());
        lineas.append(linea.fecha());
        LocalTime hora = linea.hora().truncatedTo(ChronoUnit.MICROS);
        lineas.append(hora);
        lineas.append(linea.fecha().atTime(hora));
        for (Columna columna : Columna.TODAS) {
            agregar(columna.tipo(), linea.campo(columna));
        }
        lineas.append(ejecucion);
        lineas.append(ahora);
        lineas.endRow();
    }

    private void agregar(Columna.Tipo tipo, JsonNode campo) throws SQLException {
        switch (tipo) {
            case TEXTO -> texto(lineas, Campos.texto(campo));
            case DECIMAL -> {
                BigDecimal decimal = Campos.decimal(campo);
                if (decimal == null) {
                    lineas.appendNull();
                } else {
                    lineas.appendDecimal(decimal.unscaledValue().longValue()); // as DuckDB keeps a DECIMAL(18, 6)
                }
            }
            case LOGICO -> {
                Boolean logico = Campos.logico(campo);
                if (logico == null) {
                    lineas.appendNull();
                } else {
                    lineas.append(logico.booleanValue());
                }
            }
        }
    }

    private static void texto(DuckDBAppender appender, @Nullable String texto) throws SQLException {
        if (texto == null) {
            appender.appendNull();
        } else {
            appender.append(texto);
        }
    }

    private void rechazar(JsonNode cruda, String motivo) throws SQLException {
        rechazadas++;
        String contenido = cruda.toString();
        rechazos.beginRow();
        rechazos.append(tienda);
        rechazos.append(Huella.de(contenido));
        texto(rechazos, Campos.texto(cruda.path("numero_factura")));
        Integer linea = LineaVenta.numeroDeLinea(cruda);
        if (linea == null) {
            rechazos.appendNull();
        } else {
            rechazos.append(linea.intValue());
        }
        rechazos.append(motivo);
        rechazos.append(contenido);
        rechazos.append(ejecucion);
        rechazos.append(ahora);
        rechazos.endRow();
    }

    @Override
    public Resultado transformar(long extraidos) throws SQLException {
        lineas.close();
        rechazos.close();
        if (rechazadas > 0) {
            sql("DELETE FROM lote_rechazado"
                    + " WHERE rowid NOT IN (SELECT max(rowid) FROM lote_rechazado GROUP BY huella)");
        }
        // Lines that are alike count each, but for those that a try which failed had told already.
        long rechazados = recibidas == extraidos ? rechazadas : cuenta("SELECT count(*) FROM lote_rechazado");
        Suma suma = suma();
        if (suma.repetidas() > 0) {
            sql("DELETE FROM lote WHERE rowid NOT IN (SELECT max(rowid) FROM lote GROUP BY numero_factura, linea)");
            suma = suma();
        }
        return new Resultado(extraidos, suma.lineas(), rechazados, suma.facturas(), suma.ventaUsd());
    }

    private Suma suma() throws SQLException {
        return duckDb.unaFila(
                conexion,
                """
                SELECT coalesce(sum(lineas), 0), coalesce(sum(lineas - distintas), 0), count(*), coalesce(sum(venta), 0)
                FROM (SELECT count(*) AS lineas, count(DISTINCT linea) AS distintas, sum(venta_total_usd) AS venta
                      FROM lote GROUP BY numero_factura)""",
                fila -> new Suma(fila.getLong(1), fila.getLong(2), fila.getLong(3), fila.getBigDecimal(4)));
    }

    @Override
    public void cargar() throws SQLException {
        try {
            cargar("INSERT INTO ventas_raw FROM lote");
        } catch (SQLException e) {
            // Most windows are new, and a plain INSERT takes half the time; it ends at the first line that is there.
            if (!yaEstaba(e)) {
                throw e; // a full disk, say: once more would make it worse
            }
            reemplazar(e);
        }
    }

    private static boolean yaEstaba(SQLException e) {
        return String.valueOf(e.getMessage()).startsWith("Constraint Error"); // DuckDB has no code for it
    }

    private void reemplazar(SQLException antes) throws SQLException {
        try {
            cargar("INSERT OR REPLACE INTO ventas_raw FROM lote");
        } catch (SQLException e) {
            e.addSuppressed(antes);
            throw e;
        }
    }

    private void cargar(String insercion) throws SQLException {
        duckDb.escribir(conexion, c -> {
            sql(insercion);
            if (rechazadas > 0 || cuenta("SELECT count(*) FROM ventas_rechazadas WHERE ubicacion_id = ?", tienda) > 0) {
                sql(
                        """
                        DELETE FROM ventas_rechazadas WHERE ubicacion_id = ? AND (
                            huella IN (SELECT huella FROM lote_rechazado)
                            OR (numero_factura, linea) IN (SELECT (numero_factura, linea) FROM lote)
                            OR (numero_factura, linea) IN (SELECT (numero_factura, linea) FROM lote_rechazado))""",
                        tienda);
                sql("INSERT INTO ventas_rechazadas FROM lote_rechazado");
            }
        });
    }

    private long cuenta(String sql, Object... parametros) throws SQLException {
        return duckDb.unaFila(conexion, sql, fila -> fila.getLong(1), parametros);
    }

    private void sql(String sql, Object... parametros) throws SQLException {
        duckDb.ejecutar(conexion, sql, parametros);
    }

    private record Suma(long lineas, long repetidas, long facturas, BigDecimal ventaUsd) {}

    @Override
    public void close() throws SQLException {
        conexion.close(); // and with it the appenders and the temporary tables
    }
}
