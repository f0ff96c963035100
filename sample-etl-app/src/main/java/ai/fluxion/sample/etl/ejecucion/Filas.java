package ai.fluxion.sample.etl.ejecucion;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ResultSetExtractor;

/**
 * Reads rows of {@code etl_ejecuciones}. One that cannot be read, which another version or a hand has written, is left
 * out and named once: it hides no other, and covers nothing. Safe for concurrent use.
 */
final class Filas implements ResultSetExtractor<List<Ejecucion>> {

    private static final Logger log = LoggerFactory.getLogger(Filas.class);

    private final Set<Long> nombradas = ConcurrentHashMap.newKeySet();

    @Override
    public List<Ejecucion> extractData(ResultSet filas) throws SQLException {
        List<Ejecucion> ejecuciones = new ArrayList<>();
        while (filas.next()) {
            long id = filas.getLong("id");
            try {
                ejecuciones.add(fila(filas));
            } catch (RuntimeException e) {
                if (nombradas.add(id)) {
                    log.warn("execution {} cannot be read, and counts for nothing: {}", id, Motivo.de(e));
                }
            }
        }
        return ejecuciones;
    }

    private static Ejecucion fila(ResultSet fila) throws SQLException {
        Ejecucion ejecucion = new Ejecucion(
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
        ejecucion.ventana(); // refuses what is none
        return ejecucion;
    }

    private static @Nullable LocalTime hora(@Nullable String texto) {
        return texto == null ? null : LocalTime.parse(texto);
    }

    private static Instant instante(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC);
    }
}
