package ai.fluxion.sample.etl.comandos;

import ai.fluxion.crons.testing.FakeSentry;
import ai.fluxion.sample.etl.PuertosLibres;
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

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final List<String> ENGLISH = List.of("-Duser.language=en");

    private final Path folder;

    private final FakeSentry sentry;

    /** Kept from everybody else until the application starts. */
    private final List<ServerSocket> reserved = List.of(PuertosLibres.reservar(), PuertosLibres.reservar());

    private final int port = this.reserved.get(0).getLocalPort();

    private final int simulator = this.reserved.get(1).getLocalPort();

    private Path commandJar = jar();

    private List<String> archived = List.of();

    Empaquetada(Path folder, FakeSentry sentry) {
        this.folder = folder;
        this.sentry = sentry;
    }

    /**
     * The packaged application taken apart, as its image has it, with an archive of its classes: a command then takes half
     * of the processor's time.
     */
    void extract() throws IOException {
        Path apart = this.folder.resolve("apart");
        Path archive = this.folder.resolve("classes.jsa");
        run(List.of(JAVA, "-Djarmode=tools", "-jar", jar().toString(), "extract", "--destination", apart.toString()));
        this.commandJar = apart.resolve(jar().getFileName());
        run(java(List.of("-XX:ArchiveClassesAtExit=" + archive), List.of("crons", "explain", "every 6 hours")));
        this.archived = List.of("-XX:SharedArchiveFile=" + archive);
    }

    private void run(List<String> command) throws IOException {
        Process process = builder(command)
                .redirectErrorStream(true)
                .redirectOutput(this.folder.resolve("extract.log").toFile())
                .start();
        if (code(process) != 0) {
            throw new IOException(Files.readString(this.folder.resolve("extract.log")));
        }
    }

    static Path jar() {
        return Path.of(System.getProperty("sample.jar", "target/sample-etl-app.jar"))
                .toAbsolutePath();
    }

    Path folder() {
        return this.folder;
    }

    /** The application itself, in one jar; its log goes to {@code app.log}. */
    Process start() throws IOException {
        for (ServerSocket socket : this.reserved) {
            socket.close();
        }
        ProcessBuilder builder = builder(List.of(
                JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en", "-jar", jar().toString()));
        return builder.redirectErrorStream(true)
                .redirectOutput(this.folder.resolve("app.log").toFile())
                .start();
    }

    /** What the application has said. */
    String log() {
        try {
            return Files.readString(this.folder.resolve("app.log"));
        } catch (IOException ex) {
            return ex.toString();
        }
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
        return crons(ENGLISH, arguments);
    }

    Result crons(List<String> options, String... arguments) {
        try {
            Path errors = Files.createTempFile(this.folder, "err", ".txt");
            return result(commanding(errors, options, arguments), errors);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** A command that goes on for a while. */
    Process commanding(String... arguments) throws IOException {
        return commanding(Files.createTempFile(this.folder, "err", ".txt"), ENGLISH, arguments);
    }

    private Process commanding(Path errors, List<String> options, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("crons"));
        all.addAll(Arrays.asList(arguments));
        return builder(java(options, all)).redirectError(errors.toFile()).start();
    }

    private static Result result(Process process, Path errors) throws IOException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(code(process), out, Files.readString(errors));
    }

    private static int code(Process process) throws IOException {
        try {
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("It goes on for more than %d s".formatted(MOST_SECONDS));
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        return process.exitValue();
    }

    /** A command on a terminal, with what a person types. */
    String onTerminal(String typed, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("crons"));
        all.addAll(Arrays.asList(arguments));
        String line = java(ENGLISH, all).stream()
                .map(part -> "'" + part.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        Process process = builder(List.of("/usr/bin/script", "-qec", line, "/dev/null"))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().write(typed.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private List<String> java(List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(this.archived);
        command.addAll(options);
        command.addAll(List.of("-jar", this.commandJar.toString()));
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

    record Result(int code, String out, String err) {}
}
