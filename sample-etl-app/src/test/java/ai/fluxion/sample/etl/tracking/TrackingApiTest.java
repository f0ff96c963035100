package ai.fluxion.sample.etl.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.sample.etl.Sistema;
import ai.fluxion.sample.etl.simulador.Falla;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrackingApiTest {

    private static final String BASE = "/api/etl/tracking/";

    /** Days that the clock of the application, the real one, has behind it: gaps are looked for near today. */
    private static final LocalDate HOY = LocalDate.now(ZoneId.of("America/Caracas"));

    private static final String AYER = HOY.minusDays(1).toString();
    private static final String ANTEAYER = HOY.minusDays(2).toString();
    private static final List<String> CAMPOS = List.of(
            "id",
            "etl_tipo",
            "ubicacion_id",
            "ubicacion_nombre",
            "fecha_inicio",
            "fecha_fin",
            "duracion_segundos",
            "fecha_desde",
            "fecha_hasta",
            "hora_desde",
            "hora_hasta",
            "estado",
            "registros_extraidos",
            "registros_cargados",
            "error_mensaje",
            "error_tipo",
            "modo",
            "version_etl",
            "host");

    private final HttpClient http = HttpClient.newHttpClient();
    private Sistema sistema;

    @BeforeAll
    void start(@TempDir Path carpeta) {
        sistema = Sistema.conWeb(
                carpeta,
                List.of(),
                "etl.seguridad.api-key=secreta",
                "klk.simulador.lineas-por-dia=100",
                "klk.intentos=1",
                "klk.timeout-ventas=20s",
                "klk.timeout-prueba=2s");
    }

    @AfterAll
    void stop() {
        sistema.close();
    }

    @AfterEach
    void noMoreFaults() {
        sistema.klk().fallas().apagar();
        sistema.sql().sql("DELETE FROM etl_ejecuciones").update();
    }

    @Test
    void aFailedRecoveryIsAGapThatTheNextRecoveryClosesAndBothAreVisible() throws Exception {
        sistema.klk().fallas().encender(Falla.de(Falla.Tipo.ERROR_200).en("SUC002"));
        long fallida = aceptada(pedido("tienda_08", AYER, AYER, "09:30", "10:00:00"));
        terminada(fallida, "fallido");

        List<JsonNode> gaps = lista("gaps?ubicacion_id=tienda_08&etl_tipo=ventas&max_horas=720");
        assertThat(gaps).hasSize(1);
        JsonNode gap = gaps.get(0);
        assertThat(gap.path("fecha_desde").asText()).isEqualTo(AYER);
        assertThat(gap.path("hora_desde").asText()).isEqualTo("09:30:00");
        assertThat(gap.path("hora_hasta").asText()).isEqualTo("10:00:00");
        assertThat(gap.path("error_tipo").asText()).isEqualTo("api_error");
        assertThat(gap.path("fecha_fallo").isTextual()).isTrue();
        assertThat(gap.path("horas_desde_fallo").isNumber()).isTrue();

        sistema.klk().fallas().apagar();
        long buena = aceptada(pedido("tienda_08", AYER, AYER, "09:00", null));
        JsonNode ejecucion = terminada(buena, "exitoso");

        assertThat(ejecucion.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(CAMPOS);
        assertThat(ejecucion.path("modo").asText()).isEqualTo("recuperacion");
        assertThat(ejecucion.path("registros_cargados").asLong()).isPositive();
        assertThat(lista("gaps?ubicacion_id=tienda_08")).isEmpty();
        assertThat(lista("ejecuciones?ubicacion_id=tienda_08&modo=recuperacion"))
                .extracting(una -> una.path("id").asLong())
                .containsExactly(buena, fallida);
        assertThat(lista("ejecuciones?estado=fallido")).hasSize(1);
        assertThat(lista("ejecuciones?etl_tipo=inventario")).isEmpty();
        assertThat(lista("ejecuciones?limite=1")).hasSize(1);
    }

    @Test
    void theSameGapTwiceAtOnceRunsOnce() throws Exception {
        sistema.klk().fallas().encender(new Falla(Falla.Tipo.TIMEOUT, "SUC003", 1, Duration.ofSeconds(2)));
        String pedido = pedido("tienda_17", ANTEAYER, ANTEAYER, null, null);

        JsonNode primera = cuerpo(post("recuperar-gap", pedido, "secreta"));
        JsonNode segunda = cuerpo(post("recuperar-gap", pedido, "secreta"));

        assertThat(segunda.path("id").asLong()).isEqualTo(primera.path("id").asLong());
        assertThat(primera.path("nueva").asBoolean()).isTrue();
        assertThat(segunda.path("nueva").asBoolean()).isFalse();
        await().until(() -> !lista("ejecuciones").get(0).path("estado").asText().equals("en_proceso"));
        assertThat(lista("ejecuciones?ubicacion_id=tienda_17")).hasSize(1);
    }

    @Test
    void metricsAreSumsPerStoreAndDay() throws Exception {
        long una = aceptada(pedido("tienda_01", AYER, AYER, null, null));
        long cargados = terminada(una, "exitoso").path("registros_cargados").asLong();
        sistema.klk().fallas().encender(Falla.de(Falla.Tipo.HTTP_500).en("SUC001"));
        terminada(aceptada(pedido("tienda_01", ANTEAYER, ANTEAYER, null, null)), "fallido");

        List<JsonNode> metricas = lista("metricas?dias=1&etl_tipo=ventas");

        assertThat(metricas).hasSize(1);
        JsonNode metrica = metricas.get(0);
        assertThat(metrica.path("ubicacion_id").asText()).isEqualTo("tienda_01");
        assertThat(metrica.path("total_ejecuciones").asInt()).isEqualTo(2);
        assertThat(metrica.path("tasa_exito_pct").asDouble()).isEqualTo(50.0);
        assertThat(metrica.path("total_registros_cargados").asLong()).isEqualTo(cargados);
        assertThat(metrica.path("duracion_promedio_seg").asDouble()).isPositive();
    }

    @Test
    void theCronStatusNamesEveryJob() throws Exception {
        assertThat(lista("cron/status"))
                .extracting(uno -> uno.path("etl").asText())
                .contains(
                        "etl_ventas_historico",
                        "etl_ventas_diario",
                        "etl_stock_actual",
                        "etl_productos",
                        "ventas_klk_incremental_30min",
                        "inventario_klk_completo",
                        "ventas_klk_recuperacion");
    }

    @Test
    void everyAnswerHasExactlyItsFields() throws Exception {
        sistema.klk().fallas().encender(Falla.de(Falla.Tipo.ERROR_200).en("SUC002"));
        terminada(aceptada(pedido("tienda_08", AYER, AYER, null, null)), "fallido");

        assertThat(campos(lista("gaps?max_horas=1").get(0)))
                .containsExactlyInAnyOrder(
                        "etl_tipo",
                        "ubicacion_id",
                        "ubicacion_nombre",
                        "fecha_desde",
                        "fecha_hasta",
                        "hora_desde",
                        "hora_hasta",
                        "fecha_fallo",
                        "horas_desde_fallo",
                        "motivo",
                        "error_tipo",
                        "error_mensaje");
        assertThat(campos(lista("metricas").get(0)))
                .contains(
                        "etl_tipo",
                        "ubicacion_id",
                        "fecha",
                        "tasa_exito_pct",
                        "duracion_promedio_seg",
                        "total_registros_cargados");
        JsonNode historico = lista("cron/status").get(0);
        assertThat(campos(historico))
                .containsExactlyInAnyOrder(
                        "etl", "etl_tipo", "modo", "activo", "horario", "cron", "zona", "proxima_ejecucion", "hoy");
        assertThat(campos(historico.path("hoy")))
                .containsExactlyInAnyOrder("total", "exitosas", "fallidas", "parciales", "en_proceso");
        assertThat(campos(json("connectivity/klk"))).containsExactlyInAnyOrder("estado", "latencia_ms", "mensaje");
    }

    private static List<String> campos(JsonNode objeto) {
        return objeto.properties().stream().map(campo -> campo.getKey()).toList();
    }

    @Test
    void connectivityTellsTheThreeCases() throws Exception {
        assertThat(json("connectivity/klk").path("estado").asText()).isEqualTo("disponible");
        sistema.klk().fallas().encender(Falla.de(Falla.Tipo.TIMEOUT).veces(1));
        assertThat(json("connectivity/klk").path("estado").asText()).isEqualTo("timeout");
        sistema.klk().fallas().encender(Falla.de(Falla.Tipo.HTTP_500).veces(1));
        JsonNode error = json("connectivity/klk");
        assertThat(error.path("estado").asText()).isEqualTo("error");
        assertThat(error.path("latencia_ms").isNumber()).isTrue();
        sistema.klk().fallas().encender(Falla.de(Falla.Tipo.ERROR_200).veces(1));
        JsonNode dice = json("connectivity/klk");
        assertThat(dice.path("estado").asText())
                .as("KLK says in a 200 that it cannot")
                .isEqualTo("error");
        assertThat(dice.path("mensaje").asText()).contains("no se pudo consultar la base de datos");
        sistema.klk().fallas().encender(Falla.de(Falla.Tipo.CONEXION)); // the JDK's client asks twice
        assertThat(json("connectivity/klk").path("estado").asText()).isEqualTo("error");
    }

    @Test
    void whatIsWrongIsAProblem() throws Exception {
        for (String consulta : List.of(
                "ejecuciones?limite=0",
                "ejecuciones?limite=101",
                "ejecuciones?estado=roto",
                "gaps?max_horas=721",
                "metricas?dias=91",
                "metricas?dias=uno")) {
            problema(get(BASE + consulta, null), 400);
        }
        problema(post("recuperar-gap", "{", "secreta"), 400);
        problema(post("recuperar-gap", "{\"etl_tipo\":\"ventas\"}", "secreta"), 400);
        problema(post("recuperar-gap", pedido("tienda_99", AYER, AYER, null, null), "secreta"), 400);
        problema(post("recuperar-gap", pedido("tienda_01", AYER, ANTEAYER, null, null), "secreta"), 400);
        problema(post("recuperar-gap", pedido("tienda_01", AYER, AYER, "10:00", "10:00"), "secreta"), 400);
        for (String dia : List.of(
                LocalDate.now(ZoneOffset.UTC).plusDays(2).toString(),
                "1999-12-31",
                "-999999999-01-01",
                "+999999999-12-31")) {
            problema(post("recuperar-gap", pedido("tienda_01", dia, dia, null, null), "secreta"), 400);
        }
        problema(post("recuperar-gap", pedido("tienda_01", "2026-10-01", "2026-11-01", null, null), "secreta"), 400);
        problema(get("/api/nothing", null), 404);
        assertThat(lista("ejecuciones")).isEmpty();
    }

    @Test
    void aProblemNamesTheFieldThatIsWrong() throws Exception {
        String bueno = pedido("tienda_01", AYER, AYER, "10:00", "11:00");
        Map<String, String> detalles = Map.of(
                bueno.replaceFirst("\"" + AYER + "\"", AYER.replace("-", "")),
                "fecha_desde no es válido",
                bueno.replaceFirst(AYER, AYER + "T23:00:00"),
                "fecha_desde '" + AYER + "T23:00:00' no es válido",
                bueno.replace("\"ventas\"", "0"),
                "etl_tipo '0' no es válido",
                "{}",
                "etl_tipo must not be null; fecha_desde must not be null; fecha_hasta must not be null; ubicacion_id must",
                bueno.replaceFirst(AYER, "2026-02-30"),
                "fecha_desde '2026-02-30' no es válido",
                bueno.replace("10:00", "25:00"),
                "hora_desde '25:00' no es válido",
                bueno.replace("ventas", "compras"),
                "etl_tipo",
                "[]",
                "el cuerpo no es el objeto JSON que se espera",
                "",
                "el cuerpo no es el objeto JSON que se espera",
                "{\"etl_tipo\":",
                "el cuerpo no es el objeto JSON que se espera");
        for (Map.Entry<String, String> uno : detalles.entrySet()) {
            HttpResponse<String> respuesta = post("recuperar-gap", uno.getKey(), "secreta");
            problema(respuesta, 400);
            assertThat(cuerpo(respuesta).path("detail").asText())
                    .as(uno.getKey())
                    .startsWith(uno.getValue());
        }
    }

    @Test
    void anHourThatIsNoneIsRefusedAndNotReadAsTheDaysStart() throws Exception {
        HttpResponse<String> respuesta =
                post("recuperar-gap", pedido("tienda_01", ANTEAYER, AYER, "10:00", "24:00"), "secreta");

        problema(respuesta, 400); // the whole of the 20th was left out, without a word
        assertThat(cuerpo(respuesta).path("detail").asText()).isEqualTo("hora_hasta '24:00' no es válido");
    }

    @Test
    void theDescriptionOfTheApiSaysWhereTheKeyGoes() throws Exception {
        JsonNode api = cuerpo(get("/v3/api-docs", null));
        JsonNode clave = api.path("components").path("securitySchemes").path("api-key");
        assertThat(clave.path("in").asText()).isEqualTo("header");
        assertThat(clave.path("name").asText()).isEqualTo("X-Api-Key");
        assertThat(api.path("info").path("version").asText()).isEqualTo("2.0");
        JsonNode rutas = api.path("paths");
        assertThat(rutas.path(BASE + "recuperar-gap")
                        .path("post")
                        .path("security")
                        .toString())
                .isEqualTo("[{\"api-key\":[]}]");
        assertThat(rutas.path(BASE + "gaps").path("get").has("security")).isFalse();
    }

    /** None of it makes a request one of this machine, and no key is read from anywhere else. */
    @Test
    void aRequestIsOfThisMachineOnlyIfAllOfItIs() throws Exception {
        for (String cabecera : List.of(
                "X-Forwarded-For: 127.0.0.1",
                "X-Forwarded-For: ",
                "Forwarded: for=127.0.0.1",
                "Host: evil.example",
                "Host: localhost.evil.example",
                "Host: evil.example\r\nX-Forwarded-Host: localhost")) {
            assertThat(cruda("GET " + BASE + "ejecuciones?X-Api-Key=secreta&api_key=secreta HTTP/1.1", cabecera))
                    .as(cabecera)
                    .startsWith("HTTP/1.1 401");
            assertThat(cruda("GET " + BASE + "ejecuciones HTTP/1.1", cabecera + "\r\nX-Api-Key: secreta"))
                    .as(cabecera)
                    .startsWith("HTTP/1.1 200");
        }
        assertThat(cruda("HEAD " + BASE + "ejecuciones HTTP/1.1", "Host: localhost"))
                .as("a read, too")
                .startsWith("HTTP/1.1 200");
        assertThat(cruda("HEAD " + BASE + "ejecuciones HTTP/1.1", "Host: evil.example"))
                .startsWith("HTTP/1.1 401");
        for (String metodo : List.of("POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
            assertThat(cruda(metodo + " " + BASE + "gaps HTTP/1.1", "Host: localhost"))
                    .as(metodo)
                    .startsWith("HTTP/1.1 401");
        }
    }

    /** As the JDK's client would not send it. */
    private String cruda(String linea, String cabeceras) throws IOException {
        String host = cabeceras.contains("Host:") ? "" : "Host: localhost\r\n";
        try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(sistema.propiedad("local.server.port")))) {
            socket.getOutputStream()
                    .write((linea + "\r\n" + host + cabeceras + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void readsAreOpenHereAndTheRestNeedsTheKey() throws Exception {
        String pedido = pedido("tienda_01", AYER, AYER, null, null);
        problema(post("recuperar-gap", pedido, null), 401);
        problema(post("recuperar-gap", pedido, "falsa"), 401);
        problema(get("/actuator/metrics", null), 401);
        assertThat(get("/actuator/metrics", "secreta").statusCode()).isEqualTo(200);
        HttpResponse<String> salud = get("/actuator/health", null);
        assertThat(salud.statusCode()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(salud.body()).has("components")).isFalse();
        assertThat(get("/actuator/health", "secreta").body()).contains("components");
        assertThat(get("/v3/api-docs", null).body()).contains("/api/etl/tracking/recuperar-gap");
        assertThat(get("/swagger-ui/index.html", null).statusCode()).isEqualTo(200);
        HttpResponse<String> lectura = get(BASE + "ejecuciones", null);
        assertThat(lectura.statusCode()).isEqualTo(200);
        assertThat(lectura.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(lectura.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(lectura.headers().firstValue("X-Frame-Options")).contains("DENY");
    }

    @Test
    void aPageElsewhereIsNotLetIn() throws Exception {
        HttpRequest preflight = peticion(BASE + "recuperar-gap")
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "X-Api-Key")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> respuesta = http.send(preflight, HttpResponse.BodyHandlers.ofString());
        assertThat(respuesta.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(respuesta.headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();

        HttpRequest forwarded = peticion(BASE + "ejecuciones")
                .header("X-Forwarded-For", "203.0.113.9")
                .GET()
                .build();
        problema(http.send(forwarded, HttpResponse.BodyHandlers.ofString()), 401);
    }

    private static String pedido(
            String tienda, String desde, String hasta, @Nullable String horaDesde, @Nullable String horaHasta) {
        String horas = (horaDesde == null ? "" : ",\"hora_desde\":\"" + horaDesde + "\"")
                + (horaHasta == null ? "" : ",\"hora_hasta\":\"" + horaHasta + "\"");
        return "{\"etl_tipo\":\"ventas\",\"ubicacion_id\":\"" + tienda + "\",\"fecha_desde\":\"" + desde
                + "\",\"fecha_hasta\":\"" + hasta + "\"" + horas + "}";
    }

    private long aceptada(String pedido) throws Exception {
        HttpResponse<String> respuesta = post("recuperar-gap", pedido, "secreta");
        assertThat(respuesta.statusCode()).as(respuesta.body()).isEqualTo(202);
        return cuerpo(respuesta).path("id").asLong();
    }

    private JsonNode terminada(long id, String estado) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> lista("ejecuciones?limite=100").stream()
                                .filter(una -> una.path("id").asLong() == id)
                                .findFirst()
                                .orElseThrow(),
                        una -> una.path("estado").asText().equals(estado));
    }

    private void problema(HttpResponse<String> respuesta, int estado) throws IOException {
        assertThat(respuesta.statusCode()).as(respuesta.body()).isEqualTo(estado);
        assertThat(respuesta.headers().firstValue("Content-Type"))
                .hasValueSatisfying(tipo -> assertThat(tipo).startsWith("application/problem+json"));
        assertThat(cuerpo(respuesta).path("status").asInt()).isEqualTo(estado);
    }

    private List<JsonNode> lista(String ruta) throws Exception {
        Stream<JsonNode> elementos = StreamSupport.stream(json(ruta).spliterator(), false);
        return elementos.toList();
    }

    private JsonNode json(String ruta) throws Exception {
        HttpResponse<String> respuesta = get(BASE + ruta, null);
        assertThat(respuesta.statusCode()).as(respuesta.body()).isEqualTo(200);
        return cuerpo(respuesta);
    }

    private static JsonNode cuerpo(HttpResponse<String> respuesta) throws IOException {
        return new ObjectMapper().readTree(respuesta.body());
    }

    private HttpResponse<String> get(String ruta, @Nullable String clave) throws Exception {
        HttpRequest.Builder peticion = peticion(ruta).GET();
        if (clave != null) {
            peticion.header("X-Api-Key", clave);
        }
        return http.send(peticion.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String ruta, String cuerpo, @Nullable String clave) throws Exception {
        HttpRequest.Builder peticion = peticion(BASE + ruta)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(cuerpo));
        if (clave != null) {
            peticion.header("X-Api-Key", clave);
        }
        return http.send(peticion.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder peticion(String ruta) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + sistema.propiedad("local.server.port") + ruta));
    }
}
