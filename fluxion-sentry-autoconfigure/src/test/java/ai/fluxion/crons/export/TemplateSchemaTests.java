package ai.fluxion.crons.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.schedule.Schedules;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1CronJob;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates against the schemas of those who read them, and these schemas against what they must refuse. */
class TemplateSchemaTests {

    private static final MonitorDefinition HISTORICO = Monitors.unix("etl_ventas_historico", "0 2 * * *");

    static List<MonitorDefinition> monitors() {
        return List.of(
                HISTORICO,
                Monitors.unix("ventas_klk_incremental_30min", "5,35 * * * *"),
                Monitors.unix("etl_ventas_diario", "0 */6 * * *"),
                Monitors.of("etl_ventas_tienda", Schedules.interval(Duration.ofHours(6))),
                Monitors.of("etl_semanal", Schedules.spring("0 15 4 * * SUN", Monitors.CARACAS)));
    }

    @ParameterizedTest
    @MethodSource("monitors")
    void theSchedulerTakesEverySchedule(MonitorDefinition definition) throws IOException {
        assertThat(AwsSchemas.problemsOfSchedule(render(Template.EVENTBRIDGE, definition)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("monitors")
    void ecsTakesEveryTask(MonitorDefinition definition) throws IOException {
        assertThat(AwsSchemas.problemsOfTask(render(Template.ECS, definition))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("monitors")
    void kubernetesTakesEveryCronJob(MonitorDefinition definition) throws IOException {
        V1CronJob.validateJsonElement(JsonParser.parseString(json(render(Template.KUBERNETES, definition))));
    }

    @Test
    void cloudFormationTakesTheStackOfAllMonitors() throws IOException {
        String stack = Template.CLOUDFORMATION.renderAll(
                monitors(), TemplateSettings.DEFAULTS, Monitors.NOW, ex -> assertThat(ex)
                        .isNull());

        assertThat(AwsSchemas.problemsOfStack(stack)).isEmpty();
        JsonNode resources = new ObjectMapper().readTree(stack).path("Resources");
        assertThat(resources.properties()).hasSize(monitors().size() + 1);
        assertThat(resources
                        .at("/EtlVentasHistorico/Properties/ScheduleExpression")
                        .asText())
                .isEqualTo("cron(0 2 * * ? *)");
        assertThat(resources
                        .at("/TaskDefinition/Properties/ContainerDefinitions/0/Secrets/0/Name")
                        .asText())
                .isEqualTo("SENTRY_DSN");
        assertThat(DriftDetector.detect("stack.json", stack, monitors(), Monitors.NOW)
                        .drifts())
                .isEmpty();
    }

    /** Each of the three writes the same request. */
    @Test
    void aDescriptionIsNoLongerThanTheSchedulerTakes() throws IOException {
        MonitorDefinition definition =
                Monitors.of("etl-x", "etl_x", "Ñ😀".repeat(400), Schedules.unix("0 2 * * *", Monitors.CARACAS));

        assertThat(AwsSchemas.problemsOfSchedule(render(Template.EVENTBRIDGE, definition)))
                .isEmpty();
        String description = new ObjectMapper()
                .readTree(render(Template.CLOUDFORMATION, definition))
                .at("/Resources/EtlX/Properties/Description")
                .asText();
        assertThat(description).hasSizeLessThanOrEqualTo(512).startsWith("Ñ😀").endsWith("😀Ñ");
        assertThat(render(Template.TERRAFORM, definition)).contains("\"" + description + "\"");
    }

    @Test
    void namesThatDifferInHyphensOnlyAreTwoResources() throws IOException {
        String stack = Template.CLOUDFORMATION.renderAll(
                List.of(Monitors.unix("etl_x1", "0 2 * * *"), Monitors.unix("etl_x_1", "0 3 * * *")),
                TemplateSettings.DEFAULTS,
                Monitors.NOW,
                ex -> assertThat(ex).isNull());

        assertThat(new ObjectMapper().readTree(stack).path("Resources").properties())
                .hasSize(3);
    }

    @Test
    void whatIsNotExpressibleIsLeftOutOfTheStackAndNamed() {
        List<String> refused = new ArrayList<>();
        String stack = Template.CLOUDFORMATION.renderAll(
                List.of(HISTORICO, Monitors.of("etl_y", Schedules.fixedDelay(Duration.ofMinutes(10)))),
                TemplateSettings.DEFAULTS,
                Monitors.NOW,
                ex -> refused.add(String.valueOf(ex.getMessage())));

        assertThat(stack).contains("EtlVentasHistorico").doesNotContain("EtlY");
        assertThat(refused).singleElement().asString().contains("fixedDelay");
    }

    @Test
    void theSchemasRefuseWhatTheirOwnersRefuse() throws IOException {
        String schedule = render(Template.EVENTBRIDGE, HISTORICO);
        assertThat(AwsSchemas.problemsOfSchedule(schedule.replace("\"Mode\": \"OFF\"", "\"Mode\": \"NEVER\"")))
                .isNotEmpty();
        assertThat(AwsSchemas.problemsOfSchedule(
                        schedule.replace("ScheduleExpressionTimezone", "ScheduleExpressionZone")))
                .isNotEmpty();
        String task = render(Template.ECS, HISTORICO);
        assertThat(AwsSchemas.problemsOfTask(task.replace("\"valueFrom\"", "\"value\"")))
                .isNotEmpty();
        String stack = render(Template.CLOUDFORMATION, HISTORICO);
        assertThat(AwsSchemas.problemsOfStack(stack.replace("\"RoleArn\"", "\"Role\"")))
                .isNotEmpty();
        String job = json(render(Template.KUBERNETES, HISTORICO));
        for (String wrong : List.of(
                job.replace("\"timeZone\"", "\"timezone\""),
                job.replace("\"jobTemplate\"", "\"template\""),
                job.replace("\"concurrencyPolicy\":\"Forbid\"", "\"concurrencyPolicy\":[]"))) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> V1CronJob.validateJsonElement(JsonParser.parseString(wrong)));
        }
    }

    private static String json(String yaml) throws IOException {
        return new YAMLMapper().readTree(yaml).toString();
    }

    private static String render(Template template, MonitorDefinition definition) {
        return template.render(definition, TemplateSettings.DEFAULTS, Monitors.NOW);
    }
}
