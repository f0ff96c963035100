package ai.fluxion.sample.etl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.sample.etl.ejecucion.Ejecuciones;
import ai.fluxion.sample.etl.ejecucion.Estado;
import ai.fluxion.sample.etl.observacion.ReceptorSentry;
import ai.fluxion.sample.etl.simulador.Falla;
import ai.fluxion.sample.etl.simulador.Simulador;
import ai.fluxion.sample.etl.simulador.SimuladorProperties;
import ai.fluxion.sample.etl.tienda.Tienda;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Profile {@code production} in a JVM of its own, told by environment variables only. */
@Tag("exhaustive")
class ProduccionTest {

    private static final List<String> OPCIONES = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final int SIGTERM = 128 + 15;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int puerto = PuertosLibres.uno();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path carpeta;

    @Test
    void itRunsOnTheRealSchedulesBehindItsKeyAndEndsWhenItsLoadsHave() throws Exception {
        try (ReceptorSentry sentry = new ReceptorSentry();
                Simulador klk = klk();
                Proceso proceso = proceso(Map.of(
                        "KLK_BASE_URL",
                        klk.url().toString(),
                        "ETL_API_KEY",
                        "secreta",
                        "SENTRY_DSN",
                        sentry.dsn(),
                        "SENTRY_TRACES_SAMPLE_RATE",
                        "1.0"))) {
            proceso.esperar("Started SampleEtlApplication");

            assertEveryLineIsJson(proceso);
            assertThat(get("/actuator/health", null).body()).contains("UP").doesNotContain("components");
            assertThat(get("/api/etl/tracking/ejecuciones", null).statusCode())
                    .as("the server is not bound to loopback")
                    .isEqualTo(401);
            assertThat(get("/api/etl/tracking/ejecuciones", "falsa").statusCode())
                    .isEqualTo(401);
            assertThat(get("/actuator/monitors", null).statusCode()).isEqualTo(401);
            assertThat(get("/v3/api-docs", null).statusCode()).isEqualTo(401);
            assertRealSchedules(new ObjectMapper()
                    .readTree(get("/actuator/monitors", "secreta").body()));

            long id = recuperar();
            proceso.terminar(); // while KLK lets the load wait
            assertThat(proceso.fin(Duration.ofSeconds(60))).isEqualTo(SIGTERM);
            assertThat(estado(id)).as(proceso.salida()).isEqualTo("exitoso");
            assertThat(sentry.de("transaction"))
                    .as("what it had to say to Sentry has left")
                    .anyMatch(una -> una.path("transaction").asText().equals("ETL: ventas_klk_recuperacion")
                            && una.path("environment").asText().equals("production"))
                    .as("the profile samples a tenth of the web; the environment variable says all")
                    .anyMatch(una -> una.path("transaction").asText().equals("POST /api/etl/tracking/recuperar-gap"));
        }
    }

    @Test
    void aRunThatEndsWhileTheApplicationStopsIsToldAsItEnded() throws Exception {
        try (ReceptorSentry sentry = new ReceptorSentry();
                Simulador klk = klk(Duration.ofSeconds(6));
                Proceso proceso = enMedioDeUnBarrido(sentry, klk)) {
            proceso.terminar(); // KLK takes longer than the starter would wait for runs by itself
            assertThat(proceso.fin(Duration.ofMinutes(2))).isEqualTo(SIGTERM);
            assertThat(estadosDeIncremental(sentry)).contains("ok").doesNotContain("error");
            assertThat(fallidas()).isEmpty();
        }
    }

