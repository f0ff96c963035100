package ai.fluxion.crons.export;

import ai.fluxion.crons.monitor.MonitorDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The infrastructure that runs one monitored job.
 *
 * @since 0.1.0
 */
public enum Template {
    /** A schedule of Amazon EventBridge Scheduler, as {@code aws scheduler create-schedule --cli-input-json} reads it. */
    EVENTBRIDGE {
        @Override
        public String render(MonitorDefinition definition, TemplateSettings settings, Instant now) {
            return JsonText.of(AwsTemplates.schedule(definition, settings, now)) + "\n";
        }
    },
    /** A task definition of Amazon ECS, as {@code aws ecs register-task-definition --cli-input-json} reads it. */
    ECS {
        @Override
        public String render(MonitorDefinition definition, TemplateSettings settings, Instant now) {
            return JsonText.of(AwsTemplates.task(definition, settings)) + "\n";
        }
    },
    /** A Kubernetes CronJob. */
    KUBERNETES {
        @Override
        public String render(MonitorDefinition definition, TemplateSettings settings, Instant now) {
            return KubernetesTemplate.render(definition, settings, now);
        }
    },
    /** The schedule for Terraform's AWS provider. */
    TERRAFORM {
        @Override
        public String render(MonitorDefinition definition, TemplateSettings settings, Instant now) {
            return TerraformTemplate.render(definition, settings, now);
        }
    };

    /**
     * Writes it.
     *
     * @param definition the monitor
     * @param settings the names of the infrastructure
     * @param now from when on the translation is checked
     * @throws NotExpressibleException if the other side cannot express the schedule exactly
     */
    public abstract String render(MonitorDefinition definition, TemplateSettings settings, Instant now);

    /** What makes a process one run of a monitor. */
    static List<Map<String, Object>> environment(MonitorDefinition definition) {
        return List.of(
                JsonText.object("name", "FLUXION_CRONS_TASK_MONITOR", "value", definition.name()),
                JsonText.object("name", "SPRING_MAIN_WEB_APPLICATION_TYPE", "value", "none"));
    }
}
