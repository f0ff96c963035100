package ai.fluxion.crons.export;

import ai.fluxion.crons.monitor.MonitorDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

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
            return JsonText.of(AwsTemplates.task(List.of(definition), settings)) + "\n";
        }

        @Override
        public String renderAll(
                List<MonitorDefinition> definitions,
                TemplateSettings settings,
                Instant now,
                Consumer<NotExpressibleException> refused) {
            return definitions.isEmpty() ? "" : JsonText.of(AwsTemplates.task(definitions, settings)) + "\n";
        }
    },
    /** A Kubernetes CronJob. */
    KUBERNETES {
        @Override
        public String render(MonitorDefinition definition, TemplateSettings settings, Instant now) {
            return KubernetesTemplate.render(definition, settings, now);
        }

        @Override
        String joined(List<String> rendered) {
            return String.join("---\n", rendered);
        }
    },
    /** The schedule for Terraform's AWS provider. */
    TERRAFORM {
        @Override
        public String render(MonitorDefinition definition, TemplateSettings settings, Instant now) {
            return TerraformTemplate.render(definition, settings, now);
        }

        @Override
        String joined(List<String> rendered) {
            return String.join("\n", rendered);
        }
    },
    /** A stack of AWS CloudFormation: the task definition and the schedules. */
    CLOUDFORMATION {
        @Override
        public String render(MonitorDefinition definition, TemplateSettings settings, Instant now) {
            return CloudFormationTemplate.render(List.of(definition), settings, now, ex -> {
                throw ex;
            });
        }

        @Override
        public String renderAll(
                List<MonitorDefinition> definitions,
                TemplateSettings settings,
                Instant now,
                Consumer<NotExpressibleException> refused) {
            return CloudFormationTemplate.render(definitions, settings, now, refused);
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

    /**
     * Writes several into one text, as far as they can be.
     *
     * @param definitions the monitors
     * @param settings the names of the infrastructure
     * @param now from when on the translations are checked
     * @param refused is told of each schedule that the other side cannot express
     * @return empty if there is nothing to write
     */
    public String renderAll(
            List<MonitorDefinition> definitions,
            TemplateSettings settings,
            Instant now,
            Consumer<NotExpressibleException> refused) {
        List<String> rendered = new ArrayList<>();
        for (MonitorDefinition definition : definitions) {
            try {
                rendered.add(render(definition, settings, now));
            } catch (NotExpressibleException ex) {
                refused.accept(ex);
            }
        }
        return joined(rendered);
    }

    /** JSON, unless it says otherwise. */
    String joined(List<String> rendered) {
        return rendered.size() < 2
                ? String.join("", rendered)
                : rendered.stream().map(String::stripTrailing).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    /** What makes a process one run of a monitor. */
    static List<Map<String, Object>> environment(MonitorDefinition definition) {
        return List.of(
                JsonText.object("name", "FLUXION_CRONS_TASK_MONITOR", "value", definition.name()), environmentOfAll());
    }

    /** What a process of any monitor has; whose run it is, is said by who starts it. */
    static Map<String, Object> environmentOfAll() {
        return JsonText.object("name", "SPRING_MAIN_WEB_APPLICATION_TYPE", "value", "none");
    }
}
