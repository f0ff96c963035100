package ai.fluxion.sample.etl;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A JVM of its own with the classes of the tests; what it says is kept in a file. */
public final class Proceso implements AutoCloseable {

    private final Process proceso;
    private final Path salida;

    private Proceso(Process proceso, Path salida) {
        this.proceso = proceso;
        this.salida = salida;
    }

    /** Starts a main class. */
    public static Proceso de(
            Class<?> clase, Path salida, Map<String, String> entorno, List<String> opciones, String... argumentos) {
        List<String> orden = new ArrayList<>();
        orden.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        orden.addAll(opciones);
        orden.addAll(List.of("-cp", clases(), clase.getName()));
        orden.addAll(List.of(argumentos));
        ProcessBuilder constructor =
                new ProcessBuilder(orden).redirectErrorStream(true).redirectOutput(salida.toFile());
        constructor.environment().putAll(entorno);
        try {
            return new Proceso(constructor.start(), salida);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of this test, but for the starter's own tests: how they log is not how an application does. */
    private static String clases() {
        String todas = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(todas.split(File.pathSeparator))
                .filter(una -> !una.contains("fluxion-sentry-autoconfigure")
                        || !(una.endsWith("-tests.jar") || una.endsWith("test-classes")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What it has said. */
    public String salida() {
        try {
            return Files.readString(salida);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says something, or ends. */
    public void esperar(String texto) {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> salida().contains(texto) || !proceso.isAlive());
        if (!salida().contains(texto)) {
            throw new AssertionError("it ended without '" + texto + "':\n" + salida());
        }
    }

    /** Whether it runs. */
    public boolean vive() {
        return proceso.isAlive();
    }

    /** Its id. */
    public long pid() {
        return proceso.pid();
    }

    /** SIGSTOP: it is alive, and does nothing. */
    public void detener() {
        senal("STOP");
    }

    /** SIGCONT. */
    public void continuar() {
        senal("CONT");
    }

    private void senal(String nombre) {
        try {
            int estado = new ProcessBuilder("kill", "-" + nombre, Long.toString(pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (estado != 0) {
                throw new AssertionError("kill -" + nombre + " ended with " + estado);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** SIGTERM. */
    public void terminar() {
        proceso.destroy();
    }

    /** Waits for its end, and gives its status. */
    public int fin(Duration maximo) throws InterruptedException {
        if (!proceso.waitFor(maximo.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("it has not ended within " + maximo + ":\n" + salida());
        }
        return proceso.exitValue();
    }

    /** SIGKILL. */
    @Override
    public void close() {
        try {
            proceso.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