    /** @param cierres what Sentry is told of the runs that are cut off: a rolling deploy wakes nobody */
    @ParameterizedTest
    @CsvSource({"auto,0", "error,1"})
    void aRunThatDoesNotEndHoldsNothingUpAndIsToldAsItIs(String interrumpidos, int cierres) throws Exception {
        try (ReceptorSentry sentry = new ReceptorSentry();
                Simulador klk = klk(Duration.ZERO)) {
            klk.fallas().encender(Falla.de(Falla.Tipo.TIMEOUT));
            try (Proceso proceso = enMedioDeUnBarrido(
                    sentry,
                    klk,
                    "--spring.lifecycle.timeout-per-shutdown-phase=1s",
                    "--fluxion.crons.delivery.interrupted=" + interrumpidos)) {
                proceso.terminar();
                assertThat(proceso.fin(Duration.ofMinutes(1)))
                        .as("one second for runs, five for the starter, where KLK takes half an hour")
                        .isEqualTo(SIGTERM);
            }
            List<String> dichos = estadosDeIncremental(sentry);
            assertThat(dichos).contains("in_progress").doesNotContain("ok");
            assertThat(dichos.stream().filter("error"::equals)).hasSize(cierres);
            assertThat(fallidas()).singleElement().asString().contains("abandonada");
        }
    }

    @Test
    void withoutAKeyWhateverNeedsOneIsRefused() throws Exception {
        try (Simulador klk = klk();
                Proceso proceso = proceso(Map.of("KLK_BASE_URL", klk.url().toString()))) {
            proceso.esperar("Started SampleEtlApplication");
            assertThat(proceso.salida()).contains("ETL_API_KEY is not set");
            for (String clave : List.of("", "null", "secreta")) {
                assertThat(get("/api/etl/tracking/gaps", clave).statusCode()).isEqualTo(401);
            }
        }
    }

    @Test
    void withoutKlkItDoesNotStart() throws Exception {
        try (Proceso proceso = proceso(Map.of())) {
            assertThat(proceso.fin(Duration.ofMinutes(2))).isNotZero();
            assertThat(proceso.salida()).contains("KLK_BASE_URL");
        }
    }

    private Proceso enMedioDeUnBarrido(ReceptorSentry sentry, Simulador klk, String... argumentos) {
        List<String> todos = new ArrayList<>(List.of(
                "--etl.tiendas[0].id=tienda_01",
                "--etl.tiendas[0].nombre=PERIFERICO",
                "--etl.tiendas[0].sucursal=SUC001",
                "--etl.tiendas[0].almacen=APP-TPF",
                "--etl.trabajos.ventas-incremental.cron=*/5 * * * * *"));
        todos.addAll(List.of(argumentos));
        Map<String, String> entorno = Map.of("KLK_BASE_URL", klk.url().toString(), "SENTRY_DSN", sentry.dsn());
        Proceso proceso = proceso(entorno, todos.toArray(String[]::new));
        proceso.esperar("Started SampleEtlApplication");
        await().until(() -> !estadosDeIncremental(sentry).isEmpty() || !proceso.vive());
        assertThat(proceso.vive()).as(proceso.salida()).isTrue();
        return proceso;
    }

    private static List<String> estadosDeIncremental(ReceptorSentry sentry) {
        return sentry.de("check_in").stream()
                .filter(uno -> uno.path("monitor_slug").asText().equals("ventas-klk-incremental-30min"))
                .map(uno -> uno.path("status").asText())
                .toList();
    }

    /** Why executions failed: read by the next process, which makes failures of those that were left behind. */
    private List<String> fallidas() {
        try (Sistema sistema = Sistema.en(carpeta)) {
            return sistema.bean(Ejecuciones.class).buscar(null, null, null, null, 100).stream()
                    .filter(una -> una.estado() != Estado.EXITOSO)
                    .map(una -> una.estado() + " " + una.errorMensaje())
                    .toList();
        }
    }

    private Proceso proceso(Map<String, String> entorno, String... argumentos) {
        Map<String, String> todo = new HashMap<>(entorno);
        todo.put("SPRING_PROFILES_ACTIVE", "production");
        todo.put("SERVER_PORT", Integer.toString(puerto));
        todo.put("ETL_DUCKDB_ARCHIVO", carpeta.resolve("klk.duckdb").toString());
        return Proceso.de(SampleEtlApplication.class, carpeta.resolve("salida.txt"), todo, OPCIONES, argumentos);
    }

