package ai.fluxion.sample.etl.ventas;

import ai.fluxion.crons.MonitorRun;
import ai.fluxion.sample.etl.ejecucion.Ejecutor;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.Pasos;
import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.klk.KlkClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.stereotype.Service;

/**
 * Loads the sales of one window of one store: all of them or none, and again without a difference. Safe for concurrent
 * use.
 *
 * @since 0.1.0
 */
@Service
public class VentasEtl {

    private static final int AVISAR_CADA = 10_000;

    private final KlkClient klk;
    private final Lotes lotes;
    private final Ejecutor ejecutor;
    private final Clock reloj;

    VentasEtl(KlkClient klk, Lotes lotes, Ejecutor ejecutor, Clock reloj) {
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
        return ejecutor.ejecutar(encargo, run, id -> cargar(encargo, run, id));
    }

    /**
     * Loads for an execution that is recorded already.
     *
     * @param id the execution's
     * @throws RuntimeException if nothing is loaded
     */
    public Resultado cargar(Encargo encargo, long id, MonitorRun run) {
        return ejecutor.ejecutar(encargo, id, run, ejecucion -> cargar(encargo, run, ejecucion));
    }

    private Resultado cargar(Encargo encargo, MonitorRun run, long id) throws SQLException {
        LocalDateTime ahora = LocalDateTime.ofInstant(reloj.instant(), ZoneOffset.UTC);
        try (Lote lote = lotes.abrir(encargo.tienda().id(), id, ahora)) {
            long extraidos = Pasos.paso(run, "extraer", () -> extraer(encargo, run, lote));
            Resultado resultado = Pasos.paso(run, "transformar", () -> lote.transformar(extraidos));
            Pasos.paso(run, "cargar", () -> {
                lote.cargar();
                return resultado;
            });
            return resultado;
        }
    }

    private long extraer(Encargo encargo, MonitorRun run, Lote lote) {
        long[] recibidas = {0};
        return klk.ventas(encargo.tienda(), encargo.ventana(), linea -> {
            agregar(lote, linea);
            if (++recibidas[0] % AVISAR_CADA == 0) {
                run.progress(recibidas[0]);
            }
        });
    }

    private static void agregar(Lote lote, JsonNode linea) {
        try {
            lote.agregar(linea);
        } catch (SQLException e) {
            throw new UncategorizedSQLException("collecting a line", null, e);
        }
    }
}
