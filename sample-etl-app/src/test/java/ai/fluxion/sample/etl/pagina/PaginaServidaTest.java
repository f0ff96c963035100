package ai.fluxion.sample.etl.pagina;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.sample.etl.Sistema;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaginaServidaTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void thePageIsToldWhereItsErrorsGoAndMaySendThemThereOnly(@TempDir Path carpeta) throws Exception {
        try (Sistema sistema = Sistema.conWeb(
                carpeta,
                List.of(),
                "etl.pagina.sentry-dsn=http://clave@sentry.example:9000/7",
                "sentry.environment=pruebas")) {
            HttpResponse<String> respuesta = pedir(sistema, "/pagina.json");

            assertThat(respuesta.statusCode()).isEqualTo(200);
            assertThat(respuesta.body())
                    .isEqualTo("{\"sentryDsn\":\"http://clave@sentry.example:9000/7\",\"environment\":\"pruebas\","
                            + "\"release\":\"2.0\"}");
            assertThat(respuesta.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("connect-src 'self' http://sentry.example:9000")
                    .contains("script-src 'self';");
        }
    }

    @Test
    void withoutADsnThePageMayReachTheOneThatItsBuildKnows(@TempDir Path carpeta) throws Exception {
        try (Sistema sistema = Sistema.conWeb(carpeta, List.of(), "etl.pagina.sentry-dsn=")) {
            HttpResponse<String> respuesta = pedir(sistema, "/pagina.json");

            assertThat(respuesta.body()).startsWith("{\"sentryDsn\":\"\"");
            assertThat(respuesta.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .endsWith("connect-src 'self' https:");
        }
    }

    private HttpResponse<String> pedir(Sistema sistema, String camino) throws Exception {
        URI uri = URI.create("http://localhost:" + sistema.propiedad("local.server.port") + camino);
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
