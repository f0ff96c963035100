package ai.fluxion.sample.etl.cluster;

import ai.fluxion.sample.etl.ejecucion.Ejecuciones;
import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.ejecucion.TipoError;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code etl_tramos}: what became of each store of a sweep. Safe for concurrent use. */
@Repository
@Profile("cluster")
class Tramos {

    private static final Duration SE_GUARDAN = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final Clock reloj;

    Tramos(JdbcClient jdbc, Clock reloj) {
        this.jdbc = jdbc;
        this.reloj = reloj;
    }

    Optional<Hecho> buscar(Tarea tarea) {
        return jdbc.sql("SELECT * FROM etl_tramos WHERE barrido = ? AND ubicacion_id = ?")
                .params(tarea.barrido(), tarea.tienda())
                .query(Tramos::hecho)
                .optional();
    }

    void cargado(Tarea tarea, Resultado resultado) {
        guardar(tarea, resultado, null, null);
    }

    void fallido(Tarea tarea, TipoError tipo, String mensaje) {
        guardar(tarea, null, tipo, Ejecuciones.escribible(mensaje));
    }

    private void guardar(
            Tarea tarea, @Nullable Resultado resultado, @Nullable TipoError tipo, @Nullable String mensaje) {
        jdbc.sql(
                        """
                        INSERT INTO etl_tramos (barrido, ubicacion_id, extraidos, cargados, rechazados, facturas,
                            venta_total_usd, error_tipo, error_mensaje, terminado_en)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                .params(java.util.Arrays.asList(
                        tarea.barrido(),
                        tarea.tienda(),
                        resultado == null ? null : resultado.extraidos(),
                        resultado == null ? null : resultado.cargados(),
                        resultado == null ? null : resultado.rechazados(),
                        resultado == null ? null : resultado.facturas(),
                        resultado == null ? null : resultado.ventaTotalUsd(),
                        tipo == null ? null : tipo.name(),
                        mensaje,
                        utc(reloj.instant())))
                .update();
    }

    /** Forgets what nobody waits for any more. */
    void olvidar() {
        jdbc.sql("DELETE FROM etl_tramos WHERE terminado_en < ?")
                .param(utc(reloj.instant().minus(SE_GUARDAN)))
                .update();
    }

    private static LocalDateTime utc(Instant instante) {
        return LocalDateTime.ofInstant(instante, ZoneOffset.UTC);
    }

    private static Hecho hecho(ResultSet fila, int numero) throws SQLException {
        String tipo = fila.getString("error_tipo");
        return tipo != null
                ? new Hecho(null, TipoError.valueOf(tipo), fila.getString("error_mensaje"))
                : new Hecho(
                        new Resultado(
                                fila.getLong("extraidos"),
                                fila.getLong("cargados"),
                                fila.getLong("rechazados"),
                                (Long) fila.getObject("facturas"),
                                fila.getBigDecimal("venta_total_usd")),
                        null,
                        null);
    }

    /**
     * A store that is done.
     *
     * @param resultado {@code null}: it failed
     */
    record Hecho(@Nullable Resultado resultado, @Nullable TipoError error, @Nullable String mensaje) {}
}
