package ai.fluxion.crons.export;

import ai.fluxion.crons.monitor.MonitorDefinition;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** EventBridge Scheduler and ECS. */
final class AwsTemplates {

    private static final int MAX_DESCRIPTION = 512;

    private static final long MIN_EVENT_AGE_SECONDS = 60;

    private static final long MAX_EVENT_AGE_SECONDS = 86_400;

    private AwsTemplates() {}

    static Map<String, Object> schedule(MonitorDefinition definition, TemplateSettings settings, Instant now) {
        Map<String, Object> network = JsonText.object(
                "awsvpcConfiguration",
                JsonText.object("Subnets", List.of("subnet-00000000000000000"), "AssignPublicIp", "DISABLED"));
        String task = settings.arn("ecs", "task-definition/" + settings.taskDefinition());
        return schedule(definition, settings, now, task, network);
    }

    /**
     * @param task the task definition, as the kind of template names it
     * @param network the network, in the kind's own capitals
     */
    static Map<String, Object> schedule(
            MonitorDefinition definition, TemplateSettings settings, Instant now, Object task, Object network) {
        ExternalExpression expression = ExternalExpression.eventBridge(definition, now);
        ZoneId zone = expression.zone();
        return JsonText.object(
                "Name",
                definition.slug(),
                "Description",
                description(definition),
                "ScheduleExpression",
                expression.text(),
                "ScheduleExpressionTimezone",
                zone == null ? null : zone.getId(),
                "State",
                "ENABLED",
                "FlexibleTimeWindow",
                JsonText.object("Mode", "OFF"),
                "Target",
                target(definition, settings, task, network));
    }

    private static Map<String, Object> target(
            MonitorDefinition definition, TemplateSettings settings, Object task, Object network) {
        return JsonText.object(
                "Arn",
                settings.arn("ecs", "cluster/" + settings.cluster()),
                "RoleArn",
                settings.role(settings.taskDefinition() + "-scheduler"),
                "EcsParameters",
                JsonText.object(
                        "TaskDefinitionArn",
                        task,
                        "LaunchType",
                        "FARGATE",
                        "TaskCount",
                        1,
                        "NetworkConfiguration",
                        network),
                "Input",
                overrides(definition, settings),
                "RetryPolicy",
                JsonText.object("MaximumRetryAttempts", 0, "MaximumEventAgeInSeconds", eventAge(definition)));
    }

    /** One task definition serves all monitors: each schedule says which run it starts. */
    static String overrides(MonitorDefinition definition, TemplateSettings settings) {
        Map<String, Object> container =
                JsonText.object("name", settings.taskDefinition(), "environment", Template.environment(definition));
        return JsonText.of(JsonText.object("containerOverrides", List.of(container)))
                .replaceAll("\\n\\s*", "");
    }

    /** As much of it as the scheduler takes. */
    static @Nullable String description(MonitorDefinition definition) {
        String text = definition.description();
        if (text == null || text.length() <= MAX_DESCRIPTION) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_DESCRIPTION - 1)) ? MAX_DESCRIPTION - 1 : MAX_DESCRIPTION;
        return text.substring(0, end);
    }

    static long eventAge(MonitorDefinition definition) {
        long margin = definition.settings().checkinMargin().toSeconds();
        return Math.min(MAX_EVENT_AGE_SECONDS, Math.max(MIN_EVENT_AGE_SECONDS, margin));
    }

    /**
     * One task definition for all of them. Of several it names none: a task that somebody starts by hand would be a run of
     * the wrong one.
     */
    static Map<String, Object> task(List<MonitorDefinition> definitions, TemplateSettings settings) {
        MonitorDefinition only = definitions.size() == 1 ? definitions.get(0) : null;
        Map<String, Object> container = JsonText.object(
                "name",
                settings.taskDefinition(),
                "image",
                settings.image(),
                "essential",
                true,
                "environment",
                only != null ? Template.environment(only) : List.of(Template.environmentOfAll()),
                "secrets",
                List.of(JsonText.object("name", "SENTRY_DSN", "valueFrom", settings.secret())),
                "stopTimeout",
                settings.stopSeconds(),
                "logConfiguration",
                JsonText.object(
                        "logDriver",
                        "awslogs",
                        "options",
                        JsonText.object(
                                "awslogs-group",
                                "/ecs/" + settings.taskDefinition(),
                                "awslogs-region",
                                settings.region(),
                                "awslogs-stream-prefix",
                                only != null ? only.slug() : "crons")));
        return JsonText.object(
                "family",
                settings.taskDefinition(),
                "networkMode",
                "awsvpc",
                "requiresCompatibilities",
                List.of("FARGATE"),
                "cpu",
                "1024",
                "memory",
                "2048",
                "executionRoleArn",
                settings.role(settings.taskDefinition() + "-execution"),
                "taskRoleArn",
                settings.role(settings.taskDefinition()),
                "containerDefinitions",
                List.of(container));
    }
}
