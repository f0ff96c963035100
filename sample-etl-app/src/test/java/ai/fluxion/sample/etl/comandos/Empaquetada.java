package ai.fluxion.sample.etl.comandos;

import ai.fluxion.crons.testing.FakeSentry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The packaged application, as people run it. Every process gets the same ports and the same DuckDB file: one that
 * started more than a command would fail beside the application that runs.
 */
final class Empaquetada {

    private static final long MOST_SECONDS = 300;

    private final Path folder;

    private final FakeSentry sentry;

    private final int port = freePort();

    private final int simulator = freePort();

    Empaquetada(Path folder, FakeSentry sentry) {
        this.folder = folder;
        this.sentry = sentry;
    }

    static Path jar() {
        return Path.of(System.getProperty("sample.jar", "target/sample-etl-app.jar"))
                .toAbsolutePath();
    }

    Path folder() {
        return this.folder;
    }

    /** The application itself; its log goes to {@code app.log}. */
    Process start() throws IOException {
        ProcessBuilder builder = builder(java(List.of("-Duser.language=en"), List.of()));
        return builder.redirectErrorStream(true)
                .redirectOutput(this.folder.resolve("app.log").toFile())
                .start();
    }

    /** What the running application answers. */
    String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        return response.body();
    }

    /** A line of a guide, with the ports of this application; what it prints if it went well. */
    String shell(String line) throws IOException, InterruptedException {
        Process process = builder(List.of("sh", "-c", line.replace("localhost:8080", "localhost:" + this.port)))
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? out : "exit code " + process.exitValue() + ": " + out;
    }

    /** A command in English. */
    Result crons(String... arguments) {
        return crons(List.of("-Duser.language=en"), arguments);
    }

    Result crons(List<String> options, String... arguments) {
        try {
            return result(commanding(options, arguments));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** A command that goes on for a while. */
    Process commanding(List<String> options, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("crons"));
        all.addAll(Arrays.asList(arguments));
        return builder(java(options, all))
                .redirectError(Files.createTempFile(this.folder, "err", ".txt").toFile())
                .start();
    }

    private Result result(Process process) throws IOException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("It goes on for more than %d s: %s".formatted(MOST_SECONDS, out));
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        return new Result(process.exitValue(), out, newestErrors());
    }

    private String newestErrors() throws IOException {
        try (var files = Files.list(this.folder)) {
            Path newest = files.filter(file -> file.getFileName().toString().startsWith("err"))
                    .max((one, other) -> Long.compare(
                            one.toFile().lastModified(), other.toFile().lastModified()))
                    .orElseThrow();
            return Files.readString(newest);
        }
    }

    /** A command on a terminal, with what a person types. */
    String onTerminal(String typed, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("crons"));
        all.addAll(Arrays.asList(arguments));
        String line = java(List.of("-Duser.language=en"), all).stream()
                .map(part -> "'" + part.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        Process process = builder(List.of("/usr/bin/script", "-qec", line, "/dev/null"))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().write(typed.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static List<String> java(List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-jar", jar().toString()));
        command.addAll(arguments);
        return command;
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(this.folder.toFile());
        builder.environment().put("ETL_API_KEY", "clave-de-prueba");
        builder.environment()
                .putAll(Map.of(
                        "ETL_DUCKDB_ARCHIVO",
                        this.folder.resolve("klk.duckdb").toString(),
                        "SERVER_PORT",
                        String.valueOf(this.port),
                        "KLK_SIMULADOR_PUERTO",
                        String.valueOf(this.simulator),
                        "KLK_BASE_URL",
                        "http://127.0.0.1:" + this.simulator,
                        "SENTRY_DSN",
                        this.sentry.dsn(),
                        "FLUXION_CRONS_PROVISION_TOKEN",
                        FakeSentry.TOKEN,
                        "FLUXION_CRONS_PROVISION_ORG",
                        "cadena",
                        "FLUXION_CRONS_PROVISION_PROJECT",
                        "fluxion-etl",
                        "FLUXION_CRONS_PROVISION_URL",
                        this.sentry.url().toString(),
                        "FLUXION_CRONS_PROVISION_CHANNEL",
                        "slack:1:#etl-alertas"));
        return builder;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    record Result(int code, String out, String err) {}
}
