package ai.fluxion.sample.etl.simulador;

import ai.fluxion.sample.etl.tienda.Tienda;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * KLK on a laptop: an HTTP server of its own on loopback. Its faults are turned on in code, by configuration, or by
 * {@code POST /_simulador/fallas} with a {@link Falla} as JSON ({@code DELETE} takes all away). Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class Simulador implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Simulador.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SimuladorProperties propiedades;
    private final Api api;
    private final Fallas fallas;
    private final ExecutorService hilos = Executors.newCachedThreadPool(tarea -> {
        Thread hilo = new Thread(tarea, "klk-simulador");
        hilo.setDaemon(true);
        return hilo;
    });
    private CountDownLatch fin = new CountDownLatch(0);
    private @Nullable HttpServer servidor;
    private int puerto;

    /**
     * @param tiendas the stores that it knows, when it invents its sales
     * @param reloj in the stores' zone: nothing is sold after now
     */
    public Simulador(SimuladorProperties propiedades, List<Tienda> tiendas, Clock reloj) {
        this.propiedades = propiedades;
        this.api = new Api(propiedades, tiendas, reloj);
        this.fallas = new Fallas(propiedades.fallas());
        this.puerto = propiedades.puerto();
    }

    /** Begins to listen; after a {@link #close()} again, on the same port. */
    public synchronized void iniciar() {
        if (servidor != null) {
            return;
        }
        try {
            HttpServer nuevo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), puerto), 0);
            nuevo.setExecutor(hilos);
            nuevo.createContext("/ventas", intercambio -> atender(intercambio, "POST"));
            nuevo.createContext("/maestra/articulos/almacen", intercambio -> atender(intercambio, "POST"));
            nuevo.createContext("/maestra/almacenes/pisoventa", intercambio -> atender(intercambio, "GET"));
            nuevo.createContext("/_simulador/fallas", this::control);
            fin = new CountDownLatch(1);
            nuevo.start();
            puerto = nuevo.getAddress().getPort();
            servidor = nuevo;
        } catch (IOException e) {
            throw new UncheckedIOException("klk.simulador.puerto: cannot listen on port " + puerto, e);
        }
        log.info("KLK simulator at {}", url());
    }

    /** Stops to listen: connections are refused. */
    @Override
    public synchronized void close() {
        if (servidor != null) {
            fin.countDown();
            servidor.stop(0);
            servidor = null;
        }
    }

    /** Where it listens; the port is settled once it has begun to. */
    public synchronized URI url() {
        return URI.create("http://localhost:" + puerto);
    }

    /** Its faults. */
    public Fallas fallas() {
        return fallas;
    }

    private void atender(HttpExchange intercambio, String metodo) throws IOException {
        try (intercambio) {
            responder(intercambio, metodo);
        } catch (IOException | UncheckedIOException e) {
            log.debug("KLK simulator: the client went away", e);
        } catch (RuntimeException e) {
            log.warn("KLK simulator: a request failed", e);
            throw e;
        }
    }

    private void responder(HttpExchange intercambio, String metodo) throws IOException {
        if (!intercambio.getRequestMethod().equals(metodo)) {
            enviar(intercambio, 405, Api.error("método no permitido"));
            return;
        }
        try {
            JsonNode cuerpo = leer(intercambio);
            Falla falla = fallas.para(codigos(cuerpo));
            esperar(propiedades.demora());
            if (falla == null || !romper(intercambio, falla, cuerpo)) {
                enviar(intercambio, 200, respuesta(intercambio, cuerpo, falla == null ? null : falla.tipo()));
            }
        } catch (IllegalArgumentException e) {
            enviar(intercambio, 400, Api.error(String.valueOf(e.getMessage())));
        }
    }

    private static JsonNode leer(HttpExchange intercambio) throws IOException {
        try (InputStream entrada = intercambio.getRequestBody()) {
            byte[] cuerpo = entrada.readAllBytes();
            return cuerpo.length == 0 ? JSON.createObjectNode() : JSON.readTree(cuerpo);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException("el cuerpo no es JSON", e);
        }
    }

    private static List<String> codigos(JsonNode cuerpo) {
        String sucursal = cuerpo.path("sucursal").asText("");
        return sucursal.isEmpty() ? Api.almacenes(cuerpo) : List.of(sucursal);
    }

    private Respuesta respuesta(HttpExchange intercambio, JsonNode cuerpo, Falla.@Nullable Tipo falla) {
        return switch (intercambio.getHttpContext().getPath()) {
            case "/ventas" -> api.ventas(cuerpo, falla);
            case "/maestra/articulos/almacen" -> api.articulos(cuerpo, falla);
            default -> api.pisosDeVenta();
        };
    }

    /** Shows a fault of the whole answer; {@code false}: it is one of the answer's content. */
    private boolean romper(HttpExchange intercambio, Falla falla, JsonNode cuerpo) throws IOException {
        switch (falla.tipo()) {
            case TIMEOUT -> esperar(falla.duracion());
            case CONEXION -> {} // closing the exchange without an answer breaks the connection
            case HTTP_500 -> enviar(intercambio, 500, Api.error("error interno del servidor"));
            case ERROR_200 -> enviar(intercambio, 200, Api.error("no se pudo consultar la base de datos"));
            case JSON_ROTO -> enviarLaMitad(intercambio, respuesta(intercambio, cuerpo, null));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void enviar(HttpExchange intercambio, int estado, Respuesta respuesta) throws IOException {
        intercambio.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        intercambio.sendResponseHeaders(estado, 0);
        try (OutputStream salida = new BufferedOutputStream(intercambio.getResponseBody(), 64 * 1024)) {
            respuesta.escribir(salida);
        }
    }

    private static void enviarLaMitad(HttpExchange intercambio, Respuesta respuesta) throws IOException {
        ByteArrayOutputStream entera = new ByteArrayOutputStream();
        respuesta.escribir(entera);
        enviar(intercambio, 200, salida -> salida.write(entera.toByteArray(), 0, entera.size() / 2));
    }

    private void esperar(Duration cuanto) {
        if (cuanto.isZero()) {
            return;
        }
        try {
            fin.await(cuanto.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void control(HttpExchange intercambio) throws IOException {
        try (intercambio) {
            try {
                switch (intercambio.getRequestMethod()) {
                    case "DELETE" -> fallas.apagar();
                    case "POST" -> fallas.encender(falla(leer(intercambio)));
                    default -> throw new IllegalArgumentException("POST o DELETE");
                }
                intercambio.sendResponseHeaders(204, -1);
            } catch (IllegalArgumentException e) {
                enviar(intercambio, 400, Api.error(String.valueOf(e.getMessage())));
            }
        }
    }

    private static Falla falla(JsonNode json) {
        String tipo = json.path("tipo").asText("").toUpperCase(java.util.Locale.ROOT);
        String sucursal = json.path("sucursal").asText("");
        return new Falla(
                Falla.Tipo.valueOf(tipo),
                sucursal.isEmpty() ? null : sucursal,
                json.path("veces").asInt(0),
                Duration.ofSeconds(json.path("duracion_segundos").asInt(1800)));
    }
}
