package ai.fluxion.sample.etl.comandos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.testing.FakeSentry;
import ai.fluxion.sample.etl.comandos.Empaquetada.Result;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command, while the application runs that has its ports and its DuckDB file. */
class ComandosIT {

    private static final String HISTORICO = "demo-etl-ventas-historico";

    @TempDir
    private static Path folder;

    private static FakeSentry sentry;

    private static Empaquetada app;

    private static Process running;

    private static String terminal;

    @BeforeAll
    static void theApplicationRunsWithAMonitorThatWasConfiguredOnATerminal() throws Exception {
        assumeThat(new File("/usr/bin/script")).exists();
        sentry = new FakeSentry();
        app = new Empaquetada(folder, sentry);
        app.extract();
        terminal = app.onTerminal("etl_nuevo\nAmerica/Caracas\n0 4 * * *\n20m\n\n\n", "configure");
        running = app.start();
        await().atMost(Duration.ofMinutes(3))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    assertThat(running.isAlive()).as(app::log).isTrue();
                    return app.get("/actuator/monitors").contains("etl-nuevo");
                });
    }

    @AfterAll
    static void stop() throws Exception {
        if (running != null) {
            running.destroy();
            assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
            sentry.close();
        }
    }

    @Test
    void configureTalksOnATerminalAndTheApplicationStartsWithWhatItWrote() throws Exception {
        assertThat(terminal).contains("[30m]", "its slug is etl-nuevo").contains("04:00");
        assertThat(Files.readString(folder.resolve("application.yml"))).contains("etl_nuevo:", "max-runtime: 30m");
        JsonNode nuevo = json(app.get("/actuator/monitors/demo-etl-nuevo"));
        assertThat(nuevo.path("maxRuntime").asText()).isEqualTo("PT30M");
        assertThat(nuevo.at("/schedule/timezone").asText()).isEqualTo("America/Caracas");
    }

    @Test
    void listStartsNothingAndSaysWhereTheStatesAre() throws Exception {
        Result list = app.crons("list", "--json");

        assertThat(list.code()).isZero();
        assertThat(json(list.out())).hasSize(12);
        assertThat(list.out())
                .contains(HISTORICO, "America/Caracas", "demo-etl-ventas-tienda-tienda-20", "demo-etl-nuevo");
        assertThat(list.err())
                .contains("States: kept in the memory of the running application")
                .doesNotContain("Tomcat", "Exception", "WARN");
        assertThat(app.get("/actuator/health")).contains("UP");
    }

    @Test
    void showAndNextAnswerProgramsToo() throws Exception {
        assertThat(json(app.crons("show", "etl_ventas_historico", "--json").out())
                        .path("slug")
                        .asText())
                .isEqualTo(HISTORICO);
        assertThat(json(app.crons("next", "cron(0 2 * * ? *)", "3", "--zone", "America/Caracas", "--json")
                        .out()))
                .hasSize(3);
    }

    @Test
    void aTemplateComesBackWithoutDriftAndARuleInUtcDoesNot() throws Exception {
        Map<String, String> production = Map.of("eventbridge", "e.json", "terraform", "m.tf");
        for (Map.Entry<String, String> kind : production.entrySet()) {
            Result template = app.crons(List.of("-Dspring.profiles.active=production"), "template", kind.getKey());
            assertThat(template.code()).as(template.err()).isZero();
            Files.writeString(folder.resolve(kind.getValue()), template.out());
            Result same = app.crons(List.of("-Dspring.profiles.active=production"), "drift", kind.getValue());
            assertThat(same.code()).as("%s%n%s%s", kind, same.out(), same.err()).isZero();
        }

        Files.writeString(
                folder.resolve("rule.json"),
                "{\"Name\": \"etl-ventas-historico\", \"ScheduleExpression\": \"cron(0 2 * * ? *)\"}");
        Result rule = app.crons(List.of("-Dspring.profiles.active=production"), "drift", "rule.json", "--json");
        assertThat(rule.code()).isEqualTo(1);
        assertThat(json(rule.out()).get(0).path("aspect").asText()).isEqualTo("timezone");
        assertThat(rule.out()).contains("22:00");
    }

    @Test
    void aCheckInOfAnUnknownMonitorWarnsAndAWrongCallIsNone() {
        assertThat(app.crons("checkin", "etl_nuevo", "ok", "--duration", "60.5").code())
                .isZero();
        assertThat(sentry.checkIns())
                .anyMatch(checkIn -> "demo-etl-nuevo".equals(checkIn.get("monitor_slug"))
                        && Double.valueOf(60.5).equals(checkIn.get("duration")));
        Result unknown = app.crons("checkin", "de-nadie", "ok");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("WARN");
        assertThat(app.crons("checkin", "etl_nuevo", "bien").code()).isEqualTo(2);
    }

    @Test
    void sentryIsProvisionedOnceAndMutedRetiredAndExamined() throws Exception {
        assertThat(json(app.crons("provision", "--json").out())).isNotEmpty();
        assertThat(app.crons("provision", "--prune").err()).contains("0 changes made");
        Result doctor = app.crons("doctor", "--send");
        assertThat(doctor.out())
                .contains("seen in Sentry", HISTORICO + " is as it is here")
                .doesNotContain("\u001B");
        assertThat(doctor.code()).as(doctor.out()).isZero();
        assertThat(app.crons("test-alert").code()).isZero();
        assertThat(app.crons("retire", "fluxion-crons-test-alert").code()).isZero();

        Process mute = app.commanding("mute", HISTORICO, "--for", "2h");
        try {
            await().atMost(Duration.ofMinutes(5)).until(() -> isMuted());
        } finally {
            mute.destroy();
        }
        assertThat(mute.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(isMuted()).isFalse();
        assertThat(sentry.problems()).isEmpty();
    }

    private static boolean isMuted() {
        return sentry.all("monitors").stream()
                .anyMatch(monitor ->
                        HISTORICO.equals(monitor.get("slug")) && Boolean.TRUE.equals(monitor.get("isMuted")));
    }

    @Test
    void aRunGetsTheSignalsAndGivesItsExitCode() throws Exception {
        Path ready = folder.resolve("ready");
        Process run = app.commanding(
                "run",
                "etl_nuevo",
                "--",
                "sh",
                "-c",
                "trap 'exit 7' TERM; touch " + ready + "; while :; do sleep 0.1; done");
        try {
            await().atMost(Duration.ofMinutes(5)).until(() -> Files.exists(ready));
        } finally {
            run.destroy();
        }

        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(7);
        assertThat(sentry.checkIns())
                .anyMatch(checkIn ->
                        "demo-etl-nuevo".equals(checkIn.get("monitor_slug")) && "error".equals(checkIn.get("status")));
    }

    @Test
    void helpSpeaksTheLanguageOfTheLocale() {
        assertThat(app.crons(List.of("-Duser.language=en"), "--help").out()).contains("Lists the monitors.");
        assertThat(app.crons(List.of("-Duser.language=es"), "--help").out()).contains("Lista los monitores.");
        Result checkIn = app.crons(List.of("-Duser.language=es", "-Duser.country=VE"), "checkin", "--help");
        assertThat(checkIn.out()).contains("Cuánto tardó la corrida");
        assertThat(checkIn.code()).isZero();
        assertThat(app.crons("nada").code()).isEqualTo(2);
    }

    @Test
    void onATerminalThereAreColours() throws Exception {
        assertThat(app.onTerminal("", "explain", "0 0 0 13 * FRI")).contains("\u001B[");
    }

    @Test
    void everyCallThatTheGuidesMakeToTheApplicationIsAnswered() throws Exception {
        assumeThat(new File("/usr/bin/curl")).exists();
        Set<String> calls = new TreeSet<>();
        try (Stream<Path> guides = Files.list(Path.of("..", "docs"))) {
            for (Path guide :
                    guides.filter(file -> file.toString().endsWith(".md")).toList()) {
                Files.readString(guide)
                        .lines()
                        .filter(line -> line.startsWith("curl -s ") && line.contains("localhost:8080"))
                        .forEach(calls::add);
            }
        }
        assertThat(calls).hasSizeGreaterThan(5);
        for (String call : calls) {
            assertThat(app.shell(call.replace("/etl-ventas", "/demo-etl-ventas") + " --fail-with-body"))
                    .as(call)
                    .matches("(?s)[\\[{].*");
        }
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
