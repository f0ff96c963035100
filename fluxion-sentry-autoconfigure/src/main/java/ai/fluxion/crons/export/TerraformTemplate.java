package ai.fluxion.crons.export;

import ai.fluxion.crons.monitor.MonitorDefinition;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A schedule of EventBridge Scheduler in HCL, complete but for the subnets. */
final class TerraformTemplate {

    private static final String RESOURCE =
            """
            resource "aws_scheduler_schedule" %s {
              name = %s
            %s
              flexible_time_window {
                mode = "OFF"
              }

              target {
                arn      = %s
                role_arn = %s
                input    = %s

                ecs_parameters {
                  task_definition_arn = %s
                  launch_type         = "FARGATE"
                  task_count          = 1

                  network_configuration {
                    subnets          = ["subnet-00000000000000000"]
                    assign_public_ip = false
                  }
                }

                retry_policy {
                  maximum_retry_attempts       = 0
                  maximum_event_age_in_seconds = %s
                }
              }
            }
            """;

    private TerraformTemplate() {}

    static String render(MonitorDefinition definition, TemplateSettings settings, Instant now) {
        ExternalExpression expression = ExternalExpression.eventBridge(definition, now);
        List<String> lines = new ArrayList<>();
        String description = AwsTemplates.description(definition);
        if (description != null) {
            lines.add("  description = " + quoted(description) + "\n");
        }
        lines.add("  schedule_expression = " + quoted(expression.text()) + "\n");
        ZoneId zone = expression.zone();
        if (zone != null) {
            lines.add("  schedule_expression_timezone = " + quoted(zone.getId()) + "\n");
        }
        return RESOURCE.formatted(
                quoted(identifier(definition.slug())),
                quoted(definition.slug()),
                String.join("", lines),
                quoted(settings.arn("ecs", "cluster/" + settings.cluster())),
                quoted(settings.role(settings.taskDefinition() + "-scheduler")),
                quoted(AwsTemplates.overrides(definition, settings)),
                quoted(settings.arn("ecs", "task-definition/" + settings.taskDefinition())),
                AwsTemplates.eventAge(definition));
    }

    /** It begins with a letter or an underscore. */
    private static String identifier(String slug) {
        String plain = slug.replace('-', '_');
        return Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
    }

    /** HCL reads <code>${</code> and <code>%{</code> inside a text. */
    private static String quoted(String value) {
        return JsonText.quoted(value).replace("${", "$${").replace("%{", "%%{");
    }
}
