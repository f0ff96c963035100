package ai.fluxion.sample.etl.inventario;

import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.klk.Campos;
import ai.fluxion.sample.etl.postgres.Copia;
import ai.fluxion.sample.etl.postgres.Postgres;
import ai.fluxion.sample.etl.tienda.Tienda;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Articles in a temporary table of a PostgreSQL connection of its own. */
final class LoteArticulosPostgres implements LoteArticulos {

    private static final List<String> DEL_PRODUCTO = List.of(
            "nombre",
            "barra",
            "categoria",
            "descripcion",
            "subcategoria",
            "descripcion_categoria",
            "marca",
            "precio",
            "iva");
    private static final String COLUMNAS = "codigo, " + String.join(", ", DEL_PRODUCTO);

    private final Postgres postgres;
    private final Tienda tienda;
    private final long ejecucion;
    private final LocalDateTime ahora;
    private final Connection conexion;
    private final Copia articulos;
    private final SinCodigo sinCodigo = new SinCodigo();

    /**
     * @param ejecucion the execution's id
     * @param ahora UTC
     */
    LoteArticulosPostgres(Postgres postgres, Tienda tienda, long ejecucion, LocalDateTime ahora) throws SQLException {
        this.postgres = postgres;
        this.tienda = tienda;
        this.ejecucion = ejecucion;
        this.ahora = ahora;
        this.conexion = postgres.conexion();
        try {
            sql("CREATE TEMP TABLE lote AS SELECT " + COLUMNAS + ", CAST(NULL AS DECIMAL(18, 6)) AS stock"
                    + " FROM productos LIMIT 0");
            sql("ALTER TABLE lote ADD COLUMN orden BIGINT GENERATED ALWAYS AS IDENTITY");
        } catch (SQLException e) {
            conexion.close();
            throw e;
        }
        this.articulos = new Copia(conexion, "lote (" + COLUMNAS + ", stock)");
    }

    @Override
    public void agregar(JsonNode articulo) throws SQLException {
        String codigo = Campos.texto(articulo.path("Codigo"));
        sinCodigo.contar(codigo == null);
        if (codigo == null) {
            return;
        }
        List<@Nullable Object> valores = new ArrayList<>();
        valores.add(codigo);
        TEXTOS.forEach(campo -> valores.add(Campos.texto(articulo.path(campo))));
        Stream.of("Precio", "Iva", "stock").forEach(campo -> valores.add(Campos.decimal(articulo.path(campo))));
        articulos.fila(valores.toArray());
    }

    @Override
    public Resultado transformar(long extraidos) throws SQLException {
        articulos.enviar();
        long rechazados = sinCodigo.deLosUltimos(extraidos);
        sql("DELETE FROM lote WHERE orden <= (SELECT max(orden) FROM lote) - ?", extraidos - rechazados);
        sql("DELETE FROM lote WHERE orden NOT IN (SELECT max(orden) FROM lote GROUP BY codigo)");
        long cargados = postgres.numero(conexion, "SELECT count(*) FROM lote");
        return new Resultado(extraidos, cargados, rechazados, null, null);
    }

    @Override
    public boolean hayExistencias() throws SQLException {
        return postgres.numero(conexion, "SELECT count(*) FROM stock_actual WHERE ubicacion_id = ?", tienda.id()) > 0;
    }

    @Override
    public void cargar(Alcance alcance) throws SQLException {
        postgres.escribir(
                conexion,
                ejecucion,
                "inventario",
                c -> { // stores share the catalogue
                    if (alcance.productos()) {
                        String nuevos = DEL_PRODUCTO.stream()
                                .map(una -> una + " = excluded." + una)
                                .collect(Collectors.joining(", "));
                        sql(
                                "INSERT INTO productos (" + COLUMNAS + ", actualizado_en) SELECT " + COLUMNAS
                                        + ", ? FROM lote ORDER BY codigo ON CONFLICT (codigo) DO UPDATE SET " + nuevos
                                        + ", actualizado_en = excluded.actualizado_en",
                                ahora);
                    }
                    if (alcance.stock()) {
                        sql(
                                """
                        INSERT INTO stock_actual (ubicacion_id, codigo, almacen, stock, actualizado_en)
                        SELECT ?, codigo, ?, stock, ? FROM lote ORDER BY codigo
                        ON CONFLICT (ubicacion_id, codigo, almacen)
                            DO UPDATE SET stock = excluded.stock, actualizado_en = excluded.actualizado_en""",
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
        postgres.ejecutar(conexion, sql, parametros);
    }

    @Override
    public void close() throws SQLException {
        try (conexion) {
            sql("DROP TABLE IF EXISTS lote"); // the connection goes back to the pool
        }
    }
}
