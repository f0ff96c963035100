package ai.fluxion.sample.etl.ventas;

import java.sql.SQLException;
import java.time.LocalDateTime;

/** Where windows are collected. Safe for concurrent use. */
@FunctionalInterface
interface Lotes {

    /**
     * Begins one.
     *
     * @param tienda the store's id
     * @param ejecucion the execution's
     * @param ahora UTC
     */
    Lote abrir(String tienda, long ejecucion, LocalDateTime ahora) throws SQLException;
}
