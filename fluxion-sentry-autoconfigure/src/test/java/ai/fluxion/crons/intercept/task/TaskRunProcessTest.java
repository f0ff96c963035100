package ai.fluxion.crons.intercept.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TaskRunProcessTest {

    /** Surefire hides the class path in a jar's manifest. */
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    @Test
    void aProcessThatDoesItsWorkIsAnOkRun() throws Exception {
        Finished finished = run("works");
        assertThat(finished.lines)
                .containsSubsequence("opened etl_ventas_historico", "working as etl_ventas_historico", "closed ok");
        assertThat(finished.exitCode).isZero();
    }

    @Test
    @Tag("exhaustive")
    void anExceptionIsTheRunsAndTheExitCodeStays() throws Exception {
        Finished finished = run("throws");
        assertThat(finished.lines).contains("closed java.lang.IllegalStateException: sin ventas");
        assertThat(finished.exitCode).isOne();
    }

    @Test
    @Tag("exhaustive")
    void whatMainThrowsAfterTheStartIsTheRunsAndTheExitCodeStays() throws Exception {
        Finished finished = run("throws-late");
        assertThat(finished.lines).contains("closed java.lang.IllegalStateException: sin inventario");
        assertThat(finished.exitCode).isOne();
    }

    @Test
    @Tag("exhaustive")
    void anExitCodeThatSaysFailureIsAFailedRun() throws Exception {
        Finished finished = run("exit-3");
        assertThat(finished.lines).contains("closed exit code 3");
        assertThat(finished.exitCode).isEqualTo(3);
    }

    @Test
    @Tag("exhaustive")
    void aProcessThatEndsInTheMidstOfItsWorkIsAFailedRun() throws Exception {
        Finished finished = run("exits");
        assertThat(finished.lines).contains("closed the process ended before its work was done");
        assertThat(finished.exitCode).isEqualTo(4);
    }

    @Test
    @Tag("exhaustive")
    void aContextThatFailsIsAFailedRun() throws Exception {
        Finished finished = run("no-start");
        assertThat(finished.lines)
                .containsSubsequence("opened etl_ventas_historico", "closed the application did not start");
        assertThat(finished.exitCode).isOne();
    }

    @Test
    void aTrainingRunThatIsHaltedBeforeItsWorkIsNoRun() throws Exception {
        Finished finished = run("works", "-Dspring.context.exit=onRefresh");
        assertThat(finished.lines).noneMatch(line -> line.startsWith("opened"));
        assertThat(finished.exitCode).isZero();
    }

    @Test
    void aSignalInterruptsTheRun() throws Exception {
        Process process = start("waits");
        try (BufferedReader output = output(process)) {
            List<String> lines = new ArrayList<>();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.startsWith("working as")) {
                    process.toHandle().destroy();
                }
            }
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(lines).contains("closed interrupted (SIGTERM)");
            assertThat(process.exitValue()).isEqualTo(143);
        }
    }

    private static Finished run(String what, String... javaOptions) throws IOException, InterruptedException {
        Process process = start(what, javaOptions);
        try (BufferedReader output = output(process)) {
            List<String> lines = output.lines().toList();
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            return new Finished(lines, process.exitValue());
        }
    }

    private static Process start(String what, String... javaOptions) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of(javaOptions));
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-cp",
                CLASS_PATH,
                OneShot.class.getName(),
                what,
                "--fluxion.crons.task.monitor=etl_ventas_historico",
                "--spring.main.banner-mode=off",
                "--spring.main.web-application-type=none",
                "--logging.level.root=error"));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private record Finished(List<String> lines, int exitCode) {}
}
