package ai.fluxion.sample.etl.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.sample.etl.PuertosLibres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The command lines of {@code docs/CLUSTER.md}, as they stand there. */
class GuiaClusterIT {

    static final Path GUIA = Path.of("..", "docs", "CLUSTER.md");
    private static final Pattern BLOQUE = Pattern.compile("```sh\\R(.*?)```", Pattern.DOTALL);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path carpeta;

    @Test
    void theLinesForTheShellStartTwoReplicasOnOnePostgres() throws Exception {
        assumeThat(new File("/bin/sh")).exists();
        int una;
        int otra;
        try (ServerSocket primera = PuertosLibres.reservar();
                ServerSocket segunda = PuertosLibres.reservar()) { // both at once: else they may be one
            una = primera.getLocalPort();
            otra = segunda.getLocalPort();
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            JdbcClient sql = JdbcClient.create(postgres.getPostgresDatabase());
            sql.sql("CREATE ROLE etl LOGIN PASSWORD 'etl'").update();
            sql.sql("CREATE DATABASE etl OWNER etl").update();
            String lineas = bloque("java -jar")
                    .replace("sample-etl-app/target/sample-etl-app.jar", jar().toString())
                    .replace("localhost:5432", "localhost:" + postgres.getPort())
                    .replace("server.port=8081", "server.port=" + una)
                    .replace("server.port=8082", "server.port=" + otra);
            Process shell = shell(lineas);
            try {
                JdbcClient etl = JdbcClient.create(postgres.getDatabase("etl", "etl"));
                await().atMost(Duration.ofMinutes(5))
                        .ignoreExceptions()
                        .failFast(
                                () -> assertThat(salida()).doesNotContain("Application run failed", "FAILED TO START"))
                        .untilAsserted(() -> {
                            assertThat(shell.isAlive()).as(this::salida).isTrue();
                            assertThat(salud(una)).contains("UP");
                            assertThat(salud(otra)).contains("UP");
                            assertThat(etl.sql("SELECT count(*) FROM qrtz_scheduler_state")
                                            .query(Long.class)
                                            .single())
                                    .as("replicas that share the jobs")
                                    .isEqualTo(2);
                        });
            } finally {
                shell.descendants().forEach(ProcessHandle::destroyForcibly);
                shell.destroyForcibly().waitFor();
            }
        }
    }

    /** The block of the guide that has these words. */
    static String bloque(String con) throws IOException {
        return BLOQUE.matcher(Files.readString(GUIA))
                .results()
                .map(bloque -> bloque.group(1))
                .filter(bloque -> bloque.contains(con))
                .findFirst()
                .orElseThrow();
    }

    private Process shell(String lineas) throws IOException {
        ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", lineas + "\nwait")
                .directory(carpeta.toFile())
                .redirectErrorStream(true)
                .redirectOutput(carpeta.resolve("salida.txt").toFile());
        shell.environment().put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"));
        shell.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx384m");
        return shell.start();
    }

    private String salida() {
        try {
            return Files.readString(carpeta.resolve("salida.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String salud(int puerto) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + puerto + "/actuator/health"))
                                .header("X-Api-Key", "una-clave")
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static Path jar() {
        return Path.of(System.getProperty("sample.jar", "target/sample-etl-app.jar"))
                .toAbsolutePath();
    }
}
