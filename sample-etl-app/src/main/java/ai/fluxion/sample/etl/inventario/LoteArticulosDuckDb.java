package ai.fluxion.sample.etl.inventario;

import ai.fluxion.sample.etl.duckdb.DuckDb;
import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.klk.Campos;
import ai.fluxion.sample.etl.tienda.Tienda;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Articles in a temporary table of a DuckDB connection of its own. */
final class LoteArticulosDuckDb implements LoteArticulos {

    private final DuckDb duckDb;
    private final Tienda tienda;
    private final LocalDateTime ahora;
    private final DuckDBConnection conexion;
    private final DuckDBAppender articulos;
    private final SinCodigo sinCodigo = new SinCodigo();

    /** @param ahora UTC */
    LoteArticulosDuckDb(DuckDb duckDb, Tienda tienda, LocalDateTime ahora) throws SQLException {
        this.duckDb = duckDb;
        this.tienda = tienda;
        this.ahora = ahora.truncatedTo(ChronoUnit.MICROS);
        this.conexion = duckDb.getConnection();
        try {
            sql("CREATE TEMP TABLE lote AS SELECT * EXCLUDE (actualizado_en), CAST(NULL AS DECIMAL(18, 6)) AS stock"
                    + " FROM productos LIMIT 0");
            this.articulos = conexion.createAppender("temp", "main", "lote");
        } catch (SQLException e) {
            conexion.close();
            throw e;
        }
    }

    @Override
    public void agregar(JsonNode articulo) throws SQLException {
        String codigo = Campos.texto(articulo.path("Codigo"));
        sinCodigo.contar(codigo == null);
        if (codigo == null) {
            return;
        }
        articulos.beginRow();
        articulos.append(codigo);
        for (String campo : TEXTOS) {
            String texto = Campos.texto(articulo.path(campo));
            if (texto == null) {
                articulos.appendNull();
            } else {
                articulos.append(texto);
            }
        }
        decimal(Campos.decimal(articulo.path("Precio")));
        decimal(Campos.decimal(articulo.path("Iva")));
        decimal(Campos.decimal(articulo.path("stock")));
        articulos.endRow();
    }

    private void decimal(@Nullable BigDecimal valor) throws SQLException {
        if (valor == null) {
            articulos.appendNull();
        } else {
            articulos.append(valor);
        }
    }

    @Override
    public Resultado transformar(long extraidos) throws SQLException {
        articulos.close();
        long rechazados = sinCodigo.deLosUltimos(extraidos);
        sql("DELETE FROM lote WHERE rowid < (SELECT count(*) FROM lote) - ?", extraidos - rechazados);
        sql("DELETE FROM lote WHERE rowid NOT IN (SELECT max(rowid) FROM lote GROUP BY codigo)");
        return duckDb.unaFila(
                conexion,
                "SELECT count(*) FROM lote",
                fila -> new Resultado(extraidos, fila.getLong(1), rechazados, null, null));
    }

    @Override
    public boolean hayExistencias() throws SQLException {
        return duckDb.unaFila(
                conexion,
                "SELECT count(*) > 0 FROM stock_actual WHERE ubicacion_id = ?",
                fila -> fila.getBoolean(1),
                tienda.id());
    }

    @Override
    public void cargar(Alcance alcance) throws SQLException {
        duckDb.escribir(conexion, c -> {
            if (alcance.productos()) {
                sql("INSERT OR REPLACE INTO productos SELECT * EXCLUDE (stock), ? FROM lote", ahora);
            }
            if (alcance.stock()) {
                sql(
                        "INSERT OR REPLACE INTO stock_actual SELECT ?, codigo, ?, stock, ? FROM lote",
                        tienda.id(),
                        tienda.almacen(),
                        ahora);
                sql(
                        "DELETE FROM stock_actual WHERE ubicacion_id = ?"
                                + " AND (almacen <> ? OR codigo NOT IN (SELECT codigo FROM lote))",
                        tienda.id(),
                        tienda.almacen());
            }
        });
    }

    private void sql(String sql, Object... parametros) throws SQLException {
        duckDb.ejecutar(conexion, sql, parametros);
    }

    @Override
    public void close() throws SQLException {
        conexion.close();
    }
}
