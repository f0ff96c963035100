package ai.fluxion.crons.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes check-ins as Sentry's ingest does. */
final class Ingest implements AutoCloseable {

    private final HttpServer server;

    private final List<JsonNode> checkIns = new CopyOnWriteArrayList<>();

    private volatile int status = 200;

    Ingest() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.server.createContext("/api/7/envelope/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String[] lines = body.split("\n", -1);
            ObjectMapper mapper = new ObjectMapper();
            JsonNode item = mapper.readTree(lines[1]);
            boolean whole = item.path("type").asText().equals("check_in")
                    && item.path("length").asInt() == lines[2].getBytes(StandardCharsets.UTF_8).length
                    && exchange.getRequestHeaders().getFirst("X-Sentry-Auth").contains("sentry_key=clave");
            if (whole) {
                this.checkIns.add(mapper.readTree(lines[2]));
            }
            exchange.sendResponseHeaders(whole ? this.status : 400, -1);
            exchange.close();
        });
        this.server.start();
    }

    String dsn() {
        return "http://clave@127.0.0.1:" + this.server.getAddress().getPort() + "/7";
    }

    void answer(int newStatus) {
        this.status = newStatus;
    }

    List<JsonNode> checkIns() {
        return this.checkIns;
    }

    @Override
    public void close() {
        this.server.stop(0);
    }
}
