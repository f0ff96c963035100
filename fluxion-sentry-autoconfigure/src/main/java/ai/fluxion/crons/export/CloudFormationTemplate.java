package ai.fluxion.crons.export;

import ai.fluxion.crons.monitor.MonitorDefinition;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** One stack: a task definition, and a schedule of each monitor that starts it. */
final class CloudFormationTemplate {

    private static final String TASK = "TaskDefinition";

    private CloudFormationTemplate() {}

    static String render(
            List<MonitorDefinition> definitions,
            TemplateSettings settings,
            Instant now,
            Consumer<NotExpressibleException> refused) {
        Map<String, Object> resources = new LinkedHashMap<>();
        for (MonitorDefinition definition : definitions) {
            try {
                Map<String, Object> schedule = schedule(definition, settings, now);
                resources.put(logicalId(definition.slug(), resources), resource("AWS::Scheduler::Schedule", schedule));
            } catch (NotExpressibleException ex) {
                refused.accept(ex);
            }
        }
        if (resources.isEmpty()) {
            return "";
        }
        resources.put(TASK, resource("AWS::ECS::TaskDefinition", task(settings)));
        return JsonText.of(JsonText.object(
                        "AWSTemplateFormatVersion",
                        "2010-09-09",
                        "Description",
                        "Schedules of %s, from its cron monitors".formatted(settings.taskDefinition()),
                        "Parameters",
                        JsonText.object(
                                "Subnets",
                                JsonText.object(
                                        "Type",
                                        "List<AWS::EC2::Subnet::Id>",
                                        "Description",
                                        "Where the tasks run; from there Sentry must be reachable"),
                                "Image",
                                JsonText.object("Type", "String", "Default", settings.image())),
                        "Resources",
                        resources))
                + "\n";
    }

    private static Map<String, Object> resource(String type, Map<String, Object> properties) {
        return JsonText.object("Type", type, "Properties", properties);
    }

    private static Map<String, Object> reference(String name) {
        return JsonText.object("Ref", name);
    }

    /** Letters and digits only: {@code etl-ventas-historico} is {@code EtlVentasHistorico}. */
    private static String logicalId(String slug, Map<String, Object> taken) {
        StringBuilder id = new StringBuilder();
        for (String word : slug.split("[_-]", -1)) {
            id.append(word.isEmpty() ? "" : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        String plain = id.toString();
        for (int i = 2; taken.containsKey(id.toString()) || TASK.contentEquals(id); i++) {
            id.setLength(0);
            id.append(plain).append('X').append(i);
        }
        return id.toString();
    }

    private static Map<String, Object> schedule(MonitorDefinition definition, TemplateSettings settings, Instant now) {
        Map<String, Object> network = JsonText.object(
                "AwsvpcConfiguration", JsonText.object("Subnets", reference("Subnets"), "AssignPublicIp", "DISABLED"));
        return AwsTemplates.schedule(definition, settings, now, reference(TASK), network);
    }

    private static Map<String, Object> task(TemplateSettings settings) {
        Map<String, Object> logs = JsonText.object(
                "LogDriver",
                "awslogs",
                "Options",
                JsonText.object(
                        "awslogs-group",
                        "/ecs/" + settings.taskDefinition(),
                        "awslogs-region",
                        settings.region(),
                        "awslogs-stream-prefix",
                        "crons"));
        Map<String, Object> container = JsonText.object(
                "Name",
                settings.taskDefinition(),
                "Image",
                reference("Image"),
                "Essential",
                true,
                "Environment",
                List.of(JsonText.object("Name", "SPRING_MAIN_WEB_APPLICATION_TYPE", "Value", "none")),
                "Secrets",
                List.of(JsonText.object("Name", "SENTRY_DSN", "ValueFrom", settings.secret())),
                "StopTimeout",
                settings.stopSeconds(),
                "LogConfiguration",
                logs);
        return JsonText.object(
                "Family",
                settings.taskDefinition(),
                "NetworkMode",
                "awsvpc",
                "RequiresCompatibilities",
                List.of("FARGATE"),
                "Cpu",
                "1024",
                "Memory",
                "2048",
                "ExecutionRoleArn",
                settings.role(settings.taskDefinition() + "-execution"),
                "TaskRoleArn",
                settings.role(settings.taskDefinition()),
                "ContainerDefinitions",
                List.of(container));
    }
}
