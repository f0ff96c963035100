package ai.fluxion.sample.etl.pagina;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A Chromium without a window. Tests that need one are skipped where there is none. */
final class Navegador implements AutoCloseable {

    private static final Duration PACIENCIA = Duration.ofSeconds(40);
    private static final Path CAPTURAS = Path.of("target", "screenshots");
    private static final Path AXE = Path.of("frontend", "node_modules", "axe-core", "axe.min.js");

    private final ChromeDriver chrome;

    private Navegador(ChromeDriver chrome) {
        this.chrome = chrome;
    }

    /** Starts it with a profile in an empty folder. */
    static Navegador iniciar(Path perfil) {
        Optional<Path> chromium = enElPath("chromium", "chromium-browser", "google-chrome");
        Optional<Path> driver = enElPath("chromedriver");
        assumeTrue(chromium.isPresent() && driver.isPresent(), "no chromium or chromedriver on the PATH");
        assumeTrue(Files.exists(Path.of("target", "classes", "static", "index.html")), "built without npm: no page");
        ChromeOptions opciones = new ChromeOptions()
                .setBinary(chromium.orElseThrow().toFile())
                .addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
                .addArguments("--user-data-dir=" + perfil);
        ChromeDriverService servicio = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        return new Navegador(new ChromeDriver(servicio, opciones));
    }

    private static Optional<Path> enElPath(String... nombres) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(nombres)
                .flatMap(nombre -> Stream.of(path.split(File.pathSeparator)).map(carpeta -> Path.of(carpeta, nombre)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Opens an address in a window of so many pixels. */
    void abrir(String direccion, int ancho, boolean oscuro) {
        chrome.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", ancho, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        chrome.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", oscuro ? "dark" : "light"))));
        chrome.get(direccion);
    }

    /** Waits until something holds. */
    void hasta(String que, Supplier<Boolean> condicion) {
        new WebDriverWait(chrome, PACIENCIA)
                .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
                .ignoring(org.openqa.selenium.NoSuchElementException.class)
                .withMessage(que)
                .until(navegador -> condicion.get());
    }

    /** Waits for an assertion to hold: what is shown follows the API some seconds later. */
    void comprobar(Runnable comprobacion) {
        new WebDriverWait(chrome, PACIENCIA)
                .ignoring(AssertionError.class)
                .ignoring(org.openqa.selenium.WebDriverException.class)
                .until(navegador -> {
                    comprobacion.run();
                    return true;
                });
    }

    WebElement uno(String css) {
        return chrome.findElement(By.cssSelector(css));
    }

    boolean hay(String css) {
        return !chrome.findElements(By.cssSelector(css)).isEmpty();
    }

    /** What the elements show, as a reader sees it; read in one go, so that nothing moves in between. */
    List<String> textos(String css) {
        return lista(
                "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText.replace(/\\s+/g, ' '))", css);
    }

    List<String> atributos(String css, String atributo) {
        return lista(
                "return [...document.querySelectorAll(arguments[0])].map(e => e.getAttribute(arguments[1]))",
                css,
                atributo);
    }

    long cuantos(String css) {
        return chrome.findElements(By.cssSelector(css)).size();
    }

    @SuppressWarnings("unchecked")
    private List<String> lista(String script, Object... argumentos) {
        Object resultado = chrome.executeScript(script, argumentos);
        return resultado == null ? List.of() : (List<String>) resultado;
    }

    void pulsar(String css) {
        hasta("se puede pulsar " + css, () -> uno(css).isDisplayed());
        ((JavascriptExecutor) chrome).executeScript("arguments[0].scrollIntoView({block: 'center'})", uno(css));
        uno(css).click();
    }

    /** Keeps a picture of the whole page. */
    void captura(String nombre) {
        Object alto = chrome.executeScript("return document.documentElement.scrollHeight");
        Object ancho = chrome.executeScript("return innerWidth");
        chrome.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        ancho == null ? 1440 : ancho,
                        "height",
                        alto == null ? 900 : alto,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        false));
        try {
            Files.createDirectories(CAPTURAS);
            Files.write(CAPTURAS.resolve(nombre + ".png"), chrome.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails on what axe finds serious, and shows it. */
    void sinFaltasDeAccesibilidad() {
        try {
            chrome.executeScript(Files.readString(AXE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Object faltas = chrome.executeAsyncScript(
                """
                const fin = arguments[arguments.length - 1];
                const reglas = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
                axe.run(document, {runOnly: {type: 'tag', values: reglas}}).then(r => fin(r.violations
                    .filter(v => v.impact === 'serious' || v.impact === 'critical')
                    .map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html + ' ' + n.failureSummary).join(' | '))));
                """);
        assertThat(faltas)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .isEmpty();
    }

    /** How far below the upper edge of the window an element begins, in pixels. */
    long arriba(String css) {
        Object pixeles = chrome.executeScript(
                "return Math.round(document.querySelector(arguments[0]).getBoundingClientRect().top)", css);
        return pixeles instanceof Long cuantos ? cuantos : Long.MAX_VALUE;
    }

    /** Those of the elements that are cut off at the right edge of the panel they are in. */
    List<String> cortados(String css) {
        return lista(
                """
                const derecha = e => e.getBoundingClientRect().right;
                return [...document.querySelectorAll(arguments[0])]
                    .filter(e => derecha(e) > derecha(e.closest('.tabla-marco'))).map(e => e.outerHTML)""",
                css);
    }

    /** Whether the page is wider than its window. */
    boolean desborda() {
        return Boolean.TRUE.equals(chrome.executeScript(
                "return document.documentElement.scrollWidth > document.documentElement.clientWidth"));
    }

    @Override
    public void close() {
        chrome.quit();
    }
}
