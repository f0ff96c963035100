package ai.fluxion.sample.etl.tracking;

import ai.fluxion.sample.etl.ejecucion.Ejecuciones;
import ai.fluxion.sample.etl.ejecucion.EtlProperties;
import ai.fluxion.sample.etl.ejecucion.EtlTipo;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Sums over executions, per store and day of the stores' zone. */
@Service
class Metricas {

    private final JdbcClient jdbc;
    private final EtlProperties propiedades;
    private final Clock reloj;

    Metricas(JdbcClient jdbc, EtlProperties propiedades, Clock reloj) {
        this.jdbc = jdbc;
        this.propiedades = propiedades;
        this.reloj = reloj;
    }

    List<Metrica> deLosUltimos(int dias, @Nullable EtlTipo tipo, @Nullable String tienda) {
        ZoneId zona = propiedades.zona();
        LocalDate primero = LocalDate.now(reloj.withZone(zona)).minusDays(dias - 1L);
        LocalDateTime desde = LocalDateTime.ofInstant(primero.atStartOfDay(zona).toInstant(), ZoneOffset.UTC);
        return jdbc.sql(
                        """
                        SELECT ubicacion_id, max(ubicacion_nombre) AS nombre, etl_tipo,
                            CAST(timezone(:zona, timezone('UTC', fecha_inicio)) AS DATE) AS fecha,
                            count(*) AS total, count(*) FILTER (WHERE estado = 'exitoso') AS exitosas,
                            count(*) FILTER (WHERE estado = 'fallido') AS fallidas,
                            count(*) FILTER (WHERE estado = 'parcial') AS parciales,
                            count(*) FILTER (WHERE estado = 'en_proceso') AS en_proceso,
                            avg(duracion_segundos) AS duracion,
                            CAST(coalesce(sum(registros_cargados), 0) AS BIGINT) AS cargados
                        FROM etl_ejecuciones
                        WHERE fecha_inicio >= :desde
                          AND (CAST(:tipo AS VARCHAR) IS NULL OR etl_tipo = :tipo)
                          AND (CAST(:tienda AS VARCHAR) IS NULL OR ubicacion_id = :tienda)
                        GROUP BY ubicacion_id, etl_tipo, fecha ORDER BY fecha DESC, ubicacion_id, etl_tipo""")
                .param("zona", zona.getId())
                .param("desde", desde)
                .param("tipo", tipo == null ? null : tipo.palabra())
                .param("tienda", tienda == null ? null : Ejecuciones.escribible(tienda))
                .query((fila, numero) -> {
                    long terminadas = fila.getLong("total") - fila.getLong("en_proceso");
                    long buenas = fila.getLong("exitosas");
                    return new Metrica(
                            fila.getString("ubicacion_id"),
                            fila.getString("nombre"),
                            EtlTipo.de(fila.getString("etl_tipo")),
                            fila.getObject("fecha", LocalDate.class),
                            fila.getLong("total"),
                            buenas,
                            fila.getLong("fallidas"),
                            fila.getLong("parciales"),
                            terminadas == 0 ? null : Math.round(10_000.0 * buenas / terminadas) / 100.0,
                            fila.getObject("duracion") == null
                                    ? null
                                    : Math.round(fila.getDouble("duracion") * 1000) / 1000.0,
                            fila.getLong("cargados"));
                })
                .list();
    }

    /**
     * A store's day.
     *
     * @param tasaExitoPct of those that have ended; {@code null}: none has
     * @param duracionPromedioSeg {@code null}: none has ended
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Metrica(
            String ubicacionId,
            @Nullable String ubicacionNombre,
            EtlTipo etlTipo,
            LocalDate fecha,
            long totalEjecuciones,
            long exitosas,
            long fallidas,
            long parciales,
            @Nullable Double tasaExitoPct,
            @Nullable Double duracionPromedioSeg,
            long totalRegistrosCargados) {}
}
