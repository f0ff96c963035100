package ai.fluxion.sample.etl.trabajo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.sample.etl.Sistema;
import ai.fluxion.sample.etl.observacion.ReceptorSentry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sentry.traces-sample-rate} is for the web. */
class MuestreoTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path carpeta;

    @Test
    void aTenthOfTheRequestsAndEveryRun() throws Exception {
        try (ReceptorSentry sentry = new ReceptorSentry();
                Sistema sistema = Sistema.conWeb(
                        carpeta,
                        List.of(),
                        "sentry.dsn=" + sentry.dsn(),
                        "sentry.traces-sample-rate=0.1",
                        "klk.simulador.lineas-por-dia=20")) {
            for (int i = 0; i < 4; i++) {
                sistema.bean(VentasTrabajos.class).incremental();
            }
            URI uri = URI.create("http://localhost:" + sistema.propiedad("local.server.port")
                    + "/api/etl/tracking/ejecuciones?limite=1");
            HttpClient http = HttpClient.newHttpClient();
            for (int i = 0; i < 150; i++) {
                assertThat(http.send(HttpRequest.newBuilder(uri).GET().build(), HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(200);
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> transacciones(sentry, "ETL: ") == 4 * 5);
            // 15 of 150; fewer than 2 or more than 45 once in a million times
            await().atMost(Duration.ofSeconds(30)).until(() -> transacciones(sentry, "GET ") >= 2);
            assertThat(transacciones(sentry, "GET ")).isLessThan(45);
        }
    }

    private static long transacciones(ReceptorSentry sentry, String nombre) {
        return sentry.de("transaction").stream()
                .filter(una -> una.path("transaction").asText().startsWith(nombre))
                .count();
    }
}
