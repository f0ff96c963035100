package ai.fluxion.sample.etl.klk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.fluxion.sample.etl.ejecucion.TipoError;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.ventana.Ventana;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client makes of a KLK that does not do what it should. */
class KlkClientTest {

    private static final Tienda TIENDA = new Tienda("tienda_01", "PERIFERICO", "SUC001", "APP-TPF");
    private static final Ventana DIA = Ventana.dia(LocalDate.of(2026, 11, 20));
    private static final Duration LARGO = Duration.ofSeconds(30);

    private final ExecutorService hilos = Executors.newCachedThreadPool();
    private final CountDownLatch fin = new CountDownLatch(1);
    private final AtomicInteger preguntas = new AtomicInteger();
    private final List<JsonNode> lineas = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private HttpServer servidor;

    private Respondedor respondedor = salida -> {};
    private int estado = 200;

    @BeforeEach
    void start() throws IOException {
        servidor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        servidor.setExecutor(hilos);
        servidor.createContext("/", intercambio -> {
            try (intercambio) {
                preguntas.incrementAndGet();
                intercambio.getRequestBody().readAllBytes();
                intercambio.sendResponseHeaders(estado, 0);
                respondedor.responder(intercambio.getResponseBody());
            }
        });
        servidor.start();
    }

    @AfterEach
    void stop() {
        fin.countDown();
        servidor.stop(0);
        hilos.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"ventas\"",
                "<!doctype html><html><body>Proxy error</body></html>",
                "{\"ventas\":[{\"linea\":1},{\"lin",
                "{\"ventas\":[{\"linea\":1}]",
                "{\"ventas\":{}}",
                "{\"ventas\":null}",
                "{\"meta\":{}}",
                "{\"ventas\":[{\"linea\":1}],\"error\":\"se cayó a la mitad\"}",
                "{\"error\":{\"codigo\":7}}",
                "\u0000\u0000\u0000{\u0000\u0010\u0010\u0010"
            })
    void nonsenseIsAnErrorOfTheApiAndIsAskedThreeTimes(String respuesta) {
        respondedor = salida -> salida.write(respuesta.getBytes(StandardCharsets.UTF_8));

        KlkException fallo = fallo(3, LARGO);

        assertThat(TipoError.de(fallo)).isEqualTo(TipoError.API_ERROR);
        assertThat(preguntas).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"meta\":{\"total_registros\":3},\"ventas\":[{\"linea\":1},{\"linea\":2}]}",
                "{\"ventas\":[{\"linea\":1},{\"linea\":2}],\"meta\":{\"total_registros\":\"3\"}}"
            })
    void fewerLinesThanKlkSaysThereAreIsAnAnswerThatIsNotWhole(String respuesta) {
        respondedor = salida -> salida.write(respuesta.getBytes(StandardCharsets.UTF_8));

        KlkException fallo = fallo(3, LARGO);

        assertThat(fallo).hasMessageContaining("2 de los 3");
        assertThat(TipoError.de(fallo)).isEqualTo(TipoError.API_ERROR);
        assertThat(preguntas).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"meta\":{\"total_registros\":1},\"ventas\":[{\"linea\":1}]}",
                "{\"meta\":{\"total_registros\":0},\"ventas\":[{\"linea\":1}]}",
                "{\"meta\":{\"total_registros\":null},\"ventas\":[{\"linea\":1}]}",
                "{\"meta\":{\"total_registros\":\"N/A\"},\"ventas\":[{\"linea\":1}]}",
                "{\"meta\":[],\"ventas\":[{\"linea\":1}]}",
                "{\"meta\":null,\"ventas\":[{\"linea\":1}]}"
            })
    void noTotalOrOneThatIsReachedLosesNoLine(String respuesta) {
        respondedor = salida -> salida.write(respuesta.getBytes(StandardCharsets.UTF_8));

        try (KlkClient klk = cliente(url(), 1, LARGO)) {
            assertThat(klk.ventas(TIENDA, DIA, lineas::add)).isEqualTo(1);
        }
    }

    @Test
    void whatKlkSaysIsWrongIsInTheMessage() {
        respondedor = salida -> salida.write("{\"error\":{\"codigo\":7}}".getBytes(StandardCharsets.UTF_8));

        assertThat(fallo(1, LARGO)).hasMessageContaining("{\"codigo\":7}");
    }

    @Test
    void aQuestionThatIsRefusedIsNotRepeated() {
        estado = 404;
        assertThat(fallo(3, LARGO)).isInstanceOf(KlkApiException.class);
        assertThat(preguntas).hasValue(1);

        estado = 429;
        assertThat(fallo(3, LARGO)).isInstanceOf(KlkApiException.class);
        assertThat(preguntas).as("it may come later").hasValue(1 + 3);
    }

    /** The client's own timeout ends with the headers. */
    @Test
    void anAnswerThatDripsIsATimeout() {
        respondedor = salida -> {
            salida.write("{\"ventas\":[".getBytes(StandardCharsets.UTF_8));
            while (!esperar(Duration.ofMillis(20))) {
                salida.write(' ');
                salida.flush();
            }
        };

        assertThat(TipoError.de(fallo(1, Duration.ofMillis(500)))).isEqualTo(TipoError.TIMEOUT);
    }

    @Test
    void anAnswerThatStopsIsATimeout() {
        respondedor = salida -> {
            salida.write("{\"ventas\":[{\"linea\":1},".getBytes(StandardCharsets.UTF_8));
            salida.flush();
            esperar(LARGO);
        };

        assertThat(TipoError.de(fallo(1, Duration.ofMillis(500)))).isEqualTo(TipoError.TIMEOUT);
        assertThat(lineas).hasSize(1);
    }

    @Test
    void nobodyThereIsNoConnection() {
        int puerto = servidor.getAddress().getPort();
        servidor.stop(0);

        try (KlkClient klk = cliente(URI.create("http://localhost:" + puerto), 1, LARGO)) {
            assertThatExceptionOfType(KlkConexionException.class)
                    .isThrownBy(() -> klk.ventas(TIENDA, DIA, lineas::add));
        }
    }

    @Test
    void elementsThatAreNoObjectsAreToldAsTheyAre() {
        respondedor = salida -> salida.write("{\"ventas\":[null,1,\"x\",[],{}]}".getBytes(StandardCharsets.UTF_8));

        try (KlkClient klk = cliente(url(), 1, LARGO)) {
            assertThat(klk.ventas(TIENDA, DIA, lineas::add)).isEqualTo(5);
        }
        assertThat(lineas).hasSize(5);
    }

    @Test
    void klkIsThereIfItGivesItsSalesFloors() {
        try (KlkClient klk = cliente(url(), 1, LARGO)) {
            for (String buena : List.of("[]", "[{\"CodigoSucursal\":\"SUC001\"}]")) {
                respondedor = salida -> salida.write(buena.getBytes(StandardCharsets.UTF_8));
                assertThatCode(() -> klk.probar(LARGO)).doesNotThrowAnyException();
            }
            for (String mala : List.of(
                    "",
                    "{}",
                    "{\"error\":\"no se pudo consultar la base de datos\"}",
                    "<html>portal de acceso</html>",
                    "[{\"CodigoSucursal\":")) {
                respondedor = salida -> salida.write(mala.getBytes(StandardCharsets.UTF_8));
                assertThatExceptionOfType(KlkApiException.class).as(mala).isThrownBy(() -> klk.probar(LARGO));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "klk.local:8080", "klk.local", "ftp://klk.local", "http:///ventas", "//klk.local"})
    void anAddressThatCannotBeAskedIsRefusedAtTheStart(String direccion) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> propiedades(URI.create(direccion), 1, LARGO))
                .withMessageContaining("klk.base-url: '" + direccion + "'");
    }

    @Test
    void aConnectionThatDoesNotComeAboutInTimeIsSaidToHaveHadItsOwnTime() throws IOException {
        List<Socket> cola = new ArrayList<>();
        try (ServerSocket lleno = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assumeTrue(llenar(lleno, cola), "a queue that is full lets nobody in");
            URI url = URI.create("http://localhost:" + lleno.getLocalPort());
            KlkProperties propiedades =
                    new KlkProperties(url, Duration.ofMillis(200), LARGO, LARGO, 1, Duration.ZERO, 1, 1);
            try (KlkClient klk = new KlkClient(propiedades, () -> url)) {
                assertThatExceptionOfType(KlkTimeoutException.class)
                        .isThrownBy(() -> klk.ventas(TIENDA, DIA, lineas::add))
                        .withMessageStartingWith("sin conexión con KLK en 200 ms: " + url);
            }
        } finally {
            for (Socket uno : cola) {
                uno.close();
            }
        }
    }

    private static boolean llenar(ServerSocket servidor, List<Socket> cola) throws IOException {
        for (int i = 0; i < 16; i++) {
            Socket uno = new Socket();
            cola.add(uno);
            try {
                uno.connect(servidor.getLocalSocketAddress(), 300);
            } catch (SocketTimeoutException e) {
                return true;
            }
        }
        return false;
    }

    private KlkException fallo(int intentos, Duration timeout) {
        try (KlkClient klk = cliente(url(), intentos, timeout)) {
            klk.ventas(TIENDA, DIA, lineas::add);
        } catch (KlkException e) {
            return e;
        }
        throw new AssertionError("KLK has answered: " + lineas);
    }

    private KlkClient cliente(URI url, int intentos, Duration timeout) {
        return new KlkClient(propiedades(null, intentos, timeout), () -> url);
    }

    private static KlkProperties propiedades(@Nullable URI url, int intentos, Duration timeout) {
        return new KlkProperties(url, LARGO, timeout, timeout, intentos, Duration.ZERO, 1, 1);
    }

    private URI url() {
        return URI.create("http://localhost:" + servidor.getAddress().getPort());
    }

    private boolean esperar(Duration cuanto) {
        try {
            return fin.await(cuanto.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @FunctionalInterface
    private interface Respondedor {
        void responder(OutputStream salida) throws IOException;
    }
}
