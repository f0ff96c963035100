package ai.fluxion.sample.etl.ventas;

import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.klk.Campos;
import ai.fluxion.sample.etl.postgres.Copia;
import ai.fluxion.sample.etl.postgres.Postgres;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A window in temporary tables of a PostgreSQL connection of its own. */
final class LotePostgres implements Lote {

    private static final List<String> CLAVE = List.of("ubicacion_id", "numero_factura", "linea");
    private static final List<String> RESTO = Stream.of(
                    Stream.of("fecha", "hora", "fecha_hora"),
                    Columna.TODAS.stream().map(Columna::nombre),
                    Stream.of("ejecucion_id", "cargado_en"))
            .flatMap(una -> una)
            .toList();
    private static final String COLUMNAS =
            Stream.concat(CLAVE.stream(), RESTO.stream()).collect(Collectors.joining(", "));
    private static final String RECHAZO =
            "ubicacion_id, huella, numero_factura, linea, motivo, contenido, ejecucion_id, rechazado_en";

    /** In the order of the key, so that no two writers wait for each other's rows. */
    private static final String CARGA = "INSERT INTO ventas_raw (" + COLUMNAS + ") SELECT " + COLUMNAS
            + " FROM lote ORDER BY numero_factura, linea ON CONFLICT (" + String.join(", ", CLAVE) + ") DO UPDATE SET "
            + RESTO.stream().map(una -> una + " = excluded." + una).collect(Collectors.joining(", "));

    private final Postgres postgres;
    private final String tienda;
    private final long ejecucion;
    private final LocalDateTime ahora;
    private final Connection conexion;
    private final Copia lineas;
    private final Copia rechazos;
    private long recibidas;
    private long rechazadas;

    /**
     * @param tienda the store's id
     * @param ejecucion the execution's
     * @param ahora UTC
     */
    LotePostgres(Postgres postgres, String tienda, long ejecucion, LocalDateTime ahora) throws SQLException {
        this.postgres = postgres;
        this.tienda = tienda;
        this.ejecucion = ejecucion;
        this.ahora = ahora.truncatedTo(ChronoUnit.MICROS);
        this.conexion = postgres.conexion();
        try {
            sql("CREATE TEMP TABLE lote (LIKE ventas_raw, orden BIGINT GENERATED ALWAYS AS IDENTITY)");
            sql("CREATE TEMP TABLE lote_rechazado (LIKE ventas_rechazadas, orden BIGINT GENERATED ALWAYS AS IDENTITY)");
        } catch (SQLException e) {
            conexion.close();
            throw e;
        }
        this.lineas = new Copia(conexion, "lote (" + COLUMNAS + ")");
        this.rechazos = new Copia(conexion, "lote_rechazado (" + RECHAZO + ")");
    }

    @Override
    public void agregar(JsonNode cruda) throws SQLException {
        recibidas++;
        try {
            lineas.fila(valores(LineaVenta.leer(cruda)));
        } catch (LineaRechazada e) {
            rechazadas++;
            String contenido = cruda.toString();
            rechazos.fila(
                    tienda,
                    Huella.de(contenido),
                    Campos.texto(cruda.path("numero_factura")),
                    LineaVenta.numeroDeLinea(cruda),
                    e.motivo(),
                    contenido,
                    ejecucion,
                    ahora);
        }
    }

    private @Nullable Object[] valores(LineaVenta linea) {
        Stream<@Nullable Object> clave = Stream.of(
                tienda,
                linea.numeroFactura(),
                linea.linea(),
                linea.fecha(),
                linea.hora().truncatedTo(ChronoUnit.MICROS),
                linea.fecha().atTime(linea.hora()).truncatedTo(ChronoUnit.MICROS));
        Stream<@Nullable Object> campos = Columna.TODAS.stream().map(columna -> valor(columna, linea));
        return Stream.of(clave, campos, Stream.<@Nullable Object>of(ejecucion, ahora))
                .flatMap(una -> una)
                .toArray();
    }

    private static @Nullable Object valor(Columna columna, LineaVenta linea) {
        JsonNode campo = linea.campo(columna);
        return switch (columna.tipo()) {
            case TEXTO -> Campos.texto(campo);
            case DECIMAL -> Campos.decimal(campo);
            case LOGICO -> Campos.logico(campo);
        };
    }

    @Override
    public Resultado transformar(long extraidos) throws SQLException {
        lineas.enviar();
        rechazos.enviar();
        sql("DELETE FROM lote WHERE orden NOT IN (SELECT max(orden) FROM lote GROUP BY numero_factura, linea)");
        sql("DELETE FROM lote_rechazado WHERE orden NOT IN (SELECT max(orden) FROM lote_rechazado GROUP BY huella)");
        // Lines that are alike count each, but for those that a try which failed had told already.
        long rechazados =
                recibidas == extraidos ? rechazadas : postgres.numero(conexion, "SELECT count(*) FROM lote_rechazado");
        return postgres.unaFila(
                conexion,
                "SELECT count(*), count(DISTINCT numero_factura), coalesce(sum(venta_total_usd), 0) FROM lote",
                fila -> new Resultado(extraidos, fila.getLong(1), rechazados, fila.getLong(2), fila.getBigDecimal(3)));
    }

    @Override
    public void cargar() throws SQLException {
        postgres.escribir(conexion, ejecucion, "ventas " + tienda, c -> {
            sql(CARGA);
            sql(
                    """
                    DELETE FROM ventas_rechazadas WHERE ubicacion_id = ? AND (
                        huella IN (SELECT huella FROM lote_rechazado)
                        OR (numero_factura, linea) IN (SELECT numero_factura, linea FROM lote)
                        OR (numero_factura, linea) IN (SELECT numero_factura, linea FROM lote_rechazado))""",
                    tienda);
            sql("INSERT INTO ventas_rechazadas (" + RECHAZO + ") SELECT " + RECHAZO + " FROM lote_rechazado");
        });
    }

    private void sql(String sql, Object... parametros) throws SQLException {
        postgres.ejecutar(conexion, sql, parametros);
    }

    @Override
    public void close() throws SQLException {
        try (conexion) {
            sql("DROP TABLE IF EXISTS lote, lote_rechazado"); // the connection goes back to the pool
        }
    }
}
