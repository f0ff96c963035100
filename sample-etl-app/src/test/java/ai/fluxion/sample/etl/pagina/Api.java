package ai.fluxion.sample.etl.pagina;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** The API as the page calls it, to compare what is shown with what is so. */
final class Api {

    static final String CLAVE = "secreta";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    Api(String puerto) {
        this.base = "http://localhost:" + puerto;
    }

    String direccion() {
        return base + "/";
    }

    JsonNode leer(String camino) {
        return enviar(HttpRequest.newBuilder(URI.create(base + camino)).build());
    }

    List<JsonNode> lista(String camino) {
        return StreamSupport.stream(leer("/api/etl/tracking/" + camino).spliterator(), false)
                .toList();
    }

    /** Loads a window of a store, and waits for the end of it. */
    void cargar(String tienda, String dia, String desde, String hasta) {
        String pedido =
                """
                {"etl_tipo": "ventas", "ubicacion_id": "%s", "fecha_desde": "%s", "fecha_hasta": "%s",
                 "hora_desde": "%s", "hora_hasta": "%s"}"""
                        .formatted(tienda, dia, dia, desde, hasta);
        JsonNode aceptada = enviar(HttpRequest.newBuilder(URI.create(base + "/api/etl/tracking/recuperar-gap"))
                .header("Content-Type", "application/json")
                .header("X-Api-Key", CLAVE)
                .POST(HttpRequest.BodyPublishers.ofString(pedido))
                .build());
        long id = aceptada.path("id").asLong();
        await().atMost(Duration.ofSeconds(60)).until(() -> lista("ejecuciones?limite=100").stream()
                .anyMatch(una -> una.path("id").asLong() == id
                        && !una.path("estado").asText().equals("en_proceso")));
    }

    private JsonNode enviar(HttpRequest peticion) {
        try {
            HttpResponse<String> respuesta = http.send(peticion, HttpResponse.BodyHandlers.ofString());
            assertThat(respuesta.statusCode()).as(respuesta.body()).isBetween(200, 299);
            return json.readTree(respuesta.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
