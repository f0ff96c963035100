package ai.fluxion.sample.etl.ventas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.sample.etl.Datos;
import ai.fluxion.sample.etl.RunGrabado;
import ai.fluxion.sample.etl.Sistema;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.simulador.Falla;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.tienda.Tiendas;
import ai.fluxion.sample.etl.ventana.Ventana;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The busiest days in overlapping windows of 35 minutes, with faults, skipped slots and restarts: recovery repairs all. */
class VentanasSolapadasTest {

    private static final Falla.Tipo[] TIPOS = {
        Falla.Tipo.CONEXION, Falla.Tipo.HTTP_500, Falla.Tipo.ERROR_200, Falla.Tipo.JSON_ROTO, Falla.Tipo.SIN_LISTA
    };

    /** So many recoveries may wait for the two that run. */
    private static final int EN_ESPERA = 100;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path carpeta;

    @Test
    void twoStoresOfOneDay() throws Exception {
        recorrer(2, 1, 120);
    }

    @Test
    @Tag("exhaustive")
    void tenStoresOfTwoDays() throws Exception {
        recorrer(10, 2, 30);
    }

    /** @param cadaMinutos from one slot to the next; each loads the 5 minutes before as well */
    private void recorrer(int tiendas, int dias, int cadaMinutos) throws Exception {
        JsonNode verdad = new ObjectMapper()
                .readTree(Datos.archivo("completejourney-truth.json").toFile());
        List<String> ids = elementos(verdad.path("stats").path("top_stores")).stream()
                .map(una -> una.path(1).asText())
                .limit(tiendas)
                .toList();
        List<LocalDate> fechas = elementos(verdad.path("per_day")).stream()
                .sorted(Comparator.comparing((JsonNode dia) -> -dia.path("rows").asInt()))
                .limit(dias)
                .map(dia -> LocalDate.parse(dia.path("key").asText()))
                .sorted()
                .toList();
        Random azar = new Random(35);
        for (LocalDate fecha : fechas) {
            try (Sistema sistema = sistema(ids, fecha)) {
                cargar(sistema, Trabajo.VENTAS_HISTORICO, Ventana.dia(fecha.minusDays(1)));
                incrementales(sistema, fecha.atStartOfDay(), cadaMinutos, azar);
            }
            try (Sistema sistema = sistema(ids, fecha)) { // a restart at noon
                incrementales(sistema, fecha.atTime(12, 0), cadaMinutos, azar);
                recuperar(sistema);
                for (String id : ids) {
                    verificar(sistema, verdad, fecha, id);
                }
            }
        }
    }

    private static void cargar(Sistema sistema, Trabajo trabajo, Ventana ventana) {
        for (Tienda tienda : sistema.bean(Tiendas.class).todas()) {
            sistema.bean(VentasEtl.class).cargar(new Encargo(trabajo, tienda, ventana), new RunGrabado());
        }
    }

    private static void incrementales(Sistema sistema, LocalDateTime inicio, int cadaMinutos, Random azar) {
        for (LocalDateTime slot = inicio.plusMinutes(cadaMinutos);
                !slot.isAfter(inicio.plusHours(12));
                slot = slot.plusMinutes(cadaMinutos)) {
            Ventana ventana = new Ventana(slot.minusMinutes(cadaMinutos + 5), slot);
            for (Tienda tienda : sistema.bean(Tiendas.class).todas()) {
                int suerte = azar.nextInt(10);
                if (suerte == 0) {
                    continue; // the slot is skipped
                }
                if (suerte < 4) {
                    sistema.klk()
                            .fallas()
                            .encender(Falla.de(TIPOS[azar.nextInt(TIPOS.length)])
                                    .en(tienda.sucursal())
                                    .veces(1 + azar.nextInt(3)));
                }
                try {
                    sistema.bean(VentasEtl.class)
                            .cargar(new Encargo(Trabajo.VENTAS_INCREMENTAL, tienda, ventana), new RunGrabado());
                } catch (RuntimeException e) {
                    // it is recorded; what it left out is a gap
                } finally {
                    sistema.klk().fallas().apagar();
                }
            }
        }
    }

