package ai.fluxion.sample.etl.trabajo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.sample.etl.Sistema;
import ai.fluxion.sample.etl.observacion.ReceptorSentry;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What people search for in Sentry, and what their dashboards and alerts are made of, against what the running system
 * sends: each query, widget and alert must find something.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoQueSeBuscaEnSentryTest {

    private static final Duration MAXIMO = Duration.ofSeconds(60);
    private static final String API = "/api/etl/tracking/";

    private final HttpClient http = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init")
    private ReceptorSentry sentry;

    @SuppressWarnings("NullAway.Init")
    private Sistema sistema;

    @BeforeAll
    void aDayWithEverythingInIt(@TempDir Path carpeta) throws Exception {
        sentry = new ReceptorSentry();
        sistema = Sistema.conWeb(
                carpeta,
                List.of(Averia.class),
                "sentry.dsn=" + sentry.dsn(),
                "etl.seguridad.api-key=secreta",
                "etl.duckdb.consulta-lenta=0s",
                "klk.intentos=1",
                "klk.timeout-ventas=1s",
                "klk.simulador.lineas-por-dia=60",
                "klk.simulador.articulos=30",
                "klk.simulador.fallas[0].tipo=HTTP_500",
                "klk.simulador.fallas[0].sucursal=SUC002",
                "klk.simulador.fallas[1].tipo=TIMEOUT",
                "klk.simulador.fallas[1].sucursal=SUC003");
        sistema.bean(VentasTrabajos.class).incremental();
        sistema.bean(VentasTrabajos.class).diario();
        sistema.bean(InventarioTrabajos.class).completo();
        for (String ruta : List.of(
                "ejecuciones?ubicacion_id=tienda_01",
                "gaps",
                "metricas",
                "cron/status",
                "connectivity/klk",
                "averia")) {
            enviar(peticion(ruta).GET());
        }
        recuperar("tienda_01");
        recuperar("tienda_08");
    }

    @AfterAll
    void stop() {
        sistema.close();
        sentry.close();
    }

    static Stream<Busqueda> busquedas() {
        return Stream.of(
                evento(
                        "etl_name:ventas_klk_* event.type:error",
                        e -> tag(e, "etl_name").startsWith("ventas_klk_")
                                && e.path("exception").isObject()),
                transaccion(
                        "tienda:tienda_01 transaction:\"GET /api/etl/tracking/*\"",
                        t -> tag(t, "tienda").equals("tienda_01")
                                && tag(t, "ubicacion_id").equals("tienda_01")
                                && t.path("transaction").asText().startsWith("GET /api/etl/tracking/")),
                evento(
                        "endpoint:recuperar_gap level:info",
                        e -> tag(e, "endpoint").equals("recuperar_gap")
                                && e.path("level").asText().equals("info")
                                && campos(e.path("contexts").path("gap_recovery"))
                                        .containsAll(Set.of(
                                                "etl_tipo",
                                                "ubicacion_id",
                                                "fecha_desde",
                                                "fecha_hasta",
                                                "hora_desde",
                                                "hora_hasta"))),
                evento("error_tipo:timeout", e -> tag(e, "error_tipo").equals("timeout")),
                // dashboard: ETL health
                transaccion("success rate per store: a success", t -> tiendaDeEtl(t) && estado(t, "ok")),
                transaccion("success rate per store: a failure", t -> tiendaDeEtl(t) && estado(t, "internal_error")),
                transaccion(
                        "mean duration",
                        t -> tiendaDeEtl(t)
                                && medida(t, "duration_seconds") > 0
                                && t.path("timestamp").asDouble()
                                        > t.path("start_timestamp").asDouble()),
                evento(
                        "most frequent errors",
                        e -> tag(e, "error_tipo").equals("api_error")
                                && e.path("exception").toString().contains("KlkApiException")),
                transaccion(
                        "registros and facturas",
                        t -> tiendaDeEtl(t)
                                && campos(t.path("measurements"))
                                        .containsAll(Set.of(
                                                "registros_extraidos",
                                                "registros_cargados",
                                                "facturas",
                                                "venta_total_usd",
                                                "duration_seconds"))),
                transaccion(
                        "productos",
                        t -> tag(t, "etl_name").equals("inventario_klk_completo")
                                && medida(t, "productos_extraidos") > 0
                                && medida(t, "productos_cargados") > 0),
                // dashboard: gap recovery
                span(
                        "gaps detected, and stores with most of them",
                        s -> op(s, "gap.detect")
                                && dato(s, "tienda").equals("tienda_08")
                                && s.path("data").path("cuantos").asInt() > 0),
                span(
                        "gaps recovered, and the mean time to recover",
                        s -> op(s, "gap.recover")
                                && dato(s, "tienda").equals("tienda_01")
                                && s.path("status").asText().equals("ok")
                                && s.path("timestamp").asDouble()
                                        > s.path("start_timestamp").asDouble()),
                // dashboard: API performance
                transaccion("P50, P95, P99 and throughput: ejecuciones", t -> endpoint(t, "get_ejecuciones")),
                transaccion("P50, P95, P99 and throughput: gaps", t -> endpoint(t, "get_gaps")),
                transaccion("P50, P95, P99 and throughput: metricas", t -> endpoint(t, "get_metricas")),
                transaccion("P50, P95, P99 and throughput: cron", t -> endpoint(t, "get_cron_status")),
                transaccion("P50, P95, P99 and throughput: klk", t -> endpoint(t, "get_connectivity_klk")),
                transaccion("P50, P95, P99 and throughput: recuperar", t -> endpoint(t, "recuperar_gap")),
                transaccion(
                        "error rate",
                        t -> t.path("transaction").asText().equals("GET /api/etl/tracking/averia")
                                && estado(t, "internal_error")),
                // alerts
                evento(
                        "more than 3 ETL failures in 1 hour",
                        e -> !tag(e, "etl_name").isEmpty()
                                && e.path("level").asText().equals("error")
                                && tag(e, "etl_tipo").equals("ventas")),
                evento(
                        "any gap recovery failure",
                        e -> tag(e, "modo").equals("recuperacion")
                                && e.path("level").asText().equals("error")
                                && tag(e, "tienda").equals("tienda_08")),
                span(
                        "a failed recovery",
                        s -> op(s, "gap.recover") && s.path("status").asText().equals("internal_error")),
                span("slow queries, P95 over 5 s: of the tracking table", s -> consulta(s, "FROM etl_ejecuciones")),
                span("slow queries, P95 over 5 s: of a load", s -> consulta(s, "INTO ventas_raw FROM lote")));
    }

    @ParameterizedTest
    @MethodSource("busquedas")
    void isFound(Busqueda busqueda) {
        await().atMost(MAXIMO).untilAsserted(() -> assertThat(candidatos(busqueda))
                .as("%s items", busqueda.tipo())
                .anyMatch(busqueda.cual()));
    }

    @Test
    void everyRunSaysWhichVersionItIs() {
        await().atMost(MAXIMO).until(() -> !sentry.de("transaction").isEmpty());
        assertThat(sentry.de("transaction"))
                .allMatch(una -> una.path("release").asText().equals("2.0"));
    }

    @Test
    void aFailingRequestIsCapturedOnce() throws Exception {
        HttpResponse<String> respuesta = enviar(peticion("averia").GET());
        assertThat(respuesta.statusCode()).isEqualTo(500);
        assertThat(respuesta.body()).doesNotContain("avería");
        // The next one's event comes after whatever else came of the first.
        long antes = averias();
        enviar(peticion("averia").GET());
        await().atMost(MAXIMO).until(() -> averias() > antes);
        await().atMost(MAXIMO).until(() -> averias() == 3);
        await().during(Duration.ofMillis(500)).until(() -> averias() == 3); // aDayWithEverythingInIt asked once, too
    }

    private long averias() {
        return sentry.de("event").stream()
                .filter(evento -> evento.path("exception").toString().contains("avería de prueba"))
                .count();
    }

    private Stream<JsonNode> candidatos(Busqueda busqueda) {
        if (!busqueda.tipo().equals("span")) {
            return sentry.de(busqueda.tipo()).stream();
        }
        return sentry.de("transaction").stream()
                .flatMap(transaccion ->
                        StreamSupport.stream(transaccion.path("spans").spliterator(), false));
    }

    private void recuperar(String tienda) throws Exception {
        HttpResponse<String> respuesta = enviar(peticion("recuperar-gap")
                .header("X-Api-Key", "secreta")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"etl_tipo\":\"ventas\",\"ubicacion_id\":\"" + tienda
                        + "\",\"fecha_desde\":\"2026-11-10\",\"fecha_hasta\":\"2026-11-10\","
                        + "\"hora_desde\":\"09:00\",\"hora_hasta\":\"11:00\"}")));
        assertThat(respuesta.statusCode()).isEqualTo(202);
    }

    private HttpRequest.Builder peticion(String ruta) {
        return HttpRequest.newBuilder(
                URI.create("http://localhost:" + sistema.propiedad("local.server.port") + API + ruta));
    }

    private HttpResponse<String> enviar(HttpRequest.Builder peticion) throws IOException, InterruptedException {
        return http.send(peticion.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Busqueda evento(String nombre, Predicate<JsonNode> cual) {
        return new Busqueda(nombre, "event", cual);
    }

    private static Busqueda transaccion(String nombre, Predicate<JsonNode> cual) {
        return new Busqueda(nombre, "transaction", cual);
    }

    private static Busqueda span(String nombre, Predicate<JsonNode> cual) {
        return new Busqueda(nombre, "span", cual);
    }

    private static String tag(JsonNode elemento, String nombre) {
        return elemento.path("tags").path(nombre).asText();
    }

    private static String dato(JsonNode span, String nombre) {
        return span.path("data").path(nombre).asText();
    }

    private static boolean op(JsonNode span, String op) {
        return span.path("op").asText().equals(op);
    }

    private static boolean consulta(JsonNode span, String sql) {
        return op(span, "db.sql.query") && span.path("description").asText().contains(sql);
    }

    private static boolean tiendaDeEtl(JsonNode transaccion) {
        return transaccion.path("transaction").asText().startsWith("ETL: ventas_klk_")
                && transaccion
                        .path("contexts")
                        .path("trace")
                        .path("op")
                        .asText()
                        .equals("etl.run")
                && tag(transaccion, "tienda").startsWith("tienda_");
    }

    private static boolean estado(JsonNode transaccion, String estado) {
        return transaccion
                .path("contexts")
                .path("trace")
                .path("status")
                .asText()
                .equals(estado);
    }

    private static boolean endpoint(JsonNode transaccion, String endpoint) {
        return tag(transaccion, "endpoint").equals(endpoint)
                && !tag(transaccion, "etl_tipo").isEmpty()
                && transaccion
                        .path("contexts")
                        .path("trace")
                        .path("op")
                        .asText()
                        .equals("http.server");
    }

    private static double medida(JsonNode transaccion, String nombre) {
        return transaccion.path("measurements").path(nombre).path("value").asDouble();
    }

    private static Set<String> campos(JsonNode objeto) {
        return objeto.properties().stream().map(campo -> campo.getKey()).collect(Collectors.toSet());
    }

    /**
     * A query, a widget or an alert.
     *
     * @param tipo of the items that it looks at
     */
    record Busqueda(String nombre, String tipo, Predicate<JsonNode> cual) {

        @Override
        public String toString() {
            return nombre;
        }
    }

    /** An endpoint with a bug. */
    @RestController
    static class Averia {

        @GetMapping("/api/etl/tracking/averia")
        String averia() {
            throw new IllegalStateException("avería de prueba");
        }
    }
}