    private static Simulador klk() {
        return klk(Duration.ofSeconds(3));
    }

    private static Simulador klk(Duration demora) {
        Simulador klk = new Simulador(
                new SimuladorProperties(true, 0, 1, 500, 50, 0, null, demora, List.of()),
                List.of(new Tienda("tienda_01", "PERIFERICO", "SUC001", "APP-TPF")),
                Clock.system(ZoneId.of("America/Caracas")));
        klk.iniciar();
        return klk;
    }

    private static void assertEveryLineIsJson(Proceso proceso) throws IOException {
        List<String> lineas =
                proceso.salida().lines().filter(linea -> linea.startsWith("{")).toList();
        assertThat(lineas).hasSizeGreaterThan(5);
        for (String linea : lineas) {
            JsonNode json = new ObjectMapper().readTree(linea);
            assertThat(json.has("@timestamp") && json.has("message")).as(linea).isTrue();
            assertThat(json.path("service").path("name").asText()).isEqualTo("fluxion-etl");
        }
    }

    private static void assertRealSchedules(JsonNode monitores) {
        Map<String, String> horarios = new HashMap<>();
        for (JsonNode monitor : monitores.path("monitors")) {
            horarios.put(
                    monitor.path("slug").asText(),
                    monitor.path("schedule").path("sentry").path("value").asText() + " "
                            + monitor.path("schedule").path("timezone").asText() + " "
                            + monitor.path("checkinMargin").asText() + " "
                            + monitor.path("maxRuntime").asText());
        }
        assertThat(horarios)
                .containsEntry("etl-ventas-historico", "0 2 * * * America/Caracas PT30M PT3H")
                .containsEntry("etl-ventas-diario", "0 */6 * * * America/Caracas PT15M PT1H")
                .containsEntry("etl-ventas-tienda-tienda-01", "0 */6 * * * America/Caracas PT15M PT30M")
                .containsEntry("etl-stock-actual", "0 */4 * * * America/Caracas PT10M PT30M")
                .containsEntry("etl-productos", "0 3 * * * America/Caracas PT20M PT45M")
                .containsEntry("ventas-klk-incremental-30min", "5,35 * * * * America/Caracas PT10M PT25M")
                // declared as 0,30: Sentry is told the same schedule in fewer words
                .containsEntry("inventario-klk-completo", "*/30 * * * * America/Caracas PT10M PT25M");
        Set<String> demo = horarios.keySet().stream()
                .filter(slug -> slug.startsWith("demo"))
                .collect(Collectors.toSet());
        assertThat(demo).isEmpty();
    }

    private long recuperar() throws Exception {
        HttpResponse<String> respuesta = http.send(
                peticion("/api/etl/tracking/recuperar-gap")
                        .header("X-Api-Key", "secreta")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"etl_tipo\":\"ventas\","
                                + "\"ubicacion_id\":\"tienda_01\",\"fecha_desde\":\"2026-11-10\","
                                + "\"fecha_hasta\":\"2026-11-10\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(respuesta.statusCode()).as(respuesta.body()).isEqualTo(202);
        return new ObjectMapper().readTree(respuesta.body()).path("id").asLong();
    }

    /** The database after the process: no other process has it now. */
    private String estado(long id) {
        try (Sistema sistema = Sistema.en(carpeta)) {
            return sistema.sql()
                    .sql("SELECT estado FROM etl_ejecuciones WHERE id = ?")
                    .param(id)
                    .query(String.class)
                    .single();
        }
    }

    private HttpResponse<String> get(String ruta, @Nullable String clave) throws Exception {
        HttpRequest.Builder peticion = peticion(ruta).GET();
        if (clave != null) {
            peticion.header("X-Api-Key", clave);
        }
        return http.send(peticion.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder peticion(String ruta) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + puerto + ruta));
    }
}