    /** As the page does it: asks for the gaps, and has each of them recovered. */
    private static void recuperar(Sistema sistema) throws Exception {
        Api api = new Api(sistema.propiedad("local.server.port"));
        List<JsonNode> gaps = api.gaps();
        assertThat(gaps).as("faults and skipped slots have left gaps").isNotEmpty();
        for (int ronda = 0; !gaps.isEmpty() && ronda < 20; ronda++) {
            for (JsonNode gap : gaps.subList(0, Math.min(EN_ESPERA, gaps.size()))) {
                api.recuperar(gap);
            }
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> api.lista("ejecuciones?estado=en_proceso").isEmpty());
            gaps = api.gaps();
        }
        assertThat(gaps).isEmpty();
    }

    private static void verificar(Sistema sistema, JsonNode verdad, LocalDate fecha, String id) {
        JsonNode esperado = elementos(verdad.path("per_day_store")).stream()
                .filter(uno -> uno.path("key").path(0).asText().equals(fecha.toString())
                        && uno.path("key").path(1).asText().equals(id))
                .findFirst()
                .orElse(MissingNode.getInstance()); // it sold nothing that day
        sistema.sql()
                .sql("SELECT count(*) AS filas, coalesce(sum(cantidad_vendida), 0) AS cantidad,"
                        + " coalesce(sum(venta_total_usd), 0) AS monto"
                        + " FROM ventas_raw WHERE fecha = CAST(? AS DATE) AND ubicacion_id = ?")
                .params(fecha.toString(), id)
                .query(fila -> {
                    assertThat(fila.getLong("filas"))
                            .isEqualTo(esperado.path("rows").asLong());
                    assertThat(fila.getBigDecimal("cantidad"))
                            .isEqualByComparingTo(
                                    new BigDecimal(esperado.path("quantity").asText("0")));
                    assertThat(fila.getBigDecimal("monto"))
                            .isEqualByComparingTo(
                                    new BigDecimal(esperado.path("amount").asText("0")));
                });
    }

    /** The tracking API. */
    private record Api(String puerto) {

        private static final HttpClient HTTP = HttpClient.newHttpClient();

        List<JsonNode> gaps() throws Exception {
            return lista("gaps?etl_tipo=ventas&max_horas=96");
        }

        List<JsonNode> lista(String ruta) throws Exception {
            HttpResponse<String> respuesta = enviar(peticion(ruta).GET());
            assertThat(respuesta.statusCode()).as(respuesta.body()).isEqualTo(200);
            return elementos(new ObjectMapper().readTree(respuesta.body()));
        }

        void recuperar(JsonNode gap) throws Exception {
            ObjectNode pedido = new ObjectMapper().createObjectNode();
            for (String campo :
                    List.of("etl_tipo", "ubicacion_id", "fecha_desde", "fecha_hasta", "hora_desde", "hora_hasta")) {
                if (!gap.path(campo).isNull()) {
                    pedido.set(campo, gap.path(campo));
                }
            }
            HttpResponse<String> respuesta = enviar(peticion("recuperar-gap")
                    .header("X-Api-Key", "secreta")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(pedido.toString())));
            assertThat(respuesta.statusCode()).as(respuesta.body()).isEqualTo(202);
        }

        private HttpRequest.Builder peticion(String ruta) {
            return HttpRequest.newBuilder(URI.create("http://localhost:" + puerto + "/api/etl/tracking/" + ruta));
        }

        private static HttpResponse<String> enviar(HttpRequest.Builder peticion) throws Exception {
            return HTTP.send(peticion.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private Sistema sistema(List<String> ids, LocalDate fecha) {
        List<String> propiedades = new ArrayList<>(List.of(
                "spring.profiles.active=pruebas",
                "klk.intentos=2",
                "etl.seguridad.api-key=secreta",
                "prueba.hoy=" + fecha.plusDays(2),
                "klk.simulador.dataset=" + Datos.archivo("completejourney-sales.csv.gz")));
        for (int i = 0; i < ids.size(); i++) {
            for (String campo : List.of("id", "nombre", "sucursal", "almacen")) {
                propiedades.add("etl.tiendas[" + i + "]." + campo + "=" + ids.get(i));
            }
        }
        return Sistema.conWeb(carpeta, List.of(DosDiasDespues.class), propiedades.toArray(String[]::new));
    }

    private static List<JsonNode> elementos(JsonNode arreglo) {
        return StreamSupport.stream(arreglo.spliterator(), false).toList();
    }

    /** The clock stands at the start of {@code prueba.hoy}. */
    @Configuration(proxyBeanMethods = false)
    static class DosDiasDespues {

        @Bean
        @Primary
        Clock dosDiasDespues(@Value("${prueba.hoy}") String hoy) {
            ZoneId zona = ZoneId.of("America/Caracas");
            return Clock.fixed(LocalDate.parse(hoy).atStartOfDay(zona).toInstant(), zona);
        }
    }
}
