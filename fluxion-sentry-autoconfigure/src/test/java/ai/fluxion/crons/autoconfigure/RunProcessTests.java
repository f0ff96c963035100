package ai.fluxion.crons.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.testing.EnvelopeReceiver;
import ai.fluxion.crons.testing.FakeSentry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that last, and what reaches them meanwhile. */
@DisabledOnOs(OS.WINDOWS)
class RunProcessTests {

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
            Files.writeString(
                    this.folder.resolve("application.yml"),
                    """
                    fluxion.crons.provision:
                      url: %s
                      token: %s
                      org: cadena
                      project: fluxion-etl
                    """
                            .formatted(sentry.url(), FakeSentry.TOKEN));
            Process process = start(sentry.dsn(), "mute", "etl-viejo", "--for", "1h", "--json");
            BufferedReader out = process.inputReader();
            assertThat(out.readLine()).isEqualTo("{");
            assertThat(sentry.all("monitors").get(0)).containsEntry("isMuted", true);

            process.destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(sentry.all("monitors").get(0)).containsEntry("isMuted", false);
        }
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
