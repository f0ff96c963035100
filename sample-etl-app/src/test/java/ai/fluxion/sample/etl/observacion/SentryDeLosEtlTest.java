package ai.fluxion.sample.etl.observacion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.sample.etl.Sistema;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The sample as it runs, its jobs started by their schedule, against a Sentry that takes what comes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SentryDeLosEtlTest {

    private static final Duration MAXIMO = Duration.ofSeconds(150);
    private static final String TIENDA_ROTA = "tienda_08";

    @SuppressWarnings("NullAway.Init")
    private ReceptorSentry sentry;

    @SuppressWarnings("NullAway.Init")
    private Sistema sistema;

    @BeforeAll
    void start(@TempDir Path carpeta) {
        sentry = new ReceptorSentry();
        sistema = Sistema.conWeb(
                carpeta,
                List.of(),
                "sentry.dsn=" + sentry.dsn(),
                "etl.programacion.activa=true",
                "etl.arranque.segundo=" + LocalTime.now().plusSeconds(15).getSecond(),
                "etl.seguridad.api-key=secreta",
                "klk.intentos=1",
                "klk.simulador.lineas-por-dia=60",
                "klk.simulador.articulos=30",
                "klk.simulador.fallas[0].tipo=HTTP_500",
                "klk.simulador.fallas[0].sucursal=SUC002");
    }

    @AfterAll
    void stop() {
        sistema.close();
        sentry.close();
    }

    @Test
    void everyMonitorReportsAndTheDeadStoreIsNamed() {
        await().atMost(MAXIMO).untilAsserted(() -> {
            assertThat(slugs(c -> c.path("status").asText().equals("ok")))
                    .contains(
                            "demo-etl-stock-actual",
                            "demo-etl-productos",
                            "demo-inventario-klk-completo",
                            "demo-etl-ventas-tienda-tienda-01",
                            "demo-etl-ventas-tienda-tienda-17",
                            "demo-etl-ventas-tienda-tienda-18",
                            "demo-etl-ventas-tienda-tienda-20");
            assertThat(slugs(c -> c.path("status").asText().equals("error")))
                    .contains(
                            "demo-etl-ventas-historico",
                            "demo-etl-ventas-diario",
                            "demo-ventas-klk-incremental-30min",
                            "demo-etl-ventas-tienda-tienda-08");
        });
        JsonNode cierre = uno(
                "check_in",
                c -> c.path("monitor_slug").asText().equals("demo-etl-ventas-tienda-tienda-01")
                        && c.path("status").asText().equals("ok"));
        assertThat(cierre.path("environment").asText()).isEqualTo("demo");
        assertThat(cierre.path("duration").asDouble()).isPositive();
        // It rides on the first check-in of a run that leaves: on this one, or on its in_progress.
        JsonNode config = uno(
                        "check_in",
                        c -> c.path("monitor_slug").asText().equals("demo-etl-ventas-tienda-tienda-01")
                                && c.has("monitor_config"))
                .path("monitor_config");
        assertThat(config.path("schedule").path("type").asText()).isEqualTo("crontab");
        assertThat(config.path("schedule").path("value").asText()).isEqualTo("* * * * *");
        assertThat(config.path("timezone").asText()).isEqualTo("America/Caracas");
        assertThat(config.path("failure_issue_threshold").asInt()).isEqualTo(720);
    }

    @Test
    void aFailingStoreIsAnErrorWithItsTagsInTheTraceOfItsCheckIn() {
        JsonNode error = espera(
                "event",
                e -> e.path("tags").path("tienda").asText().equals(TIENDA_ROTA)
                        && e.path("contexts").path("run").isObject());

        JsonNode tags = error.path("tags");
        assertThat(tags.path("etl_name").asText()).isEqualTo("ventas_klk_completo");
        assertThat(tags.path("etl_tipo").asText()).isEqualTo("ventas");
        assertThat(tags.path("modo").asText()).isEqualTo("completo");
        assertThat(tags.path("error_tipo").asText()).isEqualTo("api_error");
        assertThat(error.path("release").asText()).isEqualTo("2.0");
        assertThat(error.path("breadcrumbs").toString()).contains("extraer");
        String traza = error.path("contexts").path("trace").path("trace_id").asText();
        espera(
                "check_in",
                c -> c.path("contexts").path("trace").path("trace_id").asText().equals(traza)
                        && c.path("monitor_slug").asText().equals("demo-etl-ventas-tienda-tienda-08"));
    }

    @Test
    void storesAndSweepsAreTransactionsNamedByTheirEtl() {
        JsonNode tienda = espera(
                "transaction",
                t -> t.path("transaction").asText().equals("ETL: ventas_klk_incremental_30min")
                        && t.path("tags").path("tienda").asText().equals("tienda_01"));
        assertThat(tienda.path("measurements").has("registros_extraidos")).isTrue();
        assertThat(tienda.path("measurements").has("venta_total_usd")).isTrue();
        assertThat(StreamSupport.stream(tienda.path("spans").spliterator(), false)
                        .map(span -> span.path("description").asText()))
                .contains("extraer", "transformar", "cargar");
        espera(
                "transaction",
                t -> t.path("transaction").asText().equals("ETL: ventas_klk_completo")
                        && t.path("tags").path("tienda").asText().equals("tienda_20"));
        espera(
                "transaction",
                t -> t.path("transaction").asText().equals("ETL: ventas_klk_completo")
                        && !t.path("tags").has("tienda"));
        espera("transaction", t -> t.path("transaction").asText().equals("ETL: inventario_klk_completo"));
    }

    @Test
    void aRecoveryIsAnInfoEventATransactionAndNoCheckIn() throws Exception {
        String cuerpo = "{\"etl_tipo\":\"ventas\",\"ubicacion_id\":\"tienda_17\",\"fecha_desde\":\"2026-11-10\","
                + "\"fecha_hasta\":\"2026-11-10\",\"hora_desde\":\"09:00\",\"hora_hasta\":\"11:00\"}";
        HttpRequest peticion = HttpRequest.newBuilder(URI.create("http://localhost:"
                        + sistema.propiedad("local.server.port") + "/api/etl/tracking/recuperar-gap"))
                .header("X-Api-Key", "secreta")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(cuerpo))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(peticion, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(202);

        JsonNode evento =
                espera("event", e -> e.path("tags").path("endpoint").asText().equals("recuperar_gap"));
        assertThat(evento.path("level").asText()).isEqualTo("info");
        assertThat(evento.path("contexts")
                        .path("gap_recovery")
                        .path("hora_desde")
                        .asText())
                .isEqualTo("09:00");
        JsonNode recuperacion = espera(
                "transaction",
                t -> t.path("transaction").asText().equals("ETL: ventas_klk_recuperacion")
                        && t.path("tags").path("tienda").asText().equals("tienda_17"));
        assertThat(StreamSupport.stream(recuperacion.path("spans").spliterator(), false)
                        .filter(span -> span.path("op").asText().equals("gap.recover"))
                        .map(span -> span.path("tags").path("tienda").asText()))
                .containsExactly("tienda_17");
        JsonNode peticionHttp = espera(
                "transaction", t -> t.path("transaction").asText().equals("POST /api/etl/tracking/recuperar-gap"));
        assertThat(peticionHttp.path("tags").path("tienda").asText()).isEqualTo("tienda_17");
        assertThat(peticionHttp.path("tags").path("ubicacion_id").asText()).isEqualTo("tienda_17");
        assertThat(slugs(c -> true)).noneMatch(slug -> slug.contains("recuperacion"));
    }

    private Set<String> slugs(Predicate<JsonNode> cuales) {
        Set<String> slugs = new TreeSet<>();
        sentry.de("check_in").stream()
                .filter(cuales)
                .forEach(c -> slugs.add(c.path("monitor_slug").asText()));
        return slugs;
    }

    private JsonNode espera(String tipo, Predicate<JsonNode> cual) {
        await().atMost(MAXIMO).until(() -> sentry.de(tipo).stream().anyMatch(cual));
        return uno(tipo, cual);
    }

    private JsonNode uno(String tipo, Predicate<JsonNode> cual) {
        return sentry.de(tipo).stream().filter(cual).findFirst().orElseThrow();
    }
}
