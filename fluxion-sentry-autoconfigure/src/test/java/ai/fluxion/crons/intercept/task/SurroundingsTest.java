package ai.fluxion.crons.intercept.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SurroundingsTest {

    private static final String METADATA =
            """
            {"TaskARN": "arn:aws:ecs:us-east-1:1:task/etl/1", "Family": "ventas", "Revision": "7",
             "Containers": [{"Image": "ventas:1", "ImageID": "sha256:ab"}]}""";

    @Test
    void anEcsTaskIsToldByItsMetadata() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v4/abc/task", exchange -> {
            byte[] body = METADATA.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String uri =
                    "http://localhost:%d/v4/abc".formatted(server.getAddress().getPort());
            assertThat(tags(Map.of("ECS_CONTAINER_METADATA_URI_V4", uri)))
                    .containsEntry("ecs.task", "arn:aws:ecs:us-east-1:1:task/etl/1")
                    .containsEntry("ecs.family", "ventas")
                    .containsEntry("ecs.revision", "7")
                    .containsEntry("ecs.image", "ventas:1")
                    .containsEntry("ecs.image.id", "sha256:ab")
                    .hasSize(5);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aPodIsToldByItsName() throws Exception {
        assertThat(tags(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1", "HOSTNAME", "ventas-28-x")))
                .containsExactly(Map.entry("kubernetes.pod", "ventas-28-x"));
    }

    @Test
    void elsewhereThereAreNoTags() throws Exception {
        assertThat(tags(Map.of("HOSTNAME", "laptop"))).isEmpty();
        assertThat(tags(Map.of("ECS_CONTAINER_METADATA_URI_V4", "http://localhost:1/none")))
                .isEmpty();
        assertThat(tags(Map.of("ECS_CONTAINER_METADATA_URI_V4", "no address"))).isEmpty();
    }

    private static Map<String, String> tags(Map<String, String> environment) throws Exception {
        return new Surroundings(environment::get).tags().get(10, TimeUnit.SECONDS);
    }
}
