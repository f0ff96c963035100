package ai.fluxion.crons.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.schedule.Schedules;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriftDetectorTests {

    private static final MonitorDefinition HISTORICO = Monitors.unix("etl_ventas_historico", "0 2 * * *");

    @Test
    void aRuleOfEventBridgeIsUtcAndRunsTheEveningBeforeInCaracas() {
        List<Drift> drifts = detect(
                "rules.json",
                """
                {"Rules": [{"Name": "etl-ventas-historico", "Arn": "arn:aws:events:us-east-1:1:rule/etl-ventas-historico",
                  "ScheduleExpression": "cron(0 2 * * ? *)", "State": "ENABLED"}]}
                """);

        assertThat(drifts).singleElement().satisfies(drift -> {
            assertThat(drift.aspect()).isEqualTo("timezone");
            assertThat(drift.explanation())
                    .isEqualTo("a rule of EventBridge has no time zone: its expression is UTC; it next runs at Mon"
                            + " 2026-11-02 22:00, the monitor expects Tue 2026-11-03 02:00 (both in America/Caracas)");
        });
    }

    @Test
    void aRuleThatIsWrittenForUtcIsTheSame() {
        assertThat(
                        detect(
                                "rule.json",
                                """
                        {"Name": "etl-ventas-historico", "ScheduleExpression": "cron(0 6 * * ? *)"}
                        """))
                .isEmpty();
    }

    @Test
    void anotherHourIsFound() {
        List<Drift> drifts = detect(
                "schedule.json",
                """
                {"Name": "algo", "ScheduleExpression": "cron(0 3 * * ? *)",
                 "ScheduleExpressionTimezone": "America/Caracas", "FlexibleTimeWindow": {"Mode": "OFF"},
                 "Target": {"Input": "{\\"containerOverrides\\": [{\\"environment\\": [{\\"name\\": \\"FLUXION_CRONS_TASK_MONITOR\\", \\"value\\": \\"etl_ventas_historico\\"}]}]}"}}
                """);

        assertThat(drifts)
                .extracting(Drift::monitor, Drift::aspect)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("etl-ventas-historico", "schedule"));
    }

    @Test
    void terraformIsReadWithItsCommentsReferencesAndHeredocs() {
        List<Drift> drifts = detect(
                "main.tf",
                """
                # comment { with a brace
                locals { region = "us-east-1" /* } */ }
                data "aws_iam_policy_document" "x" {
                  statement { actions = ["ecs:RunTask"] }
                }
                resource "aws_cloudwatch_event_rule" "etl_ventas_historico" {
                  name                = "etl-ventas-historico"
                  schedule_expression = "cron(0 2 * * ? *)" // UTC
                  tags                = merge(local.tags, { Name = "x}" })
                  description         = <<-EOT
                    schedule_expression = "no"
                  EOT
                }
                resource "kubernetes_cron_job_v1" "k" {
                  metadata { name = "etl-ventas-historico" }
                  spec {
                    schedule = "0 2 * * *"
                    timezone = "America/Caracas"
                    job_template {
                      spec { active_deadline_seconds = 3600 }
                    }
                  }
                }
                """);

        assertThat(drifts).extracting(Drift::aspect).containsExactly("timezone", "max-runtime");
        assertThat(drifts.get(1).elsewhere()).isEqualTo("PT1H");
    }

    /** Nothing after it would be read. */
    @Test
    void whatACommentOrAHeredocWithinAnExpressionOpensIsNotLeftOpen() {
        List<Drift> drifts = detect(
                "main.tf",
                """
                locals {
                  subnets = [
                    "subnet-1", # the "old one
                    "subnet-2", // see (1
                    /* [ " { */
                  ]
                  command = jsonencode([<<-END-OF-IT
                    it's ( a "script
                  END-OF-IT
                  ])
                }
                resource "aws_cloudwatch_event_rule" "etl_ventas_historico" {
                  name                = "etl-ventas-historico"
                  schedule_expression = "cron(0 2 * * ? *)"
                }
                """);

        assertThat(drifts).extracting(Drift::aspect).containsExactly("timezone");
    }

    /** EventBridge runs it once in the hour that comes twice, however far off that is. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-01-15T10:00:00Z", "2026-10-30T10:00:00Z"})
    void anHourlyJobThatThePlatformRunsLessOftenWhereTheClocksChangeIsFoundOnAnyDay(Instant now) {
        MonitorDefinition hourly =
                Monitors.of("cada-hora", Schedules.spring("0 0 * * * *", ZoneId.of("America/New_York")));

        assertThat(DriftDetector.detect(
                                "x.json",
                                """
                                {"Name": "cada-hora", "ScheduleExpression": "cron(0 * * * ? *)",
                                 "ScheduleExpressionTimezone": "America/New_York"}
                                """,
                                List.of(hourly),
                                now)
                        .drifts())
                .extracting(Drift::aspect)
                .containsExactly("schedule");
        assertThatExceptionOfType(NotExpressibleException.class)
                .isThrownBy(() -> Template.EVENTBRIDGE.render(hourly, TemplateSettings.DEFAULTS, now))
                .withMessageContaining("2026-11-01T01:00");
    }

    @Test
    void aCronJobWithoutTimeZoneIsFound() {
        List<Drift> drifts = detect(
                "jobs.yaml",
                """
                apiVersion: v1
                kind: List
                items:
                  - apiVersion: batch/v1
                    kind: CronJob
                    metadata: {name: etl-ventas-historico}
                    spec: {schedule: "0 2 * * *", jobTemplate: {spec: {activeDeadlineSeconds: 10800}}}
                ---
                kind: Service
                metadata: {name: x}
                """);

        assertThat(drifts).singleElement().satisfies(drift -> {
            assertThat(drift.aspect()).isEqualTo("timezone");
            assertThat(drift.explanation()).contains("kube-controller-manager");
        });
    }

    /** What runs often is not compared slot by slot for years, and differs on some days only. */
    @ParameterizedTest
    @CsvSource({
        "*/5 * * * *,   */5 * * * 1-6",
        "*/5 * * * *,   */5 * 1-30 * *",
        "0 * * * *,     0 * * 1-9 *",
        "*/10 * * * *,  */10 0-17 1 1 *",
        "*/2 * 1 * *,   */2 6-23 1 * *",
        "* * 29 2 *,    * * 28 2 *",
    })
    void aDayOnWhichOnlyOneOfThemRunsIsFoundHoweverFarOffItIs(String here, String there) {
        String manifest =
                """
                {kind: CronJob, metadata: {name: etl}, spec: {schedule: "%s", timeZone: America/Caracas}}
                """;
        List<MonitorDefinition> monitors = List.of(Monitors.unix("etl", here));

        assertThat(DriftDetector.detect("etl.yml", manifest.formatted(there), monitors, Monitors.NOW)
                        .drifts())
                .extracting(Drift::aspect)
                .containsExactly("schedule");
        assertThat(DriftDetector.detect("etl.yml", manifest.formatted(here), monitors, Monitors.NOW)
                        .drifts())
                .isEmpty();
    }

    /** To Kubernetes a stepped star is none, so that either day is enough. */
    @Test
    void aSteppedStarBesideAnotherDayRunsOnMoreDaysThere() {
        String manifest =
                """
                {kind: CronJob, metadata: {name: etl}, spec: {schedule: "0 2 */2 * 1", timeZone: America/Caracas}}
                """;

        assertThat(DriftDetector.detect("etl.yml", manifest, List.of(Monitors.unix("etl", "0 2 */2 * 1")), Monitors.NOW)
                        .drifts())
                .extracting(Drift::explanation)
                .containsExactly("it next runs at Tue 2026-11-03 02:00, the monitor expects Mon 2026-11-09 02:00"
                        + " (both in America/Caracas)");
    }

    @Test
    void aDifferenceThatIsFarOffIsShownWhereItIs() {
        List<MonitorDefinition> monitors = List.of(Monitors.unix("etl", "*/5 * * * *"));
        String manifest =
                """
                {kind: CronJob, metadata: {name: etl}, spec: {schedule: "*/5 * * * 1-6", timeZone: America/Caracas}}
                """;

        assertThat(DriftDetector.detect("etl.yml", manifest, monitors, Monitors.NOW)
                        .drifts())
                .extracting(Drift::explanation)
                .containsExactly("one day it runs at Mon 2026-11-09 00:00, and the monitor expects Sun 2026-11-08 02:05"
                        + " (both in America/Caracas)");
    }

    @Test
    void aScheduleThatNoMonitorHasIsNamed() {
        assertThat(detect("x.json", "[{\"Name\": \"otro\", \"ScheduleExpression\": \"rate(1 hour)\"}]"))
                .extracting(Drift::aspect)
                .containsExactly("unknown");
    }

    @Test
    void whatIsSwitchedOffThereIsADifference() {
        assertThat(detect(
                        "x.json",
                        "{\"Name\": \"etl-ventas-historico\", \"ScheduleExpression\": \"cron(0 6 * * ? *)\","
                                + " \"State\": \"DISABLED\"}"))
                .extracting(Drift::aspect)
                .containsExactly("disabled");
        assertThat(
                        detect(
                                "x.yml",
                                """
                        kind: CronJob
                        metadata: {name: etl-ventas-historico}
                        spec: {schedule: "0 2 * * *", timeZone: America/Caracas, suspend: true}
                        """))
                .extracting(Drift::aspect)
                .containsExactly("disabled");
        assertThat(
                        detect(
                                "x.tf",
                                """
                        resource "aws_cloudwatch_event_rule" "etl_ventas_historico" {
                          schedule_expression = "cron(0 6 * * ? *)"
                          is_enabled = false
                        }
                        """))
                .extracting(Drift::aspect)
                .containsExactly("disabled");
    }

    @Test
    void whatRunsOnceIsADifference() {
        assertThat(detect(
                        "x.json",
                        "{\"Name\": \"etl-ventas-historico\", \"ScheduleExpression\": \"at(2026-11-03T02:00:00)\"}"))
                .extracting(Drift::explanation)
                .containsExactly("it runs once and never again");
    }

    @Test
    void theShortFormsOfCloudFormationAreRead() {
        assertThat(
                        detect(
                                "stack.yml",
                                """
                        Resources:
                          Historico:
                            Type: AWS::Scheduler::Schedule
                            Properties:
                              Name: !Sub "etl-ventas-historico"
                              ScheduleExpression: cron(0 2 * * ? *)
                              ScheduleExpressionTimezone: America/Caracas
                              FlexibleTimeWindow: {Mode: "OFF"}
                              Target:
                                Arn: !GetAtt Cluster.Arn
                                RoleArn: !Join ["", ["a", !Ref Role]]
                        """))
                .isEmpty();
    }

    @Test
    void jsonMayBeIndentedWithTabs() {
        assertThat(
                        detect(
                                "rule.json",
                                """
                        {
                        \t"Name": "etl-ventas-historico",
                        \t"ScheduleExpression": "cron(0 6 * * ? *)"
                        }
                        """))
                .isEmpty();
    }

    @Test
    void aResourceOfAStackWithoutANameIsKnownByItsOwn() {
        assertThat(
                        detect(
                                "stack.yml",
                                """
                        Resources:
                          EtlVentasHistorico:
                            Type: AWS::Events::Rule
                            Properties:
                              ScheduleExpression: cron(0 6 * * ? *)
                          Otro:
                            Type: AWS::Events::Rule
                            Properties:
                              ScheduleExpression: cron(0 7 * * ? *)
                        """))
                .extracting(Drift::monitor)
                .containsExactly("otro");
    }

    @Test
    void aNumberThatIsNoneIsPassedOver() {
        assertThat(
                        detect(
                                "x.tf",
                                """
                        resource "kubernetes_cron_job_v1" "etl_ventas_historico" {
                          spec {
                            schedule = "0 2 * * *"
                            timezone = "America/Caracas"
                            job_template { spec { active_deadline_seconds = true } }
                          }
                        }
                        """))
                .isEmpty();
    }

    @Test
    void anExpressionThatIsNoneIsADifference() {
        assertThat(detect(
                        "x.json", "{\"Name\": \"etl-ventas-historico\", \"ScheduleExpression\": \"cron(0 2 * * *)\"}"))
                .extracting(Drift::aspect)
                .containsExactly("schedule");
    }

    @Test
    void aFileThatIsNothingOfTheKindIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> detect("x.json", "{\"a\": ["))
                .withMessageContaining("x.json");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> detect("x.tf", "resource \"a\" \"b\" {"))
                .withMessageContaining("line 1");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> detect("x.tf", "a = [\n\"b\"\n"))
                .withMessageContaining("line 1: a bracket");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> detect("x.tf", "a = <<EOT\nb\n"))
                .withMessageContaining("<<EOT");
    }

    @Test
    void aFileThatHoldsItselfOrHasNoBottomIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> detect("x.yml", "a: &a\n  - {b: *a}\n"))
                .withMessageContaining("holds itself");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> detect("x.tf", "a {".repeat(20_000)))
                .withMessageContaining("more than 100");
    }

    private static List<Drift> detect(String name, String text) {
        return DriftDetector.detect(name, text, List.of(HISTORICO), Monitors.NOW)
                .drifts();
    }
}
