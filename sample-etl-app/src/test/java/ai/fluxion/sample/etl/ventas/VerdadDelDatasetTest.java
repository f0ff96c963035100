package ai.fluxion.sample.etl.ventas;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.sample.etl.Datos;
import ai.fluxion.sample.etl.RunGrabado;
import ai.fluxion.sample.etl.Sistema;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.tienda.Tiendas;
import ai.fluxion.sample.etl.ventana.Ventana;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real sales through HTTP into DuckDB, against what was computed from the file. */
class VerdadDelDatasetTest {

    private static final Ventana ANO = new Ventana(
            LocalDate.of(2017, 1, 1).atStartOfDay(), LocalDate.of(2018, 1, 1).atStartOfDay());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path carpeta;

    @Test
    void theBusiestStoresAreLoadedAsTheyAreAndASecondTimeChangesNothing() throws IOException {
        JsonNode verdad = verdad();
        Set<String> tiendas = new HashSet<>();
        verdad.path("stats")
                .path("top_stores")
                .forEach(una -> tiendas.add(una.path(1).asText()));
        assertThat(tiendas).hasSize(12);
        try (Sistema sistema = sistema(tiendas, "klk.max-dias-por-peticion=400")) {
            for (int vez = 1; vez <= 2; vez++) {
                cargarElAno(sistema);
                verificar(sistema, verdad, tiendas);
            }
        }
    }

    @Test
    @Tag("exhaustive")
    void allStoresAndDaysAreLoadedAsTheyAreAndASecondTimeChangesNothing() throws IOException {
        JsonNode verdad = verdad();
        Set<String> tiendas = todas(verdad);
        try (Sistema sistema = sistema(tiendas, "klk.max-dias-por-peticion=400")) {
            for (int vez = 1; vez <= 2; vez++) {
                cargarElAno(sistema);
                verificarTodo(sistema, verdad);
            }
        }
    }

    private static JsonNode verdad() throws IOException {
        return new ObjectMapper()
                .readTree(Datos.archivo("completejourney-truth.json").toFile());
    }

    private static Set<String> todas(JsonNode verdad) {
        Set<String> tiendas = new HashSet<>();
        verdad.path("per_store").forEach(una -> tiendas.add(una.path("key").asText()));
        return tiendas;
    }

    private static void cargarElAno(Sistema sistema) {
        for (Tienda tienda : sistema.bean(Tiendas.class).todas()) {
            cargar(sistema, tienda, ANO);
        }
    }

    private Sistema sistema(Set<String> tiendas, String... mas) {
        List<String> propiedades = new ArrayList<>(List.of(mas));
        propiedades.add("klk.simulador.dataset=" + Datos.archivo("completejourney-sales.csv.gz"));
        int i = 0;
        for (String id : tiendas) {
            for (String campo : List.of("id", "nombre", "sucursal", "almacen")) {
                propiedades.add("etl.tiendas[" + i + "]." + campo + "=" + id);
            }
            i++;
        }
        return Sistema.en(carpeta, propiedades.toArray(String[]::new));
    }

    private static void cargar(Sistema sistema, Tienda tienda, Ventana ventana) {
        sistema.bean(VentasEtl.class).cargar(new Encargo(Trabajo.VENTAS_HISTORICO, tienda, ventana), new RunGrabado());
    }

    private static void verificar(Sistema sistema, JsonNode verdad, Set<String> tiendas) {
        Map<String, String> porDia = esperado(verdad.path("per_day_store"));
        porDia.keySet().removeIf(clave -> !tiendas.contains(clave.substring(clave.indexOf(' ') + 1)));
        assertThat(grupos(sistema, "CAST(fecha AS VARCHAR) || ' ' || ubicacion_id"))
                .isEqualTo(porDia);
        Map<String, String> porTienda = esperado(verdad.path("per_store"));
        porTienda.keySet().retainAll(tiendas);
        assertThat(grupos(sistema, "ubicacion_id")).isEqualTo(porTienda);
    }

    private static void verificarTodo(Sistema sistema, JsonNode verdad) {
        assertThat(grupos(sistema, "'all'"))
                .containsExactly(Map.entry("all", total(verdad.path("stats"), "sum_quantity", "total_amount")));
        assertThat(grupos(sistema, "ubicacion_id")).isEqualTo(esperado(verdad.path("per_store")));
        assertThat(grupos(sistema, "CAST(fecha AS VARCHAR)")).isEqualTo(esperado(verdad.path("per_day")));
        assertThat(grupos(sistema, "CAST(fecha AS VARCHAR) || ' ' || ubicacion_id"))
                .isEqualTo(esperado(verdad.path("per_day_store")));
    }

    private static Map<String, String> grupos(Sistema sistema, String clave) {
        Map<String, String> grupos = new TreeMap<>();
        sistema.sql()
                .sql("SELECT " + clave + " AS clave, count(*) AS filas,"
                        + " count(DISTINCT (ubicacion_id, numero_factura)) AS facturas,"
                        + " sum(cantidad_vendida) AS cantidad, sum(venta_total_usd) AS monto"
                        + " FROM ventas_raw GROUP BY ALL")
                .query(fila -> {
                    grupos.put(
                            fila.getString("clave"),
                            linea(
                                    fila.getLong("filas"),
                                    fila.getLong("facturas"),
                                    fila.getBigDecimal("cantidad"),
                                    fila.getBigDecimal("monto")));
                });
        return grupos;
    }

    private static Map<String, String> esperado(JsonNode grupos) {
        Map<String, String> esperado = new TreeMap<>();
        for (JsonNode grupo : grupos) {
            JsonNode clave = grupo.path("key");
            esperado.put(
                    clave.isArray()
                            ? clave.path(0).asText() + " " + clave.path(1).asText()
                            : clave.asText(),
                    total(grupo, "quantity", "amount"));
        }
        return esperado;
    }

    private static String total(JsonNode grupo, String cantidad, String monto) {
        return linea(
                grupo.path("rows").asLong(),
                grupo.path("baskets").asLong(),
                new BigDecimal(grupo.path(cantidad).asText()),
                new BigDecimal(grupo.path(monto).asText()));
    }

    private static String linea(long filas, long facturas, BigDecimal cantidad, BigDecimal monto) {
        return filas + " rows, " + facturas + " baskets, "
                + cantidad.stripTrailingZeros().toPlainString() + " units, " + monto.setScale(2, RoundingMode.HALF_UP)
                + " USD";
    }
}
