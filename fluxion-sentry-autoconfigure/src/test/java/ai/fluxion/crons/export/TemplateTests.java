package ai.fluxion.crons.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.schedule.Schedules;
import com.bertramlabs.plugins.hcl4j.HCLParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class TemplateTests {

    private static final MonitorDefinition HISTORICO = Monitors.unix("etl_ventas_historico", "0 2 * * *");

    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 2 * * *          | cron(0 2 * * ? *)",
                "0 */6 * * *        | cron(0 */6 * * ? *)",
                "5,35 * * * *       | cron(5,35 * * * ? *)",
                "0 3 1 * *          | cron(0 3 1 * ? *)",
                "0 3 L * *          | cron(0 3 L * ? *)",
                "30 4 * * 1-5       | cron(30 4 ? * MON-FRI *)",
                "30 4 * * MON-FRI   | cron(30 4 ? * MON-FRI *)",
                "0 0 * * 0          | cron(0 0 ? * SUN *)",
                "0 0 * * 7          | cron(0 0 ? * SUN *)",
                "0 0 * * 6-7        | cron(0 0 ? * SAT,SUN *)",
                "0 0 * * 1#2        | cron(0 0 ? * 2#2 *)",
                "0 0 * * 5L         | cron(0 0 ? * 6L *)",
                "0 8 * JAN,JUL */2  | cron(0 8 ? JAN,JUL SUN,TUE,THU,SAT *)",
            })
    void aCrontabBecomesAnEventBridgeExpression(String crontab, String expected) {
        ExternalExpression expression =
                ExternalExpression.eventBridge(Monitors.unix("etl_x", crontab.strip()), Monitors.NOW);

        assertThat(expression.text()).isEqualTo(expected);
        assertThat(expression.zone()).isEqualTo(Monitors.CARACAS);
    }

    @ParameterizedTest
    @CsvSource({"PT10M, rate(10 minutes)", "PT1H, rate(1 hour)", "PT6H, rate(6 hours)", "P1D, rate(1 day)"})
    void anIntervalBecomesARate(Duration interval, String expected) {
        MonitorDefinition definition = Monitors.of("etl_x", Schedules.interval(interval));

        assertThat(ExternalExpression.eventBridge(definition, Monitors.NOW).text())
                .isEqualTo(expected);
    }

    @Test
    void aSpringCronBecomesBoth() {
        MonitorDefinition definition = Monitors.of("etl_x", Schedules.spring("0 0 2 * * MON-FRI", Monitors.CARACAS));

        assertThat(ExternalExpression.eventBridge(definition, Monitors.NOW).text())
                .isEqualTo("cron(0 2 ? * MON-FRI *)");
        assertThat(ExternalExpression.kubernetes(definition, Monitors.NOW).text())
                .startsWith("0 2 * * ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 13 * 5", "0 0 1-7 * 1"})
    void aDayOfMonthOrADayOfWeekIsRefusedByEventBridge(String crontab) {
        assertThatExceptionOfType(NotExpressibleException.class)
                .isThrownBy(() -> ExternalExpression.eventBridge(Monitors.unix("etl_x", crontab), Monitors.NOW))
                .withMessageContaining("has both");
    }

    @Test
    void aDayOfMonthAndADayOfWeekIsRefusedByBoth() {
        MonitorDefinition friday13 = Monitors.of("etl_x", Schedules.spring("0 0 0 13 * FRI", Monitors.CARACAS));

        assertThatExceptionOfType(NotExpressibleException.class)
                .isThrownBy(() -> ExternalExpression.eventBridge(friday13, Monitors.NOW));
        assertThatExceptionOfType(NotExpressibleException.class)
                .isThrownBy(() -> ExternalExpression.kubernetes(friday13, Monitors.NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 3 L * *", "0 0 * * 1#2", "0 0 * * 5L"})
    void whatKubernetesDoesNotKnowIsRefused(String crontab) {
        assertThatExceptionOfType(NotExpressibleException.class)
                .isThrownBy(() -> ExternalExpression.kubernetes(Monitors.unix("etl_x", crontab), Monitors.NOW));
    }

    /** Its parser knows no 7, and names as well as numbers. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 2 * * 7        | 0 2 * * 0",
                "0 2 * * 5-7      | 0 2 * * 0,5,6",
                "0 2 1 JUL *      | 0 2 1 7 *",
                "*/7,30 2 * * *   | 0,7,14,21,28,30,35,42,49,56 2 * * *",
                "0 2 1 * MON      | 0 2 1 * 1",
            })
    void aCrontabBecomesOneThatKubernetesReads(String crontab, String expected) {
        assertThat(ExternalExpression.kubernetes(Monitors.unix("etl_x", crontab.strip()), Monitors.NOW)
                        .text())
                .isEqualTo(expected);
    }

    /** cron takes a stepped star for a star, and both have to match; Kubernetes does not, and either is enough. */
    @ParameterizedTest
    @ValueSource(strings = {"0 2 */2 * 1", "0 2 1 * */2"})
    void aSteppedStarBesideAnotherDayIsRefusedByKubernetes(String crontab) {
        assertThatExceptionOfType(NotExpressibleException.class)
                .isThrownBy(() -> ExternalExpression.kubernetes(Monitors.unix("etl_x", crontab), Monitors.NOW))
                .withMessageContaining("either the day of month or the day of week");
    }

    /** cron runs what the clocks skip just after it, and what they repeat once; Kubernetes does not and does, as Spring. */
    @ParameterizedTest
    @CsvSource({"30 2 * * *, 2027-03-14", "30 1 * * *, 2027-11-07"})
    void aSlotInAnHourThatChangesIsWrittenForKubernetesIfItDoesAsTheScheduler(String crontab, String first) {
        ZoneId newYork = ZoneId.of("America/New_York");

        assertThatExceptionOfType(NotExpressibleException.class)
                .isThrownBy(() -> ExternalExpression.kubernetes(
                        Monitors.of("etl_x", Schedules.unix(crontab, newYork)), Monitors.NOW))
                .withMessageContaining(first);
        assertThat(ExternalExpression.kubernetes(
                                Monitors.of("etl_x", Schedules.spring("0 " + crontab, newYork)), Monitors.NOW)
                        .text())
                .isEqualTo(crontab);
    }

    /** Both take names of the tz database, and Java knows other ones. */
    @ParameterizedTest
    @CsvSource({"GMT-04:00, Etc/GMT+4", "-04:00, Etc/GMT+4", "UTC+1, Etc/GMT-1"})
    void aZoneHasTheNameThatOthersKnow(ZoneId zone, ZoneId expected) {
        MonitorDefinition definition = Monitors.of("etl_x", Schedules.unix("0 2 * * *", zone));

        assertThat(ExternalExpression.kubernetes(definition, Monitors.NOW).zone())
                .isEqualTo(expected);
        assertThat(ExternalExpression.eventBridge(definition, Monitors.NOW).zone())
                .isEqualTo(expected);
        assertThatExceptionOfType(NotExpressibleException.class)
                .isThrownBy(() -> ExternalExpression.eventBridge(
                        Monitors.of("etl_x", Schedules.unix("0 2 * * *", ZoneId.of("-04:30"))), Monitors.NOW))
                .withMessageContaining("-04:30");
    }

    @Test
    void anIntervalThatDividesNothingIsRefusedByKubernetes() {
        MonitorDefinition definition = Monitors.of("etl_x", Schedules.interval(Duration.ofMinutes(50)));

        assertThatExceptionOfType(NotExpressibleException.class)
                .isThrownBy(() -> ExternalExpression.kubernetes(definition, Monitors.NOW))
                .withMessageContaining("50 minutes");
        assertThat(ExternalExpression.kubernetes(
                                Monitors.of("etl_x", Schedules.interval(Duration.ofHours(6))), Monitors.NOW)
                        .text())
                .isEqualTo("0 */6 * * *");
    }

    @Test
    void aDelayAfterTheEndIsRefused() {
        MonitorDefinition definition = Monitors.of("etl_x", Schedules.fixedDelay(Duration.ofMinutes(10)));

        assertThatExceptionOfType(NotExpressibleException.class)
                .isThrownBy(() -> ExternalExpression.eventBridge(definition, Monitors.NOW))
                .withMessageContaining("fixedDelay");
    }

    @Test
    void aSlotInTheHourThatTheClocksLeaveOutIsRefusedWithItsDate() {
        MonitorDefinition definition =
                Monitors.of("etl_x", Schedules.spring("0 30 2 * * *", ZoneId.of("America/New_York")));

        assertThatExceptionOfType(NotExpressibleException.class)
                .isThrownBy(() -> ExternalExpression.eventBridge(definition, Monitors.NOW));
    }

    @Test
    void theScheduleStartsTheTaskOfTheMonitor() throws Exception {
        JsonNode schedule = this.json.readTree(render(Template.EVENTBRIDGE, HISTORICO));

        assertThat(schedule.path("Name").asText()).isEqualTo("etl-ventas-historico");
        assertThat(schedule.path("ScheduleExpression").asText()).isEqualTo("cron(0 2 * * ? *)");
        assertThat(schedule.path("ScheduleExpressionTimezone").asText()).isEqualTo("America/Caracas");
        JsonNode target = schedule.path("Target");
        assertThat(target.path("Arn").asText()).isEqualTo("arn:aws:ecs:us-east-1:123456789012:cluster/fluxion");
        assertThat(target.at("/EcsParameters/TaskDefinitionArn").asText()).endsWith("task-definition/fluxion-etl");
        JsonNode overrides = this.json.readTree(target.path("Input").asText());
        assertThat(overrides.at("/containerOverrides/0/environment/0/value").asText())
                .isEqualTo("etl_ventas_historico");
    }

    @Test
    void theTaskHasItsDsnFromSecretsManagerAndTimeToSettle() throws Exception {
        JsonNode task = this.json.readTree(render(Template.ECS, HISTORICO));

        JsonNode container = task.at("/containerDefinitions/0");
        assertThat(task.path("family").asText()).isEqualTo("fluxion-etl");
        assertThat(container.at("/secrets/0/name").asText()).isEqualTo("SENTRY_DSN");
        assertThat(container.at("/secrets/0/valueFrom").asText()).startsWith("arn:aws:secretsmanager:us-east-1:");
        assertThat(container.at("/environment/0/name").asText()).isEqualTo("FLUXION_CRONS_TASK_MONITOR");
        assertThat(container.path("stopTimeout").asLong())
                .isGreaterThan(TemplateSettings.DEFAULTS.shutdownTimeout().toSeconds())
                .isLessThanOrEqualTo(120);
    }

    @Test
    void aTaskOfSeveralMonitorsIsARunOfNoneUnlessItsScheduleSaysSo() throws Exception {
        JsonNode task = this.json.readTree(Template.ECS.renderAll(
                List.of(HISTORICO, HISTORICO.withEnabled(false)),
                TemplateSettings.DEFAULTS,
                Monitors.NOW,
                refused -> {}));

        assertThat(task.at("/containerDefinitions/0/environment"))
                .extracting(variable -> variable.path("name").asText())
                .containsExactly("SPRING_MAIN_WEB_APPLICATION_TYPE");
        assertThat(Template.ECS.renderAll(List.of(), TemplateSettings.DEFAULTS, Monitors.NOW, refused -> {}))
                .isEmpty();
    }

    @Test
    void theCronJobNeverOverlapsItselfAndKeepsTheMonitorsTimes() throws Exception {
        JsonNode job = new YAMLMapper().readTree(render(Template.KUBERNETES, HISTORICO));

        JsonNode spec = job.path("spec");
        assertThat(job.path("apiVersion").asText()).isEqualTo("batch/v1");
        assertThat(spec.path("schedule").asText()).isEqualTo("0 2 * * *");
        assertThat(spec.path("timeZone").asText()).isEqualTo("America/Caracas");
        assertThat(spec.path("concurrencyPolicy").asText()).isEqualTo("Forbid");
        assertThat(spec.path("startingDeadlineSeconds").asInt()).isEqualTo(1800);
        assertThat(spec.at("/jobTemplate/spec/activeDeadlineSeconds").asInt()).isEqualTo(10_800);
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "null", "true", "1e3", "2026-11-23", "~ventas"})
    void aNameThatYamlTakesForSomethingElseIsAText(String name) throws Exception {
        MonitorDefinition definition = Monitors.unix(name, "0 2 * * *");

        Object read = new Yaml().load(render(Template.KUBERNETES, definition));

        assertThat(read).extracting("metadata").extracting("name").isEqualTo(definition.slug());
    }

    @Test
    void aTerraformResourceDoesNotBeginWithADigit() {
        assertThat(render(Template.TERRAFORM, Monitors.unix("24_horas", "0 2 * * *")))
                .contains("resource \"aws_scheduler_schedule\" \"_24_horas\"");
    }

    /** As in {@code @SentryCheckIn("etl_ventas")}: Kubernetes and CloudFormation refuse the underscore. */
    @Test
    void aSlugOfSentrysOwnAnnotationIsNamedAsTheOthersTakeIt() throws Exception {
        MonitorDefinition definition =
                Monitors.of("etl_ventas", "etl_ventas", "", Schedules.unix("0 2 * * *", Monitors.CARACAS));

        JsonNode job = new YAMLMapper().readTree(render(Template.KUBERNETES, definition));
        assertThat(job.at("/metadata/name").asText()).isEqualTo("etl-ventas");
        assertThat(this.json
                        .readTree(render(Template.CLOUDFORMATION, definition))
                        .path("Resources")
                        .has("EtlVentas"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'una' \"otra\" \\n",
                "dos\nlíneas\r\n\ttres",
                "${x} $${x} %{x} $",
                "ñandú 😀 \u2028",
                "\u0001 \u007f \u0085 \u0090 \uFFFE",
                "a: b # c",
                "--- x"
            })
    void aNameOfAnySignsIsReadBackByWhoeverReadsIt(String name) throws Exception {
        MonitorDefinition definition = Monitors.of("etl-x", name, name, Schedules.unix("0 2 * * *", Monitors.CARACAS));

        assertThat(new YAMLMapper()
                        .readTree(render(Template.KUBERNETES, definition))
                        .at("/spec/jobTemplate/spec/template/spec/containers/0/env/0/value")
                        .asText())
                .isEqualTo(name);
        for (Template template : java.util.List.of(
                Template.EVENTBRIDGE, Template.KUBERNETES, Template.TERRAFORM, Template.CLOUDFORMATION)) {
            // Only the process says which one it runs.
            String text = render(template, definition).replace("\"etl-x\"", "\"otro\"");
            MonitorDefinition renamed = Monitors.of("etl-y", name, name, Schedules.unix("0 2 * * *", Monitors.CARACAS));

            assertThat(DriftDetector.detect(
                                    template == Template.TERRAFORM ? "main.tf" : "file.yaml",
                                    text,
                                    java.util.List.of(renamed),
                                    Monitors.NOW)
                            .drifts())
                    .as("%s", template)
                    .isEmpty();
        }
    }

    @Test
    void theTerraformIsHcl() throws Exception {
        var parsed = new HCLParser().parse(render(Template.TERRAFORM, HISTORICO), false);

        assertThat(parsed.toString()).contains("aws_scheduler_schedule", "cron(0 2 * * ? *)", "America/Caracas");
    }

    @ParameterizedTest
    @EnumSource(
            value = Template.class,
            names = {"EVENTBRIDGE", "KUBERNETES", "TERRAFORM", "CLOUDFORMATION"})
    void whatIsWrittenIsReadBackWithoutADifference(Template template) {
        for (MonitorDefinition definition : java.util.List.of(
                HISTORICO,
                Monitors.unix("ventas_klk_incremental_30min", "5,35 * * * *"),
                Monitors.of("etl_ventas_tienda", Schedules.interval(Duration.ofHours(6))),
                Monitors.of("etl_semanal", Schedules.spring("0 15 4 * * SUN", Monitors.CARACAS)))) {
            String file = template == Template.TERRAFORM ? "main.tf" : "file.yaml";

            DriftDetector.Result result = DriftDetector.detect(
                    file, render(template, definition), java.util.List.of(definition), Monitors.NOW);

            assertThat(result.compared()).isEqualTo(1);
            assertThat(result.drifts()).as(definition.slug()).isEmpty();
        }
    }

    @Test
    void anAccountThatIsNoneIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new TemplateSettings(
                        "fluxion", "fluxion-etl", "us-east-1", "42", "image", Duration.ofSeconds(5)))
                .withMessageContaining("12 digits");
    }

    private static String render(Template template, MonitorDefinition definition) {
        return template.render(definition, TemplateSettings.DEFAULTS, Monitors.NOW);
    }
}
