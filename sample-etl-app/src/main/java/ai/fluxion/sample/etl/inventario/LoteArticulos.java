package ai.fluxion.sample.etl.inventario;

import ai.fluxion.sample.etl.ejecucion.Resultado;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.List;

/** The articles of one store on their way into productos and stock_actual. Not safe for concurrent use. */
interface LoteArticulos extends AutoCloseable {

    /** KLK's fields of the columns of productos after the code. */
    List<String> TEXTOS = List.of(
            "NombreProducto", "Barra", "Categoria", "Descripcion", "Subcategoria", "Descripcion_categoria", "Marca");

    /** Takes an article in; one without a code is rejected. */
    void agregar(JsonNode articulo) throws SQLException;

    /**
     * Leaves those of the answer that succeeded, which are the last; and one of articles with the same code, the last.
     *
     * @param extraidos how many articles KLK gave
     */
    Resultado transformar(long extraidos) throws SQLException;

    /** Whether the store has stock, which no articles would empty. */
    boolean hayExistencias() throws SQLException;

    /** Moves the articles into the tables: all of them, or none. The store's stock is then exactly what KLK said. */
    void cargar(Alcance alcance) throws SQLException;

    @Override
    void close() throws SQLException;
}
