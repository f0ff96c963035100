package ai.fluxion.sample.etl.inventario;

import ai.fluxion.sample.etl.tienda.Tienda;
import java.sql.SQLException;
import java.time.LocalDateTime;

/** Where a store's articles are collected. Safe for concurrent use. */
@FunctionalInterface
interface LotesArticulos {

    /**
     * Begins.
     *
     * @param ejecucion the execution's id
     * @param ahora UTC
     */
    LoteArticulos abrir(Tienda tienda, long ejecucion, LocalDateTime ahora) throws SQLException;
}
