package ai.fluxion.crons.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.fluxion.crons.testing.EnvelopeReceiver;
import ai.fluxion.crons.testing.FakeSentry;
import ai.fluxion.crons.testing.Fault;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that last, and what reaches them meanwhile. */
@DisabledOnOs(OS.WINDOWS)
class RunProcessTests {

    private static final String TERMINAL = "/usr/bin/script";

    @TempDir
    private Path folder;

    @Test
    void theOptionsOfAnotherProgramAreNotTheApplications() throws Exception {
        try (EnvelopeReceiver sentry = EnvelopeReceiver.start()) {
            Process process = start(
                    sentry.dsn(),
                    "run",
                    "etl_x",
                    "--",
                    "/bin/sh",
                    "-c",
                    "printf '%s|' \"$@\"",
                    "sh",
                    "--sentry.environment=otro",
                    "--spring.config.location=no-hay.yml",
                    "--",
                    "");

            assertThat(process.inputReader().readLine())
                    .isEqualTo("--sentry.environment=otro|--spring.config.location=no-hay.yml|--||");
            assertThat(process.waitFor()).isZero();
            assertThat(sentry.checkIns())
                    .extracting(checkIn -> checkIn.path("environment").asText())
                    .containsOnly("production");
        }
    }

    /** What went well stays so, whoever ends the process while Sentry is told of it. */
    @Test
    void aSignalAfterTheEndDoesNotMakeAFailureOfTheRun() throws Exception {
        try (EnvelopeReceiver sentry = EnvelopeReceiver.start()) {
            AtomicBoolean ending = new AtomicBoolean();
            sentry.answer(envelope -> {
                boolean end = envelope.text().contains("\"ok\"");
                ending.compareAndSet(false, end);
                return end ? Fault.hang() : Fault.none();
            });
            Process process = start(sentry.dsn(), "run", "etl_x", "--", "/bin/sh", "-c", "exit 0");
            await().untilTrue(ending);

            process.destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
    }

    /** The way out that the application itself takes. */
    @Test
    void theProxyOfTheSdkIsTheCommandsToo() throws Exception {
        try (EnvelopeReceiver proxy = EnvelopeReceiver.start()) {
            Files.writeString(
                    this.folder.resolve("application.yml"),
                    "sentry.proxy: {host: 127.0.0.1, port: %d}".formatted(proxy.port()));

            Process process =
                    start("http://publickey@sentry.invalid/42", "run", "etl_x", "--", "/bin/sh", "-c", "exit 0");

            assertThat(process.waitFor()).isZero();
            assertThat(proxy.checkIns())
                    .extracting(checkIn -> checkIn.path("status").asText())
                    .endsWith("ok");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void theProxyIsToldTheUserAndThePasswordOfTheSdks(String scheme) throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Files.writeString(
                    this.folder.resolve("application.yml"),
                    "sentry.proxy: {host: 127.0.0.1, port: %d, user: klk, pass: 's3cret:'}"
                            .formatted(proxy.getLocalPort()));
            proxy.setSoTimeout(30_000);

            Process process = start(scheme + "://publickey@sentry.invalid/42", "checkin", "etl_x", "ok");

            List<String> asked = new ArrayList<>();
            try (Socket socket = proxy.accept()) {
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
                    asked.add(line);
                }
            } finally {
                process.destroyForcibly();
            }
            String told = Base64.getEncoder().encodeToString("klk:s3cret:".getBytes(StandardCharsets.UTF_8));
            assertThat(asked.get(0)).startsWith(scheme.equals("https") ? "CONNECT sentry.invalid:443" : "POST http://");
            assertThat(asked).contains("Proxy-Authorization: Basic " + told);
        }
    }

    /** Slim images have a shell and no program of that name. */
    @ParameterizedTest
    @CsvSource({"TERM, 143", "HUP, 7", "USR1, 7", "USR2, 7"})
    void aSignalReachesTheOtherProgramAsItIsAlsoWithoutAProgramThatSendsThem(String signal, int code) throws Exception {
        try (EnvelopeReceiver sentry = EnvelopeReceiver.start()) {
            Process process = start(
                    sentry.dsn(),
                    "run",
                    "etl_x",
                    "--",
                    "/bin/sh",
                    "-c",
                    "trap 'exit 7' HUP USR1 USR2; echo ready; while :; do :; done");
            assertThat(process.inputReader().readLine()).isEqualTo("ready");

            new ProcessBuilder("kill", "-s", signal, String.valueOf(process.pid())).start();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(code);
            assertThat(sentry.checkIns())
                    .extracting(checkIn -> checkIn.path("status").asText())
                    .endsWith("error");
        }
    }

