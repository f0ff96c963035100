package ai.fluxion.sample.etl.inventario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.fluxion.sample.etl.RunGrabado;
import ai.fluxion.sample.etl.Sistema;
import ai.fluxion.sample.etl.ejecucion.Encargo;
import ai.fluxion.sample.etl.ejecucion.Resultado;
import ai.fluxion.sample.etl.ejecucion.Trabajo;
import ai.fluxion.sample.etl.klk.KlkApiException;
import ai.fluxion.sample.etl.tienda.Tienda;
import ai.fluxion.sample.etl.ventana.Ventana;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Articles of a KLK that says what a test wants. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InventarioEtlTest {

    private final Deque<String> respuestas = new ArrayDeque<>();

    @SuppressWarnings("NullAway.Init")
    private HttpServer klk;

    @SuppressWarnings("NullAway.Init")
    private Sistema sistema;

    @BeforeAll
    void start(@TempDir Path carpeta) throws IOException {
        klk = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        klk.createContext("/", intercambio -> {
            try (intercambio) {
                intercambio.getRequestBody().readAllBytes();
                intercambio.sendResponseHeaders(200, 0);
                intercambio.getResponseBody().write(respuestas.removeFirst().getBytes(StandardCharsets.UTF_8));
            }
        });
        klk.start();
        sistema = Sistema.en(
                carpeta, "klk.base-url=http://localhost:" + klk.getAddress().getPort(), "klk.simulador.activo=false");
    }

    @AfterAll
    void stop() {
        sistema.close();
        klk.stop(0);
    }

    @Test
    void whatAStoreHadInAnAlmacenThatItHasNoMoreIsNotCountedBesideTheNewOnes() {
        String existencias = articulos("{\"Codigo\":\"A1\",\"stock\":7},{\"Codigo\":\"A2\",\"stock\":5}");
        cargar("tienda_01", "APP-TPF", existencias);
        cargar("tienda_01", "APP-NUEVO", existencias);

        assertThat(sistema.sql()
                        .sql("SELECT codigo || ' ' || almacen || ' ' || CAST(stock AS INTEGER) FROM stock_actual"
                                + " WHERE ubicacion_id = 'tienda_01' ORDER BY ALL")
                        .query(String.class)
                        .list())
                .containsExactly("A1 APP-NUEVO 7", "A2 APP-NUEVO 5");
    }

    @Test
    void articlesWithoutACodeThatATryWhichFailedHadToldAlreadyCountOnce() {
        String algunos = String.join(",", Collections.nCopies(4, "{\"Codigo\":\"N/A\"}")) + ",{\"Codigo\":\"B1\"}";
        Resultado resultado = cargar("tienda_08", "APP-TBQ", "{\"articulos\":[" + algunos + ",", articulos(algunos));

        assertThat(resultado).isEqualTo(new Resultado(5, 1, 4, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"Codigo\":\"N/A\",\"stock\":3}"})
    void aStoreThatHasStockKeepsItWhereKlkNamesNoArticleAndItsRunFails(String lista) {
        cargar("tienda_17", "TANT", articulos("{\"Codigo\":\"C1\",\"stock\":7}"));

        assertThatExceptionOfType(KlkApiException.class)
                .isThrownBy(() -> cargar("tienda_17", "TANT", articulos(lista)))
                .withMessageContaining("TANT")
                .withMessageContaining("se conservan");

        assertThat(existencias("tienda_17")).containsExactly("C1 7");
        assertThat(sistema.sql()
                        .sql("SELECT estado || ' ' || error_tipo FROM etl_ejecuciones WHERE ubicacion_id = 'tienda_17'"
                                + " ORDER BY id DESC LIMIT 1")
                        .query(String.class)
                        .single())
                .isEqualTo("fallido api_error");
    }

    @Test
    void whatATryWhichFailedHadToldIsNoStockWhereTheAnswerHasNone() {
        cargar("tienda_17", "TANT", articulos("{\"Codigo\":\"C1\",\"stock\":7},{\"Codigo\":\"C2\",\"stock\":5}"));

        assertThatExceptionOfType(KlkApiException.class)
                .isThrownBy(() ->
                        cargar("tienda_17", "TANT", "{\"articulos\":[{\"Codigo\":\"C1\",\"stock\":1},", articulos("")))
                .withMessageContaining("se conservan");

        assertThat(existencias("tienda_17")).containsExactly("C1 7", "C2 5");
    }

    @Test
    void anArticleThatOnlyATryWhichFailedHadToldIsNotInTheStock() {
        Resultado resultado = cargar(
                "tienda_18",
                "TPAR",
                "{\"articulos\":[{\"Codigo\":\"E1\",\"stock\":7},{\"Codigo\":\"E2\",\"stock\":5},",
                articulos("{\"Codigo\":\"N/A\"},{\"Codigo\":\"E1\",\"stock\":6}"));

        assertThat(resultado).isEqualTo(new Resultado(2, 1, 1, null, null));
        assertThat(existencias("tienda_18")).containsExactly("E1 6");
    }

    @Test
    void aStoreWithoutStockMayHaveNoArticles() {
        assertThat(cargar("tienda_99", "TNUEVA", articulos(""))).isEqualTo(new Resultado(0, 0, 0, null, null));
    }

    @Test
    void fewerArticlesThanKlkSaysThereAreChangeNothing() {
        cargar("tienda_20", "TTZ", articulos("{\"Codigo\":\"D1\",\"stock\":7},{\"Codigo\":\"D2\",\"stock\":5}"));
        String cortada = "{\"meta\":{\"total_articulos\":2},\"articulos\":[{\"Codigo\":\"D1\",\"stock\":1}]}";

        assertThatExceptionOfType(KlkApiException.class)
                .isThrownBy(() -> cargar("tienda_20", "TTZ", cortada, cortada, cortada))
                .withMessageContaining("1 de los 2");

        assertThat(existencias("tienda_20")).containsExactly("D1 7", "D2 5");
    }

    private List<String> existencias(String tienda) {
        return sistema.sql()
                .sql("SELECT codigo || ' ' || CAST(stock AS INTEGER) FROM stock_actual WHERE ubicacion_id = ?"
                        + " ORDER BY ALL")
                .param(tienda)
                .query(String.class)
                .list();
    }

    private Resultado cargar(String tienda, String almacen, String... respuestasDeKlk) {
        respuestas.clear();
        respuestas.addAll(List.of(respuestasDeKlk));
        return sistema.bean(InventarioEtl.class)
                .cargar(
                        new Encargo(
                                Trabajo.INVENTARIO,
                                new Tienda(tienda, "TIENDA", "SUC001", almacen),
                                Ventana.dia(LocalDate.of(2026, 11, 20))),
                        new RunGrabado());
    }

    private static String articulos(String lista) {
        return "{\"articulos\":[" + lista + "]}";
    }
}
