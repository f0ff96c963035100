package ai.fluxion.crons.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.engine.ApplicationMonitorRegistry;
import ai.fluxion.crons.engine.MonitorConfigurationException.Problem;
import ai.fluxion.crons.engine.MonitorDeclaration;
import ai.fluxion.crons.engine.RegistrySettings;
import ai.fluxion.crons.engine.RegistrySettings.ScheduledJobs;
import ai.fluxion.crons.monitor.MonitorSettings;
import ai.fluxion.crons.monitor.MonitorSlug;
import ai.fluxion.crons.provision.AlertTarget;
import ai.fluxion.crons.provision.ProvisioningSettings;
import ai.fluxion.crons.schedule.SentryInterval;
import ai.fluxion.crons.testing.FakeSentry;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronsCommandLineTests {

    static final Clock NOON = Clock.fixed(Instant.parse("2026-11-02T16:00:00Z"), ZoneOffset.UTC);

    static final ZoneId CARACAS = ZoneId.of("America/Caracas");

    private static final Supplier<ProvisioningSettings> NO_TOKEN = () -> {
        throw new IllegalArgumentException("fluxion.crons.provision.token is not set");
    };

    private static final Problem WRONG = new Problem(
            "fluxion.crons.timezone", "Mars", "there is no such time zone", "Write a name of the tz database.");

    private Ingest ingest;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        this.ingest = new Ingest();
    }

    @AfterEach
    void stop() {
        this.ingest.close();
    }

    /** Turkish has another capital of i. */
    @Test
    void whatIsSaidInEnglishForWantOfAnotherLanguageIsEnglish() {
        Result result = run(context(List.of(), "", Locale.forLanguageTag("tr"), NO_TOKEN), "list");

        assertThat(result.out.lines().toList().get(0)).contains("MARGIN");
    }

    @Test
    void theMonitorsAreListedWithTheirNextRun() {
        Result result = run("list");

        assertThat(result.code).isZero();
        assertThat(result.out.lines()).hasSize(3).anySatisfy(line -> assertThat(line)
                .contains("etl-ventas-historico", "0 2 * * *", "America/Caracas", "Tue 2026-11-03 02:00", "3h"));
        assertThat(result.err).contains("Monitors: 2. Sentry seats: 2 of 50.", "/actuator/monitors");
    }

    @Test
    void programsReadJsonOnly() throws IOException {
        JsonNode list = json(run("list", "--json"));

        assertThat(list).hasSize(2);
        assertThat(list.get(0).path("slug").asText()).isEqualTo("etl-ventas-historico");
        assertThat(list.get(0).at("/schedule/sentry/value").asText()).isEqualTo("0 2 * * *");
        assertThat(list.get(0).path("maxRuntime").asText()).isEqualTo("PT3H");
        assertThat(list.get(0).path("nextCheckIn").asText()).isEqualTo("2026-11-03T06:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "show etl-ventas-historico",
                "next etl-ventas-historico 2",
                "explain @daily",
                "doctor --send",
                "checkin etl-ventas-historico ok",
                "checkin nadie ok",
                "template terraform",
                "template kubernetes etl-ventas-historico",
                "drift rules.json",
                "provision --dry-run",
                "mute etl-viejo --for 1ms",
                "mute etl-viejo --off",
                "test-alert",
                "retire etl-viejo"
            })
    void nothingButJsonGoesToAProgram(String line) throws IOException {
        Path rules = Files.writeString(
                this.folder.resolve("rules.json"),
                "{\"Name\": \"etl-ventas-historico\", \"ScheduleExpression\": \"cron(0 2 * * ? *)\"}");
        try (FakeSentry sentry = new FakeSentry()) {
            sentry.monitorOfSomebody("etl-viejo", "0 1 * * *");
            CommandContext context = context(sentry.dsn(), () -> settings(sentry.url(), FakeSentry.TOKEN));
            String[] words = (line.replace("rules.json", rules.toString()) + " --json").split(" ");

            assertThat(json(run(context, words)).isContainerNode()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"etl-ventas-historico", "etl_ventas_historico", "ETL ventas historico"})
    void aMonitorIsShownBySlugOrName(String name) {
        Result result = run("show", name);

        assertThat(result.code).isZero();
        assertThat(result.out).contains("etl-ventas-historico", "America/Caracas");
    }

    @Test
    void anUnknownMonitorIsNamedWithThoseThatThereAre() {
        Result result = run("show", "nada");

        assertThat(result.code).isEqualTo(CronsCommandLine.FOUND);
        assertThat(result.err).contains("'nada'", "etl-ventas-historico");
        assertThat(result.out).isEmpty();
    }

    @Test
    void theNextRunsAreThoseOfAMonitorOrOfAnExpression() {
        assertThat(run("next", "etl-ventas-historico", "2").out)
                .contains("2026-11-03T06:00:00Z", "2026-11-04T06:00:00Z");
        assertThat(run("next", "cron(0 2 * * ? *)", "1", "--zone", "UTC").out).contains("2026-11-03T02:00:00Z");
        assertThat(run("next", "no es nada").code).isEqualTo(CronsCommandLine.FOUND);
    }

    @Test
    void anExpressionIsExplainedInEveryOtherDialect() throws IOException {
        assertThat(run("explain", "etl_ventas_historico").out).contains("0 0 2 * * *", "America/Caracas");
        JsonNode explained = json(run("explain", "0 0 2 * * MON-FRI", "--zone", "America/Caracas", "--json"));

        assertThat(explained.path("dialect").asText()).isEqualTo("spring");
        assertThat(explained.at("/translations/eventbridge/value").asText()).isEqualTo("cron(0 2 ? * MON-FRI *)");
        assertThat(explained.at("/translations/sentry/value").asText()).startsWith("0 2 * * ");
        assertThat(explained.at("/translations/unix/value").asText()).startsWith("0 2 * * ");
        assertThat(explained.at("/translations/quartz/value").asText()).startsWith("0 0 2 ? * ");
        assertThat(explained.at("/translations/kubernetes/value").asText()).startsWith("0 2 * * ");
        assertThat(explained.at("/translations").has("spring")).isFalse();
        assertThat(explained.path("next")).hasSize(5);
    }

    @Test
    void whatChangingClocksDoToItIsSaid() {
        assertThat(run("explain", "0 30 2 * * *", "--zone", "America/New_York").out)
                .contains("the clocks of America/New_York skip or repeat");
        assertThat(run("explain", "0 30 2 * * *", "--zone", "America/Caracas").out)
                .doesNotContain("clocks");
    }

    @Test
    void whatIsNoExpressionIsPointedAt() {
        Result result = run("explain", "0 25 * * *");

        assertThat(result.code).isEqualTo(CronsCommandLine.FOUND);
        assertThat(result.err).contains("0 25 * * *").contains("^ ");
    }

    @Test
    void whatSentryCannotBeToldExactlySaysWhy() {
        assertThat(run("explain", "0 0 0 13 * FRI").out).contains("not exactly");
    }

    @Test
    void aCheckInOfAMonitorGoesOutWithItsConfig() {
        Result result = run("checkin", "etl-ventas-historico", "ok", "--duration", "60.5");

        assertThat(result.code).as(result.err).isZero();
        assertThat(this.ingest.checkIns()).singleElement().satisfies(checkIn -> {
            assertThat(checkIn.path("monitor_slug").asText()).isEqualTo("etl-ventas-historico");
            assertThat(checkIn.path("status").asText()).isEqualTo("ok");
            assertThat(checkIn.path("duration").asDouble()).isEqualTo(60.5);
            assertThat(checkIn.path("environment").asText()).isEqualTo("production");
            assertThat(checkIn.at("/monitor_config/schedule/value").asText()).isEqualTo("0 2 * * *");
            assertThat(checkIn.at("/monitor_config/timezone").asText()).isEqualTo("America/Caracas");
        });
    }

    @Test
    void aCheckInOfAMonitorThatNothingConfiguresGoesOutWithAWarning() {
        Result result = run("checkin", "otro", "error");

        assertThat(result.code).isEqualTo(CronsCommandLine.FOUND);
        assertThat(result.err).contains("WARN", "otro");
        assertThat(this.ingest.checkIns())
                .singleElement()
                .satisfies(checkIn -> assertThat(checkIn.has("monitor_config")).isFalse());
    }

    @Test
    void whatSentryDoesNotAcceptIsExplained() {
        this.ingest.answer(429);

        Result result = run("checkin", "etl-ventas-historico", "ok");

        assertThat(result.code).isEqualTo(CronsCommandLine.SENTRY);
        assertThat(result.err).contains("429", "rate limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"missed", "bien"})
    void aStatusThatNoClientSendsIsRefused(String status) {
        Result result = run("checkin", "etl-ventas-historico", status);

        assertThat(result.code).isEqualTo(CronsCommandLine.USAGE);
        assertThat(result.err).contains("'" + status + "' is none of in_progress, ok, error");
        assertThat(this.ingest.checkIns()).isEmpty();
    }

    @Test
    void aTestOfTheAlertsFailsAMonitorOfItsOwnAndLetsItRecover() {
        run("test-alert");
        run("test-alert", "--resolve");

        assertThat(this.ingest.checkIns())
                .extracting(checkIn -> checkIn.path("status").asText())
                .containsExactly("error", "ok");
        assertThat(this.ingest.checkIns())
                .allMatch(checkIn -> checkIn.path("monitor_slug").asText().equals(ProvisioningSettings.TEST_SLUG));
    }

    @Test
    void nobodyIsToldOfTheMonitorOfThatTestInTheYearsAfterIt() {
        run("test-alert", "--resolve");

        JsonNode schedule = this.ingest.checkIns().get(0).path("monitor_config").path("schedule");
        assertThat(schedule.path("type").asText()).isEqualTo("interval");
        assertThat(SentryInterval.of(
                                schedule.path("value").asLong(),
                                schedule.path("unit").asText(),
                                null)
                        .next(NOON.instant()))
                .isAfter(NOON.instant().plus(Duration.ofDays(5 * 365)));
    }

    @Test
    void aTemplateComesBackWithoutDriftAndAnotherHourIsOne() throws IOException {
        Path file = this.folder.resolve("schedule.json");
        Files.writeString(file, run("template", "eventbridge", "etl-ventas-historico").out);
        assertThat(run("drift", file.toString()).code).isZero();

        Files.writeString(file, Files.readString(file).replace("cron(0 2", "cron(0 3"));
        Result result = run("drift", file.toString());

        assertThat(result.code).isEqualTo(CronsCommandLine.FOUND);
        assertThat(result.out).contains("etl-ventas-historico", "schedule", "03:00", "02:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eventbridge", "ecs", "kubernetes", "terraform", "cloudformation"})
    void everyTemplateIsWrittenForAllMonitorsAtOnce(String kind) {
        Result result = run("template", kind);

        assertThat(result.code).as(result.err).isZero();
        assertThat(result.out).contains("FLUXION_CRONS_TASK_MONITOR");
    }

    @ParameterizedTest
    @CsvSource({
        "eventbridge, all.json",
        "kubernetes, all.yaml",
        "terraform, all.tf",
        "cloudformation, all.yaml",
        "cloudformation, all.json"
    })
    void everyTemplateOfSchedulesComesBackWithoutADrift(String kind, String name) throws IOException {
        Path file = Files.writeString(this.folder.resolve(name), run("template", kind).out);

        Result result = run("drift", file.toString());

        assertThat(result.code).as("%s%n%s", result.out, result.err).isZero();
    }

    /** Its process would check in without the key, as a monitor that nobody has. */
    @Test
    void aKeyHasNoTemplateOfItsOwn() {
        assertThat(run("template", "kubernetes").out).doesNotContain("tienda-01");
        Result result = run("template", "kubernetes", "etl-ventas-tienda-tienda-01");

        assertThat(result.code).isEqualTo(CronsCommandLine.FOUND);
        assertThat(result.err).contains("one key of etl_ventas_tienda");
    }

    @Test
    void withoutATokenThePropertyIsNamed() {
        Result result = run("provision", "--dry-run");

        assertThat(result.code).isEqualTo(CronsCommandLine.FOUND);
        assertThat(result.err).contains("fluxion.crons.provision.token is not set");
    }

    @Test
    void aSentryThatIsOutOfReachHasACodeOfItsOwn() {
        ProvisioningSettings nowhere = new ProvisioningSettings(
                URI.create("http://127.0.0.1:1"), "t", "o", "p", "production", null, List.of(), List.of(), true, true);

        Result result = run(context(List.of(), "", Locale.ENGLISH, () -> nowhere), "provision");
        assertThat(result.code).isEqualTo(CronsCommandLine.SENTRY);
        assertThat(result.err)
                .contains("http://127.0.0.1:1 cannot be reached: the connection is refused. See fluxion.crons");
        assertThat(run(context(List.of(), "", Locale.forLanguageTag("es"), () -> nowhere), "provision").err)
                .contains("No se llega a http://127.0.0.1:1: se rechaza la conexión. Vea fluxion.crons");
    }

    @Test
    void aMonitorThatTheApplicationHasIsNotRetiredUnasked() {
        Result result = run("retire", "etl-ventas-historico");

        assertThat(result.code).isEqualTo(CronsCommandLine.FOUND);
        assertThat(result.err).contains("--force");
    }

    @Test
    void theDoctorNamesWhatIsWrong() {
        Result well = run("doctor", "--send");
        assertThat(well.code).as(well.out).isZero();
        assertThat(well.out)
                .contains("2 of 50", "2, each as its name", "accepted by Sentry's ingest")
                .containsOnlyOnce("provision.token is not set");

        Result ill = run(context(List.of(WRONG), "", Locale.ENGLISH, NO_TOKEN), "doctor");
        assertThat(ill.code).isEqualTo(CronsCommandLine.FOUND);
        assertThat(ill.out)
                .contains("PROBLEM declared     fluxion.crons.timezone = 'Mars': there is no such time zone. Write");
    }

    @Test
    void theDoctorSeesItsOwnCheckInInSentryAndWhatEitherSideLacks() throws IOException {
        try (FakeSentry sentry = new FakeSentry()) {
            sentry.monitorOfSomebody("etl-de-ayer", "0 1 * * *");
            sentry.monitorOfSomebody("etl-ventas-historico", "0 3 * * *");
            CommandContext context = context(sentry.dsn(), () -> settings(sentry.url(), FakeSentry.TOKEN));

            Result result = run(context, "doctor", "--send");

            assertThat(result.code).isEqualTo(CronsCommandLine.FOUND);
            assertThat(result.out)
                    .contains("etl-ventas-historico is 0 3 * * * in Sentry and 0 2 * * * here")
                    .contains("etl-ventas-tienda-tienda-01 is not in Sentry yet")
                    .contains("etl-de-ayer is in Sentry and not in this application")
                    .contains("accepted by Sentry's ingest")
                    .contains("seen in Sentry (monitor " + ProvisioningSettings.TEST_SLUG + ")");
            assertThat(sentry.problems()).isEmpty();
        }
    }

    @Test
    void theDoctorSeesThatSentryExpectsAJobInAnotherZone() throws IOException {
        try (FakeSentry sentry = new FakeSentry()) {
            sentry.monitorOfSomebody("etl-ventas-historico", "0 2 * * *");
            CommandContext context = context(sentry.dsn(), () -> settings(sentry.url(), FakeSentry.TOKEN));

            assertThat(run(context, "doctor").out)
                    .contains("etl-ventas-historico is UTC in Sentry and America/Caracas here");
        }
    }

    /** Severities and subjects are names, in every language what the guides and the JSON call them. */
    @Test
    void whatTheDoctorFindsIsSaidInSpanishToo() throws IOException {
        Locale spanish = Locale.forLanguageTag("es-VE");
        try (FakeSentry sentry = new FakeSentry()) {
            sentry.monitorOfSomebody("etl-de-ayer", "0 1 * * *");
            sentry.monitorOfSomebody("etl-ventas-historico", "0 3 * * *");
            CommandContext context =
                    context(List.of(), "", spanish, sentry.dsn(), () -> settings(sentry.url(), FakeSentry.TOKEN));

            assertThat(run(context, "doctor", "--send").out)
                    .contains("ok      jobs         Monitores: 2")
                    .contains("etl-ventas-historico es 0 3 * * * en Sentry y 0 2 * * * aquí")
                    .contains("etl-ventas-tienda-tienda-01 no está todavía en Sentry")
                    .contains("etl-de-ayer está en Sentry y no en esta aplicación")
                    .contains("visto en Sentry (monitor " + ProvisioningSettings.TEST_SLUG + ")");
        }
        assertThat(run(context(List.of(), "", spanish, "http://clave@127.0.0.1:1/7", NO_TOKEN), "doctor").out)
                .contains("PROBLEM dsn          no se llega a 127.0.0.1:1: se rechaza la conexión")
                .contains("El lado de Sentry no se compara");
        Result checkIn = run(context(List.of(), "", spanish, null, NO_TOKEN), "checkin", "etl-ventas-historico", "ok");
        assertThat(checkIn.err).contains("No hay DSN");
    }

    @Test
    void theDoctorExplainsATokenThatSentryRefuses() throws IOException {
        try (FakeSentry sentry = new FakeSentry()) {
            CommandContext context = context(sentry.dsn(), () -> settings(sentry.url(), "otro"));

            assertThat(run(context, "doctor").out).contains("PROBLEM token", "401");
        }
    }

    @Test
    void whatWasProvisionedIsMutedAndRetiredBySlugOrName() throws IOException {
        try (FakeSentry sentry = new FakeSentry()) {
            CommandContext context = context(sentry.dsn(), () -> settings(sentry.url(), FakeSentry.TOKEN));

            assertThat(run(context, "provision", "--dry-run").out).contains("+ monitor etl-ventas-historico");
            assertThat(run(context, "provision").err).contains("changes made");
            assertThat(run(context, "provision").err).contains("0 changes made");
            assertThat(run(context, "doctor").code).isZero();
            assertThat(run(context, "mute", "etl_ventas_historico", "--for", "10ms").err)
                    .contains(
                            "etl-ventas-historico is muted in all environments until",
                            "etl-ventas-historico is heard again");
            assertThat(run(context, "retire", "no-hay").err)
                    .contains("404. Sentry has no monitor 'no-hay' in the project 'fluxion-etl'");
            assertThat(run(context, "retire", "etl_ventas_historico", "--force").code)
                    .isZero();
            assertThat(sentry.all("monitors"))
                    .extracting(monitor -> monitor.get("slug"))
                    .containsExactly("etl-ventas-tienda-tienda-01");
            assertThat(sentry.problems()).isEmpty();
        }
    }

    @Test
    void aSilenceThatCannotBeEndedIsSaidAndHowToEndIt() throws IOException {
        try (FakeSentry sentry = new FakeSentry()) {
            sentry.monitorOfSomebody("etl-viejo", "0 1 * * *");
            CommandContext context = context(sentry.dsn(), () -> settings(sentry.url(), FakeSentry.TOKEN));
            // Each mute is a read and a write; a read would be tried again.
            List.of(1, 2, 3).forEach(call -> sentry.answerOnce());
            sentry.refuseOnce(503);

            Result result = run(context, "mute", "etl-viejo", "--for", "1ms");

            assertThat(result.code).isEqualTo(CronsCommandLine.SENTRY);
            assertThat(result.err)
                    .contains("etl-viejo may still be muted; end that with: crons mute etl-viejo --off", "503");
        }
    }

    @Test
    void aCommandIsOneRunAndItsExitCodeIsOurs() {
        Result good = run("run", "etl_ventas_historico", "--", "true");
        Result bad = run("run", "etl_ventas_historico", "--", "sh", "-c", "exit 3");
        Result none = run("run", "etl_ventas_historico", "--", "no-hay-tal-comando");

        assertThat(List.of(good.code, bad.code, none.code)).containsExactly(0, 3, 127);
        assertThat(none.err).contains("'no-hay-tal-comando' cannot be run: there is no such program");
        assertThat(this.ingest.checkIns())
                .filteredOn(checkIn -> !checkIn.path("status").asText().equals("in_progress"))
                .extracting(checkIn -> checkIn.path("status").asText())
                .containsExactly("ok", "error", "error");
        assertThat(this.ingest.checkIns()).allMatch(checkIn -> checkIn.has("monitor_config"));
    }

    @Test
    void aMonitorThatNothingConfiguresHasTheSlugThatTheCodeWouldGiveIt() {
        run("run", "Etl_x", "--", "true");
        run("run", "etl.x", "--", "true");
        run("run", "2026", "--", "true");

        assertThat(this.ingest.checkIns())
                .extracting(checkIn -> checkIn.path("monitor_slug").asText())
                .containsOnly("etl-x", MonitorSlug.of("etl.x", null, null), "2026");
        this.ingest.checkIns().clear();
        run("checkin", "Etl_x", "ok");
        run("checkin", "etl.x", "ok");
        run("checkin", "2026", "ok");
        assertThat(this.ingest.checkIns())
                .extracting(checkIn -> checkIn.path("monitor_slug").asText())
                .containsExactly("etl-x", MonitorSlug.of("etl.x", null, null), "2026");
    }

    @Test
    void aProvisioningThatBreaksOffSaysInJsonTooWhatItDid() throws IOException {
        try (FakeSentry sentry = new FakeSentry()) {
            CommandContext context = context(sentry.dsn(), () -> settings(sentry.url(), FakeSentry.TOKEN));
            List.of(1, 2).forEach(call -> sentry.answerOnce());
            sentry.refuseOnce(403);

            Result result = run(context, "provision", "--json");

            assertThat(result.code).isEqualTo(CronsCommandLine.SENTRY);
            assertThat(result.err).contains("403");
            assertThat(json(result)).hasSize(1);
            assertThat(json(result).get(0).path("action").asText()).isEqualTo("create");
        }
    }

    @Test
    void anArgumentThatNamesAFileReachesTheOtherProgramAsItIs() throws IOException {
        Path body = Files.writeString(this.folder.resolve("body.json"), "{\"a\": 1}");
        Path proof = this.folder.resolve("proof");

        run("run", "etl_ventas_historico", "--", "sh", "-c", "printf %s \"$1\" > \"$2\"", "sh", "@" + body, "" + proof);

        assertThat(proof).hasContent("@" + body);
    }

    @Test
    void wherePeopleHaveOtherDigitsSentryIsToldItsOwn() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            assertThat(run("checkin", "etl_ventas_historico", "ok").code).isZero();
            assertThat(run("template", "kubernetes", "etl_ventas_historico").out)
                    .contains("Seconds: 10800");
            assertThat(run("template", "terraform", "etl_ventas_historico").out).contains("in_seconds = 300");
        } finally {
            Locale.setDefault(before);
        }
        assertThat(this.ingest.checkIns()).hasSize(1);
    }

    @Test
    void aCommandRunsWithoutSentryWithoutADsnAndWithoutAMonitor() throws IOException {
        Path proof = this.folder.resolve("proof");
        this.ingest.answer(500);
        Result refused = run("run", "etl_ventas_historico", "--", "touch", proof.toString());
        assertThat(proof).exists();
        assertThat(refused.code).isZero();
        assertThat(refused.err).contains("WARN", "500");

        Files.delete(proof);
        CommandContext nowhere = context("http://clave@127.0.0.1:1/7", NO_TOKEN);
        assertThat(run(nowhere, "run", "nadie", "--", "touch", proof.toString()).err)
                .contains("WARN: nothing configures the monitor nadie", "cannot be reached");
        assertThat(proof).exists();

        Files.delete(proof);
        Result without = run(context((String) null, NO_TOKEN), "run", "nadie", "--", "touch", proof.toString());
        assertThat(without.err).contains("There is no DSN");
        assertThat(without.code).isZero();
        assertThat(proof).exists();
    }

    @Test
    void ofAMonitorThatIsDisabledOrLocalOnlyCommandsSendNothingEither() {
        CommandContext context = context(
                registry(0, List.of(declared("etl_local", "0 2 * * *", null), disabled("etl_apagado"))),
                new CommandContext.Ingest(this.ingest.dsn(), true, null));

        Result local = run(context, "checkin", "etl_local", "ok");
        Result disabled = run(context, "run", "etl_apagado", "--", "true");

        assertThat(local.code).isEqualTo(CronsCommandLine.FOUND);
        assertThat(local.err).contains("Monitor etl-local is local only: nothing of it is sent");
        assertThat(disabled.code).isZero();
        assertThat(disabled.err)
                .contains(
                        "WARN: Monitor etl-apagado is disabled: nothing of it is sent",
                        "The command runs unmonitored.");
        assertThat(this.ingest.checkIns()).isEmpty();
    }

    @Test
    void whereTheApplicationIsSwitchedOffCommandsSendNothingEither() {
        CommandContext context =
                context(registry(), new CommandContext.Ingest(this.ingest.dsn(), true, "fluxion.crons.enabled"));

        assertThat(run(context, "checkin", "etl_ventas_historico", "ok").err)
                .contains("fluxion.crons.enabled is false: nothing is sent to Sentry.");
        assertThat(run(context, "test-alert").code).isEqualTo(CronsCommandLine.FOUND);
        assertThat(run(context, "run", "etl_ventas_historico", "--", "true").code)
                .isZero();
        assertThat(run(context, "doctor").out).contains("PROBLEM dsn          fluxion.crons.enabled is false");
        assertThat(this.ingest.checkIns()).isEmpty();
    }

    @Test
    void withoutUpsertCommandsLeaveTheMonitorInSentryAsItIs() {
        CommandContext context = context(registry(), new CommandContext.Ingest(this.ingest.dsn(), false, null));

        run(context, "checkin", "etl_ventas_historico", "ok");
        run(context, "run", "etl_ventas_historico", "--", "true");

        assertThat(this.ingest.checkIns()).isNotEmpty().noneMatch(checkIn -> checkIn.has("monitor_config"));
    }

    @Test
    void helpAndAWrongCallNeedNoApplication() {
        CommandContext.Streams streams =
                context(List.of(), "", Locale.ENGLISH, NO_TOKEN).streams();

        assertThat(CronsCommandLine.answer(Locale.ENGLISH, streams, List.of("--help")))
                .hasValue(0);
        assertThat(CronsCommandLine.answer(Locale.ENGLISH, streams, List.of("help", "list")))
                .hasValue(0);
        assertThat(CronsCommandLine.answer(Locale.ENGLISH, streams, List.of("next", "--help")))
                .hasValue(0);
        assertThat(CronsCommandLine.answer(Locale.ENGLISH, streams, List.of("nada")))
                .hasValue(CronsCommandLine.USAGE);
        assertThat(CronsCommandLine.answer(Locale.ENGLISH, streams, List.of())).hasValue(CronsCommandLine.USAGE);
        assertThat(CronsCommandLine.answer(Locale.ENGLISH, streams, List.of("list")))
                .isEmpty();
        assertThat(CronsCommandLine.answer(Locale.ENGLISH, streams, List.of("run", "x", "--", "ls", "--help")))
                .isEmpty();
    }

    @Test
    void anApplicationThatWouldNotStartSaysSo() {
        Result result = run(context(List.of(WRONG), "", Locale.ENGLISH, NO_TOKEN), "list");

        assertThat(result.code).isEqualTo(CronsCommandLine.FOUND);
        assertThat(result.err)
                .contains("would not start", "fluxion.crons.timezone = 'Mars': there is no such time zone");
    }

    @Test
    void helpIsInTheLanguageOfTheLocale() {
        assertThat(run("--help").out).contains("Lists the monitors.", "Exit codes");
        assertThat(run(context(List.of(), "", Locale.forLanguageTag("es-VE"), NO_TOKEN), "--help").out)
                .contains("Lista los monitores.", "Códigos de salida");
        assertThat(run(context(List.of(), "", Locale.forLanguageTag("es"), NO_TOKEN), "checkin", "--help").out)
                .contains("Cuánto tardó la corrida");
    }

    @Test
    void everyCommandAndOptionIsExplainedInBothLanguages() {
        for (String language : List.of("en", "es")) {
            ResourceBundle texts = CronsCommandLine.texts(Locale.forLanguageTag(language));
            for (String key : CronsCommandLine.texts(Locale.ENGLISH).keySet()) {
                assertThat(texts.getString(key)).as(key).satisfies(text -> assertThat(text.isEmpty())
                        .isEqualTo(key.endsWith("headerHeading")));
            }
            List<String> commands = CronsCommandLine.texts(Locale.ENGLISH).keySet().stream()
                    .filter(key -> key.matches("crons\\.[a-z-]+\\.usage\\.header"))
                    .map(key -> key.split("\\.", -1)[1])
                    .filter(command -> !command.equals("help"))
                    .toList();
            assertThat(commands).hasSize(14);
            for (String command : commands) {
                String help = run(context(List.of(), "", Locale.forLanguageTag(language), NO_TOKEN), command, "--help")
                        .out();
                assertThat(help).contains(texts.getString("crons." + command + ".usage.header"));
            }
        }
        Set<String> spanish =
                CronsCommandLine.texts(Locale.forLanguageTag("es")).keySet();
        assertThat(spanish).isEqualTo(CronsCommandLine.texts(Locale.ENGLISH).keySet());
    }

    @Test
    void everyTextHasThePlacesOfItsTranslation() {
        ResourceBundle english = CronsCommandLine.texts(Locale.ENGLISH);
        ResourceBundle spanish = CronsCommandLine.texts(Locale.forLanguageTag("es"));

        for (String key : english.keySet()) {
            assertThat(places(spanish.getString(key))).as(key).isEqualTo(places(english.getString(key)));
        }
    }

    private static List<String> places(String text) {
        return Pattern.compile("%(\\d\\$)?[sdn]")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nada", "--nada"})
    void aWrongCallHasACodeOfItsOwn(String argument) {
        assertThat((argument.isEmpty() ? run() : run(argument)).code).isEqualTo(CronsCommandLine.USAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "next etl-ventas-historico 0, N is a number from 1 to 1000",
        "next etl-ventas-historico 1 --zone Mars/Base, is no time zone",
        "template helm, is none of eventbridge",
        "template ecs --account 42, has 12 digits",
        "checkin etl-ventas-historico ok --duration -3, no number of seconds",
        "mute etl-ventas-historico, --for 2h",
        "mute etl-ventas-historico --for rato, is no duration",
        "mute etl-ventas-historico --for 9999999999999999h, is no duration",
        "mute etl-ventas-historico --for PT2562047788015215H, is no duration",
        "mute etl-ventas-historico --for 0, --for 2h"
    })
    void aWrongCallThatOnlyTheCommandSeesIsOneToo(String line, String message) {
        Result result = run(line.split(" "));

        assertThat(result.code).isEqualTo(CronsCommandLine.USAGE);
        assertThat(result.err).contains(message);
    }

    @Test
    void aDriftIsSaidInSpanishWithTheDaysToo() throws IOException {
        Path rules = Files.writeString(
                this.folder.resolve("reglas.json"),
                "{\"Name\": \"etl-ventas-historico\", \"ScheduleExpression\": \"cron(0 2 * * ? *)\"}");
        CommandContext spanish = context(List.of(), "", Locale.forLanguageTag("es"), NO_TOKEN);

        assertThat(run(spanish, "drift", rules.toString()).out)
                .contains("allí:  cron(0 2 * * ? *) UTC (no dice ninguna)")
                .contains(
                        "una regla de EventBridge no tiene zona horaria: su expresión es UTC; correrá el lun 2026-11-02"
                                + " 22:00, el monitor lo espera el mar 2026-11-03 02:00 (los dos en America/Caracas)");
    }

    @Test
    void aFileThatIsNoYamlIsPointedAtInOneLine() throws IOException {
        Path broken = Files.writeString(this.folder.resolve("cron.yaml"), "a: 1\n{{{\n");

        assertThat(run("drift", broken.toString()).err.strip())
                .contains("cron.yaml' is no JSON, YAML or .tf: line 3: ")
                .doesNotContain("\n");
        assertThat(configure(broken).err.strip())
                .startsWith("The file is no YAML: line 3: ")
                .doesNotContain("\n");
    }

    @Test
    void aCommandThatThereIsNotIsCalledThat() {
        assertThat(run("nada").err).startsWith("There is no command 'nada'");
        Locale spanish = Locale.forLanguageTag("es");
        assertThat(run(context(List.of(), "", spanish, NO_TOKEN), "lisst").err)
                .contains("No hay un comando 'lisst'", "¿Quiso decir crons list")
                .doesNotContain(" or ");
        assertThat(run(context(List.of(), "", spanish, NO_TOKEN), "list", "--jso").err)
                .contains("No hay una opción '--jso'", "--json");
        assertThat(run(context(List.of(), "", spanish, NO_TOKEN), "show").err).contains("Falta un argumento: 'SLUG'");
    }

    @Test
    void aFileThatCannotBeReadIsSaidToBeWhatItIs() throws IOException {
        Path binary = Files.write(this.folder.resolve("rules.json"), new byte[] {(byte) 0xff, (byte) 0xfe});
        Path none = this.folder.resolve("none.json");

        assertThat(run("drift", binary.toString()).err).contains("rules.json' is no text in UTF-8");
        assertThat(run("drift", none.toString()).err).contains("none.json' does not exist");
        assertThat(run("drift", this.folder.toString()).err).contains("cannot be read");
        assertThat(configure(binary).err).contains("rules.json' is no text in UTF-8");
        assertThat(configure(none.resolve("application.yml")).err).contains("may not be read or written");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nada",
                "ftp://clave@host/7",
                "https://host/7",
                "https://clave@host/",
                "https://clave@a b/7",
                "https://clave@host:99999/7",
                "https://cla%0Ave@host/7"
            })
    void aDsnThatIsNoneIsAFindingOfTheDoctorAndStopsACheckIn(String dsn) {
        assertThat(run(context(dsn, NO_TOKEN), "doctor").out).contains("PROBLEM dsn", "is no DSN");
        assertThat(run(context(dsn, NO_TOKEN), "checkin", "etl-ventas-historico", "ok").code)
                .isEqualTo(CronsCommandLine.FOUND);
    }

    @Test
    void aSentryThatIsNotThereIsAFindingOfTheDoctor() {
        Result result = run(context("http://clave@127.0.0.1:1/7", NO_TOKEN), "doctor", "--send");

        assertThat(result.code).isEqualTo(CronsCommandLine.FOUND);
        assertThat(result.out)
                .contains("127.0.0.1:1 cannot be reached: the connection is refused")
                .contains("PROBLEM check-in");
    }

    @ParameterizedTest
    @CsvSource({"401, the key of the DSN", "403, the key of the DSN", "404, no such project", "429, the quota"})
    void theDoctorExplainsWhatSentryAnswersToACheckIn(int status, String why) {
        this.ingest.answer(status);

        Result result = run("doctor", "--send");

        assertThat(result.code).isEqualTo(CronsCommandLine.FOUND);
        assertThat(result.out).contains("PROBLEM check-in", String.valueOf(status), why);
    }

    @Test
    void aMistakeOfOursShowsNoStack() {
        Result result = run(
                context(this.ingest.dsn(), () -> {
                    throw new IllegalStateException("nobody thought of it");
                }),
                "provision");

        assertThat(result.code).isEqualTo(CronsCommandLine.FOUND);
        assertThat(result.err).contains("Unexpected: java.lang.IllegalStateException: nobody thought of it");
        assertThat(result.err.lines()).noneMatch(line -> line.strip().startsWith("at "));
    }

    @Test
    void aMonitorIsConfiguredByAnsweringAndTheCommentsStay() throws IOException {
        Path file = this.folder.resolve("application.yml");
        Files.writeString(
                file,
                """
                # nuestra aplicación
                fluxion:
                  crons:
                    monitors:
                      # el de siempre
                      etl_productos: # 3 a.m.
                        schedule: "0 3 * * *"

                # de Sentry
                sentry:
                  dsn: x
                """);

        Result result = configure(file, "etl_productos_nuevo", "", "0 4 * * *", "20", "", "");

        assertThat(result.code).as(result.err).isZero();
        assertThat(result.out).contains("Tue 2026-11-03 04:00", "30m", "its slug is etl-productos-nuevo");
        assertThat(Files.readString(file))
                .isEqualTo(
                        """
                        # nuestra aplicación
                        fluxion:
                          crons:
                            monitors:
                              # el de siempre
                              etl_productos: # 3 a.m.
                                schedule: "0 3 * * *"
                              etl_productos_nuevo:
                                schedule: "0 4 * * *"
                                timezone: America/Caracas
                                checkin-margin: 60m
                                max-runtime: 30m

                        # de Sentry
                        sentry:
                          dsn: x
                        """);
    }

    @Test
    void aWrongAnswerIsAskedAgain() throws IOException {
        Path file = this.folder.resolve("nuevo.yml");

        Result result = configure(
                file, "etl_nuevo", "America/Nada", "UTC", "cada rato", "every 6 hours", "un rato", "10", "", "99d", "");

        assertThat(result.code).as(result.err).isZero();
        assertThat(result.out)
                .contains("  'un rato' is no duration; 30m and 3h are")
                .contains("  Sentry accepts from 1 to 40320 minutes");
        assertThat(Files.readString(file))
                .isEqualTo(
                        """
                        fluxion:
                          crons:
                            monitors:
                              etl_nuevo:
                                schedule: "every 6 hours"
                                checkin-margin: 36m
                                max-runtime: 15m
                        """);
    }

    @Test
    void anEndOfTheAnswersWritesNothing() {
        Path file = this.folder.resolve("nuevo.yml");

        assertThat(configure(file, "etl_nuevo").code).isNotZero();
        assertThat(file).doesNotExist();
    }

    private Result configure(Path file, String... answers) {
        String typed = String.join("\n", answers) + "\n";
        return run(context(List.of(), typed, Locale.ENGLISH, NO_TOKEN), "configure", "--file", file.toString());
    }

    private Result run(String... arguments) {
        return run(context(List.of(), "", Locale.ENGLISH, NO_TOKEN), arguments);
    }

    static Result run(CommandContext context, String... arguments) {
        int code = CronsCommandLine.execute(context, List.of(arguments));
        return new Result(
                code, text(context.streams().out()), text(context.streams().err()));
    }

    static ProvisioningSettings settings(URI url, String token) {
        return new ProvisioningSettings(
                url,
                token,
                "cadena",
                "fluxion-etl",
                "production",
                "klk",
                List.of(AlertTarget.parse("email:owners")),
                List.of(),
                true,
                true);
    }

    private CommandContext context(@Nullable String dsn, Supplier<ProvisioningSettings> provisioning) {
        return context(List.of(), "", Locale.ENGLISH, dsn, provisioning);
    }

    private CommandContext context(
            List<Problem> problems, String typed, Locale locale, Supplier<ProvisioningSettings> provisioning) {
        return context(problems, typed, locale, this.ingest.dsn(), provisioning);
    }

    static CommandContext context(
            List<Problem> problems,
            String typed,
            Locale locale,
            @Nullable String dsn,
            Supplier<ProvisioningSettings> provisioning) {
        return context(registry(), problems, typed, locale, new CommandContext.Ingest(dsn, true, null), provisioning);
    }

    private static CommandContext context(ApplicationMonitorRegistry registry, CommandContext.Ingest ingest) {
        return context(registry, List.of(), "", Locale.ENGLISH, ingest, NO_TOKEN);
    }

    private static CommandContext context(
            ApplicationMonitorRegistry registry,
            List<Problem> problems,
            String typed,
            Locale locale,
            CommandContext.Ingest ingest,
            Supplier<ProvisioningSettings> provisioning) {
        return new CommandContext(
                registry,
                problems,
                Map.of(),
                "production",
                CARACAS,
                50,
                Duration.ofSeconds(5),
                null,
                "kept in the memory of the running application: ask its /actuator/monitors",
                ingest,
                provisioning,
                NOON,
                locale,
                new CommandContext.Streams(
                        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                        new Captured(),
                        new Captured(),
                        false));
    }

    static ApplicationMonitorRegistry registry() {
        return registry(
                50,
                List.of(
                        declared("etl_ventas_historico", "0 2 * * *", null),
                        declared("etl_ventas_tienda", "every 6 hours", "tienda_01")));
    }

    private static ApplicationMonitorRegistry registry(int maxMonitors, List<MonitorDeclaration> declared) {
        ApplicationMonitorRegistry registry = new ApplicationMonitorRegistry(
                new RegistrySettings(
                        null,
                        ScheduledJobs.ALL,
                        List.of(),
                        CARACAS,
                        MonitorSettings.DEFAULTS,
                        maxMonitors,
                        1000,
                        declared),
                List.of(),
                NOON);
        registry.settle();
        return registry;
    }

    private static MonitorDeclaration declared(String name, String schedule, @Nullable String key) {
        return declared(name, schedule, key, null);
    }

    private static MonitorDeclaration disabled(String name) {
        return declared(name, "0 2 * * *", null, false);
    }

    private static MonitorDeclaration declared(
            String name, String schedule, @Nullable String key, @Nullable Boolean enabled) {
        return new MonitorDeclaration(
                name,
                "fluxion.crons.monitors." + name,
                schedule,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                enabled,
                null,
                false,
                key == null ? List.of() : List.of(key));
    }

    private static JsonNode json(Result result) throws IOException {
        return new ObjectMapper().readTree(result.out);
    }

    private static String text(PrintStream stream) {
        return ((Captured) stream).text();
    }

    record Result(int code, String out, String err) {}

    static final class Captured extends PrintStream {

        Captured() {
            super(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        }

        String text() {
            return ((ByteArrayOutputStream) this.out).toString(StandardCharsets.UTF_8);
        }
    }
}
