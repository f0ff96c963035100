package ai.fluxion.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application's packaged jar in a process of the JDK that runs the test. */
final class CompatProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

    private final HttpClient http = HttpClient.newHttpClient();

    private final Path folder;

    private final Process process;

    private CompatProcess(List<String> options, String dsn, List<String> arguments) throws IOException {
        this.folder = Files.createTempDirectory("compat");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", "-Duser.language=en"));
        command.addAll(options);
        command.addAll(List.of("-jar", System.getProperty("compat.jar")));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(this.folder.resolve("out").toFile())
                .redirectError(this.folder.resolve("err").toFile());
        builder.environment().put("SERVER_PORT", "0");
        builder.environment().put("SENTRY_DSN", dsn);
        this.process = builder.start();
    }

    /**
     * Starts it.
     *
     * @param options of the JVM
     * @param dsn where check-ins go; may be empty
     * @param arguments of the application
     */
    static CompatProcess start(List<String> options, String dsn, String... arguments) throws IOException {
        return new CompatProcess(options, dsn, Arrays.asList(arguments));
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        assertThat(this.process.isAlive()).as(this::toString).isTrue();
        HttpResponse<String> response = this.http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private String port() throws IOException {
        Matcher started = STARTED.matcher(out());
        assertThat(started.find()).as(this::toString).isTrue();
        return started.group(1);
    }

    /** Waits for its end; its exit code. */
    int exitCode() throws InterruptedException {
        assertThat(this.process.waitFor(120, TimeUnit.SECONDS))
                .as(this::toString)
                .isTrue();
        return this.process.exitValue();
    }

    /** Asks it to end, as an operator does, and waits. */
    int terminate() throws InterruptedException {
        this.process.destroy();
        return exitCode();
    }

    String out() throws IOException {
        return Files.readString(this.folder.resolve("out"));
    }

    String err() throws IOException {
        return Files.readString(this.folder.resolve("err"));
    }

    @Override
    public String toString() {
        try {
            return out() + err();
        } catch (IOException ex) {
            return ex.toString();
        }
    }

    @Override
    public void close() throws IOException {
        this.process.destroyForcibly();
        Files.deleteIfExists(this.folder.resolve("out"));
        Files.deleteIfExists(this.folder.resolve("err"));
        Files.deleteIfExists(this.folder);
    }
}