    @Test
    void aSilenceEndsWithItsCommand() throws Exception {
        try (FakeSentry sentry = new FakeSentry()) {
            sentry.monitorOfSomebody("etl-viejo", "0 1 * * *");
            provisioning(sentry.url());
            Process process = start(sentry.dsn(), "mute", "etl-viejo", "--for", "1h", "--json");
            BufferedReader out = process.inputReader();
            assertThat(out.readLine()).isEqualTo("{");
            assertThat(sentry.all("monitors").get(0)).containsEntry("isMuted", true);

            process.destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(sentry.all("monitors").get(0)).containsEntry("isMuted", false);
        }
    }

    /** A Sentry that is slow is when people lose patience: what they end is to be ended for good. */
    @Test
    void aSilenceThatIsEndedWhileItBeginsIsNotLeftBehind() throws Exception {
        List<Boolean> muted = new CopyOnWriteArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        HttpServer sentry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sentry.setExecutor(Executors.newCachedThreadPool());
        CountDownLatch heard = new CountDownLatch(1);
        sentry.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (exchange.getRequestMethod().equals("PUT")) {
                boolean silence = body.contains("\"is_muted\":true");
                if (silence) {
                    begun.countDown();
                    // Until it is overtaken, if it is.
                    try {
                        heard.await(3, TimeUnit.SECONDS);
                    } catch (InterruptedException ex) {
                        Thread.currentThread().interrupt();
                    }
                }
                muted.add(silence);
                heard.countDown();
            }
            byte[] answer = "{\"name\": \"x\", \"config\": {}}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        sentry.start();
        try {
            provisioning(URI.create("http://127.0.0.1:" + sentry.getAddress().getPort()));
            Process process = start("http://publickey@127.0.0.1:1/42", "mute", "etl-viejo", "--for", "1h");
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

            process.destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(muted).endsWith(false);
        } finally {
            sentry.stop(0);
        }
    }

    /** The terminal tells both processes, and to many programs a second Ctrl-C means at once and without order. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void ctrlCReachesTheOtherProgramOnceAlsoWhereItsOutputGoesOn() throws Exception {
        String child = "trap 'echo int >>told' INT; trap 'echo usr1 >>told' USR1; : >told;"
                + " while [ ! -e stop ]; do sleep 0.05; done";
        List<String> command = CommandLineProcessTests.command("run", "etl_x", "--", "/bin/sh", "-c", child);
        String line = command.stream()
                .map(part -> "'" + part.replace("'", "'\\''") + "'")
                // Whoever starts the tests may have them ignore it, as a shell does in the background.
                .collect(Collectors.joining(" ", "env --default-signal=INT ", " 2>err | cat"));
        assumeTrue(System.getenv("CI") != null || Files.isExecutable(Path.of(TERMINAL)), "script(1) is not here");
        Process terminal = new ProcessBuilder(TERMINAL, "-qec", line, "/dev/null")
                .directory(this.folder.toFile())
                .start();
        try {
            Path told = this.folder.resolve("told");
            await().until(() -> Files.exists(told));

            terminal.getOutputStream().write(3);
            terminal.getOutputStream().flush();
            await().until(() -> Files.readString(told).contains("int"));
            // What comes after it, by the same way, shows that no second one is under way.
            ProcessHandle java = terminal.descendants()
                    .filter(process -> process.info().command().orElse("").endsWith("/java"))
                    .findFirst()
                    .orElseThrow();
            new ProcessBuilder("kill", "-s", "USR1", String.valueOf(java.pid())).start();
            await().until(() -> Files.readString(told).contains("usr1"));
            Files.createFile(this.folder.resolve("stop"));

            assertThat(terminal.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readAllLines(told)).containsExactly("int", "usr1");
        } finally {
            terminal.descendants().forEach(ProcessHandle::destroyForcibly);
            terminal.destroyForcibly();
        }
    }

    private void provisioning(URI url) throws IOException {
        Files.writeString(
                this.folder.resolve("application.yml"),
                """
                fluxion.crons.provision:
                  url: %s
                  token: %s
                  org: cadena
                  project: fluxion-etl
                """
                        .formatted(url, FakeSentry.TOKEN));
    }

    private Process start(String dsn, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(CommandLineProcessTests.command(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(this.folder.toFile())
                .redirectError(this.folder.resolve("err").toFile());
        builder.environment().put("SENTRY_DSN", dsn);
        builder.environment().put("PATH", this.folder.toString());
        return builder.start();
    }
}
