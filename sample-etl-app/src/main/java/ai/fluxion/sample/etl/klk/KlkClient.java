package ai.fluxion.sample.etl.klk;

import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.ventana.Ventana;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.retry.support.RetryTemplate;
import org.springframework.retry.support.RetryTemplateBuilder;

/**
 * The client of KLK. An answer is told element by element while it arrives; who is told too slowly slows the answer
 * down. A question that failed is asked again, and then told again from its start. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class KlkClient implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KlkClient.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter HORA = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final KlkProperties propiedades;
    private final Supplier<URI> direccion;
    private final HttpClient http;
    private final RetryTemplate reintentos;
    private final ScheduledExecutorService alarmas = Executors.newSingleThreadScheduledExecutor(tarea -> {
        Thread hilo = new Thread(tarea, "klk-plazos");
        hilo.setDaemon(true);
        return hilo;
    });

    /** @param direccion where KLK is, asked before each question */
    public KlkClient(KlkProperties propiedades, Supplier<URI> direccion) {
        this.propiedades = propiedades;
        this.direccion = direccion;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(propiedades.timeoutConexion())
                .build();
        this.reintentos = reintentos(propiedades);
    }

    private static RetryTemplate reintentos(KlkProperties propiedades) {
        RetryTemplateBuilder builder = RetryTemplate.builder()
                .maxAttempts(propiedades.intentos())
                .retryOn(e -> e instanceof KlkException klk && klk.reintentable());
        long pausa = propiedades.pausa().toMillis();
        if (pausa < 1) {
            builder.noBackoff();
        } else if (propiedades.factorPausa() > 1) {
            builder.exponentialBackoff(pausa, propiedades.factorPausa(), Math.max(pausa + 1, 600_000));
        } else {
            builder.fixedBackoff(pausa);
        }
        return builder.build();
    }

    /**
     * Asks for the invoice lines of a store's window.
     *
     * @param destino told each line; some of them again if a try failed before
     * @return how many lines the answers had that succeeded
     * @throws KlkException if KLK did not answer
     */
    public long ventas(Tienda tienda, Ventana ventana, Consumer<JsonNode> destino) {
        long lineas = 0;
        for (Ventana parte : ventana.partes(propiedades.maxDiasPorPeticion())) {
            Map<String, Object> cuerpo = new LinkedHashMap<>();
            cuerpo.put("sucursal", tienda.sucursal());
            cuerpo.put("fecha_desde", parte.fechaDesde().toString());
            cuerpo.put("fecha_hasta", parte.fechaHasta().toString());
            hora(cuerpo, "hora_desde", parte.horaDesde());
            hora(cuerpo, "hora_hasta", parte.horaHasta());
            lineas += preguntar("/ventas", cuerpo, propiedades.timeoutVentas(), "ventas", destino);
        }
        return lineas;
    }

    private static void hora(Map<String, Object> cuerpo, String campo, @Nullable LocalTime hora) {
        if (hora != null) {
            cuerpo.put(campo, HORA.format(hora));
        }
    }

    /**
     * Asks for the articles of a store's sales floor.
     *
     * @param destino told each article; some of them again if a try failed before
     * @return how many articles the answer had that succeeded
     * @throws KlkException if KLK did not answer
     */
    public long articulos(Tienda tienda, Consumer<JsonNode> destino) {
        Map<String, Object> cuerpo = Map.of("Codigoalmacen", tienda.almacen());
        return preguntar("/maestra/articulos/almacen", cuerpo, propiedades.timeoutInventario(), "articulos", destino);
    }

    /**
     * Asks once for the sales floors, to see whether KLK answers at all.
     *
     * @param timeout for the whole answer
     * @throws KlkException if it does not
     */
    public void probar(Duration timeout) {
        HttpRequest peticion =
                peticion("/maestra/almacenes/pisoventa", timeout).GET().build();
        enviar(peticion, timeout, Respuesta::lista);
    }

    private long preguntar(
            String ruta, Map<String, Object> cuerpo, Duration timeout, String lista, Consumer<JsonNode> destino) {
        return reintentos.execute(intento -> {
            Throwable anterior = intento.getLastThrowable();
            if (anterior != null) {
                log.warn(
                        "KLK {} {}: try {} after: {}",
                        ruta,
                        cuerpo,
                        intento.getRetryCount() + 1,
                        anterior.getMessage());
            }
            HttpRequest peticion = peticion(ruta, timeout)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(json(cuerpo)))
                    .build();
            return enviar(peticion, timeout, respuesta -> Respuesta.leer(respuesta, lista, destino));
        });
    }

    private HttpRequest.Builder peticion(String ruta, Duration timeout) {
        String base = direccion.get().toString();
        String sinBarra = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return HttpRequest.newBuilder(URI.create(sinBarra + ruta))
                .timeout(timeout)
                .header("Accept", "application/json");
    }

    private long enviar(HttpRequest peticion, Duration timeout, Lector lector) {
        try (Plazo plazo = new Plazo(alarmas, timeout)) {
            try {
                return leer(http.send(peticion, HttpResponse.BodyHandlers.ofInputStream()), plazo, lector);
            } catch (HttpConnectTimeoutException e) {
                throw new KlkTimeoutException(
                        "sin conexión con KLK en " + enPalabras(propiedades.timeoutConexion()) + ": " + peticion.uri(),
                        e);
            } catch (HttpTimeoutException e) {
                throw new KlkTimeoutException("KLK no respondió en " + enPalabras(timeout) + ": " + peticion.uri(), e);
            } catch (IOException e) {
                if (plazo.vencido()) {
                    throw new KlkTimeoutException(
                            "KLK no terminó de responder en " + enPalabras(timeout) + ": " + peticion.uri(), e);
                }
                throw new KlkConexionException("sin conexión con KLK, " + peticion.uri() + ": " + e, e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted while asking KLK").initCause(e);
        }
    }

    private static long leer(HttpResponse<InputStream> respuesta, Plazo plazo, Lector lector) throws IOException {
        try (InputStream cuerpo = plazo.vigilar(respuesta.body())) {
            int estado = respuesta.statusCode();
            if (estado != 200) {
                throw new KlkApiException("KLK respondió con estado " + estado, estado, null);
            }
            return lector.leer(cuerpo);
        }
    }

    private static String enPalabras(Duration duracion) {
        return duracion.toSeconds() > 0 ? duracion.toSeconds() + " s" : duracion.toMillis() + " ms";
    }

    private static String json(Map<String, Object> cuerpo) {
        try {
            return JSON.writeValueAsString(cuerpo);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        alarmas.shutdownNow();
    }

    @FunctionalInterface
    private interface Lector {
        long leer(InputStream cuerpo) throws IOException;
    }
}
