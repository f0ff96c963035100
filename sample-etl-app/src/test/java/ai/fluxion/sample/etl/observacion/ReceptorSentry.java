package ai.fluxion.sample.etl.observacion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** Sentry's ingest, as far as a test needs it: takes envelopes over HTTP and keeps their items. */
public final class ReceptorSentry implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer servidor;
    private final List<Elemento> elementos = new CopyOnWriteArrayList<>();

    private record Elemento(String tipo, JsonNode contenido) {}

    public ReceptorSentry() {
        try {
            servidor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        servidor.setExecutor(Executors.newCachedThreadPool(tarea -> {
            Thread hilo = new Thread(tarea, "receptor");
            hilo.setDaemon(true);
            return hilo;
        }));
        servidor.createContext("/", this::recibir);
        servidor.start();
    }

    public String dsn() {
        return "http://clave@localhost:" + servidor.getAddress().getPort() + "/1";
    }

    public List<JsonNode> de(String tipo) {
        return elementos.stream()
                .filter(uno -> uno.tipo().equals(tipo))
                .map(Elemento::contenido)
                .toList();
    }

    private void recibir(HttpExchange intercambio) throws IOException {
        try (intercambio) {
            byte[] cuerpo = intercambio.getRequestBody().readAllBytes();
            InputStream entrada = "gzip".equals(intercambio.getRequestHeaders().getFirst("Content-Encoding"))
                    ? new GZIPInputStream(new ByteArrayInputStream(cuerpo))
                    : new ByteArrayInputStream(cuerpo);
            leer(entrada);
            byte[] respuesta = "{}".getBytes(StandardCharsets.UTF_8);
            intercambio.getResponseHeaders().set("Access-Control-Allow-Origin", "*"); // for the page
            intercambio.sendResponseHeaders(200, respuesta.length);
            intercambio.getResponseBody().write(respuesta);
        }
    }

    private void leer(InputStream entrada) throws IOException {
        linea(entrada); // the envelope's header
        for (byte[] cabecera = linea(entrada); cabecera.length > 0; cabecera = linea(entrada)) {
            JsonNode elemento = JSON.readTree(cabecera);
            byte[] contenido = elemento.has("length")
                    ? entrada.readNBytes(elemento.path("length").asInt())
                    : linea(entrada);
            if (elemento.has("length")) {
                linea(entrada);
            }
            String tipo = elemento.path("type").asText();
            if (tipo.equals("event") || tipo.equals("transaction") || tipo.equals("check_in")) {
                elementos.add(new Elemento(tipo, JSON.readTree(contenido)));
            }
        }
    }

    private static byte[] linea(InputStream entrada) throws IOException {
        ByteArrayOutputStream linea = new ByteArrayOutputStream();
        for (int b = entrada.read(); b >= 0 && b != '\n'; b = entrada.read()) {
            linea.write(b);
        }
        return linea.toByteArray();
    }

    @Override
    public void close() {
        servidor.stop(0);
    }
}
