package ai.fluxion.sample.etl.ejecucion;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.jdbc.core.ResultSetExtractor;

/**
 * Reads executions. One that cannot be read, as of another version of this application, is left out: the others are true
 * all the same. Safe for concurrent use.
 */
final class LectorEjecuciones implements ResultSetExtractor<List<Ejecucion>> {

    private static final Logger log = LoggerFactory.getLogger(LectorEjecuciones.class);

    private final AtomicBoolean avisado = new AtomicBoolean();

    @Override
    public List<Ejecucion> extractData(ResultSet filas) throws SQLException {
        List<Ejecucion> leidas = new ArrayList<>();
        while (filas.next()) {
            try {
                leidas.add(fila(filas));
            } catch (IllegalArgumentException | DateTimeException | NullPointerException e) {
                log.atLevel(avisado.getAndSet(true) ? Level.DEBUG : Level.WARN)
                        .log("execution {} cannot be read, and is left out: {}", filas.getLong("id"), e.toString());
            }
        }
        return leidas;
    }

    private static Ejecucion fila(ResultSet fila) throws SQLException {
        Ejecucion leida = new Ejecucion(
                fila.getLong("id"),
                EtlTipo.de(fila.getString("etl_tipo")),
                fila.getString("ubicacion_id"),
                fila.getString("ubicacion_nombre"),
                instante(fila.getObject("fecha_inicio", LocalDateTime.class)),
                fila.getObject("fecha_fin") == null ? null : instante(fila.getObject("fecha_fin", LocalDateTime.class)),
                (Double) fila.getObject("duracion_segundos"),
                fila.getObject("fecha_desde", LocalDate.class),
                fila.getObject("fecha_hasta", LocalDate.class),
                hora(fila.getString("hora_desde")),
                hora(fila.getString("hora_hasta")),
                Estado.de(fila.getString("estado")),
                (Long) fila.getObject("registros_extraidos"),
                (Long) fila.getObject("registros_cargados"),
                fila.getString("error_mensaje"),
                fila.getString("error_tipo"),
                Modo.de(fila.getString("modo")),
                fila.getString("version_etl"),
                fila.getString("host"),
                fila.getString("trabajo"));
        leida.ventana(); // refuses what is none
        return leida;
    }

    private static @Nullable LocalTime hora(@Nullable String texto) {
        return texto == null ? null : LocalTime.parse(texto);
    }

    private static Instant instante(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC);
    }
}
