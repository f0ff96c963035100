package ai.fluxion.sample.etl.simulador;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.sample.etl.tienda.Tienda;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimuladorTest {

    private static final Clock MEDIODIA =
            Clock.fixed(Instant.parse("2026-11-20T16:00:00Z"), ZoneId.of("America/Caracas"));

    private final HttpClient http = HttpClient.newHttpClient();
    private final Simulador klk = simulador(7);

    @BeforeAll
    void start() {
        klk.iniciar();
    }

    @AfterAll
    void stop() {
        klk.close();
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws Exception {
        String dia = "{\"sucursal\":\"SUC001\",\"fecha_desde\":\"2026-11-18\",\"fecha_hasta\":\"2026-11-19\"}";
        String bytes = ventas(klk, dia);
        assertThat(ventas(klk, dia)).isEqualTo(bytes);
        try (Simulador gemelo = simulador(7);
                Simulador otro = simulador(8)) {
            gemelo.iniciar();
            otro.iniciar();
            assertThat(ventas(gemelo, dia)).isEqualTo(bytes);
            assertThat(ventas(otro, dia)).isNotEqualTo(bytes);
        }
    }

    @Test
    void aLineHasTheVendorsShape() throws Exception {
        JsonNode respuesta =
                json("{\"sucursal\":\"SUC001\",\"fecha_desde\":\"2026-11-19\",\"fecha_hasta\":\"2026-11-19\"}");
        JsonNode ventas = respuesta.path("ventas");
        assertThat(respuesta.path("meta").path("total_registros").asInt())
                .isEqualTo(ventas.size())
                .isPositive();
        JsonNode linea = ventas.get(0);
        assertThat(linea.path("numero_factura").asText()).matches("C\\d\\d-\\d\\d-\\d{8}");
        assertThat(linea.path("hora").asText()).matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{7}");
        assertThat(linea.path("fecha_hora_completa").asText()).startsWith("2026-11-19T");
        assertThat(linea.path("producto")).hasSize(1);
        assertThat(linea.path("cantidad")).hasSize(1);
        assertThat(linea.path("financiero")).hasSize(1);
        Set<String> unidades = new TreeSet<>();
        ventas.forEach(una -> unidades.add(
                una.path("cantidad").path(0).path("unidad_medida_venta").asText()));
        assertThat(unidades).contains("KG", "UNIDAD");
    }

    @Test
    void hoursBoundTheRangeAndNothingIsSoldAfterNow() throws Exception {
        String dia = "\"sucursal\":\"SUC001\",\"fecha_desde\":\"2026-11-19\",\"fecha_hasta\":\"2026-11-19\"";
        int entero = json("{" + dia + "}").path("ventas").size();
        int temprano =
                json("{" + dia + ",\"hora_hasta\":\"12:59:59\"}").path("ventas").size();
        int tarde =
                json("{" + dia + ",\"hora_desde\":\"13:00\"}").path("ventas").size();
        assertThat(temprano).isPositive();
        assertThat(tarde).isPositive().isEqualTo(entero - temprano);
        JsonNode hoy = json("{\"sucursal\":\"SUC001\",\"fecha_desde\":\"2026-11-20\",\"fecha_hasta\":\"2026-11-20\"}");
        assertThat(hoy.path("ventas"))
                .isNotEmpty()
                .allMatch(una -> una.path("hora").asText().compareTo("12:00:01") < 0);
    }

    @Test
    void whatIsAskedWronglyIsRefusedAsTheVendorDoes() throws Exception {
        assertThat(enviar(klk, "{\"fecha_desde\":\"2026-11-19\"}").statusCode()).isEqualTo(400);
        HttpResponse<String> ajena =
                enviar(klk, "{\"sucursal\":\"SUC999\",\"fecha_desde\":\"2026-11-19\",\"fecha_hasta\":\"2026-11-19\"}");
        assertThat(ajena.statusCode()).isEqualTo(200);
        assertThat(ajena.body()).contains("\"error\"");
    }

    private JsonNode json(String cuerpo) throws Exception {
        return new ObjectMapper().readTree(ventas(klk, cuerpo));
    }

    private String ventas(Simulador simulador, String cuerpo) throws Exception {
        HttpResponse<String> respuesta = enviar(simulador, cuerpo);
        assertThat(respuesta.statusCode()).isEqualTo(200);
        return respuesta.body();
    }

    private HttpResponse<String> enviar(Simulador simulador, String cuerpo) throws Exception {
        return http.send(
                HttpRequest.newBuilder(simulador.url().resolve("/ventas"))
                        .POST(HttpRequest.BodyPublishers.ofString(cuerpo))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static Simulador simulador(long semilla) {
        return new Simulador(
                new SimuladorProperties(true, 0, semilla, 400, 100, 0, null, Duration.ZERO, List.of()),
                List.of(new Tienda("tienda_01", "PERIFERICO", "SUC001", "APP-TPF")),
                MEDIODIA);
    }
}
