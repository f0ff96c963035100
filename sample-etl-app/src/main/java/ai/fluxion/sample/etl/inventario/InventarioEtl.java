package ai.fluxion.sample.etl.inventario;

import ai.fluxion.crons.MonitorRun;
import ai.fluxion.sample.etl.ejecucion.Ejecutor;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.Pasos;
import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.klk.KlkApiException;
import ai.fluxion.sample.etl.klk.KlkClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.stereotype.Service;

/**
 * Loads the articles of one store: the catalogue, the stock, or both, as the job wants. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@Service
public class InventarioEtl {

    private final KlkClient klk;
    private final LotesArticulos lotes;
    private final Ejecutor ejecutor;
    private final Clock reloj;

    InventarioEtl(KlkClient klk, LotesArticulos lotes, Ejecutor ejecutor, Clock reloj) {
        this.klk = klk;
        this.lotes = lotes;
        this.ejecutor = ejecutor;
        this.reloj = reloj;
    }

    /**
     * Loads.
     *
     * @param run told what happens
     * @throws RuntimeException if nothing is loaded
     */
    public Resultado cargar(Encargo encargo, MonitorRun run) {
        return ejecutor.ejecutar(encargo, run, id -> cargarArticulos(encargo, id, run));
    }

    /**
     * Loads for an execution that is recorded already.
     *
     * @param id the execution's
     * @throws RuntimeException if nothing is loaded
     */
    public Resultado cargar(Encargo encargo, long id, MonitorRun run) {
        return ejecutor.ejecutar(encargo, id, run, ejecucion -> cargarArticulos(encargo, ejecucion, run));
    }

    private Resultado cargarArticulos(Encargo encargo, long id, MonitorRun run) throws SQLException {
        LocalDateTime ahora = LocalDateTime.ofInstant(reloj.instant(), ZoneOffset.UTC);
        try (LoteArticulos lote = lotes.abrir(encargo.tienda(), id, ahora)) {
            long extraidos = Pasos.paso(
                    run, "extraer", () -> klk.articulos(encargo.tienda(), articulo -> agregar(lote, articulo)));
            Resultado resultado = Pasos.paso(run, "transformar", () -> lote.transformar(extraidos));
            Alcance alcance = alcance(encargo.trabajo());
            if (alcance.stock() && resultado.cargados() == 0 && lote.hayExistencias()) {
                throw new KlkApiException(
                        "KLK no trae ningún artículo con código de %s: las existencias de %s se conservan"
                                .formatted(
                                        encargo.tienda().almacen(),
                                        encargo.tienda().id()),
                        200,
                        null);
            }
            Pasos.paso(run, "cargar", () -> {
                lote.cargar(alcance);
                return resultado;
            });
            return resultado;
        }
    }

    private static Alcance alcance(Trabajo trabajo) {
        return switch (trabajo) {
            case STOCK_ACTUAL -> Alcance.STOCK;
            case PRODUCTOS -> Alcance.PRODUCTOS;
            default -> Alcance.COMPLETO;
        };
    }

    private static void agregar(LoteArticulos lote, JsonNode articulo) {
        try {
            lote.agregar(articulo);
        } catch (SQLException e) {
            throw new UncategorizedSQLException("collecting an article", null, e);
        }
    }
}
