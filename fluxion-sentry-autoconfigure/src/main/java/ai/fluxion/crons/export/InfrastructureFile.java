package ai.fluxion.crons.export;

import ai.fluxion.crons.monitor.MonitorSlug;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds the schedules in what AWS answers (JSON), in manifests of Kubernetes (YAML), and in Terraform (HCL). */
final class InfrastructureFile {

    private static final String VARIABLE = "FLUXION_CRONS_TASK_MONITOR";

    private static final String DISABLED = "DISABLED";

    private final List<ScheduledElsewhere> found = new ArrayList<>();

    private InfrastructureFile() {}

    /**
     * @param name the file's name, whose end says what it is
     * @throws IllegalArgumentException if it cannot be read
     */
    static List<ScheduledElsewhere> read(String name, String text) {
        InfrastructureFile file = new InfrastructureFile();
        if (name.endsWith(".tf") || name.endsWith(".hcl")) {
            HclReader.read(text).forEach(file::terraform);
            return file.found;
        }
        try {
            for (Object document : documents(text)) {
                file.visit("", document);
            }
        } catch (YAMLException ex) {
            throw new IllegalArgumentException(
                    "'%s' is no JSON, YAML or .tf: %s".formatted(name, YamlProblem.of(ex)), ex);
        }
        return file.found;
    }

    /** YAML reads JSON too, but for the tabs between its parts. */
    private static List<Object> documents(String text) {
        String yaml = text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[")
                ? text.replace('\t', ' ')
                : text;
        List<Object> documents = new ArrayList<>();
        for (Object document : new Yaml(new Constructor(options())).loadAll(yaml)) {
            refuseCycles(document, Collections.newSetFromMap(new IdentityHashMap<>()));
            documents.add(document);
        }
        return documents;
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        // The file is the caller's own, and may have many rules.
        options.setCodePointLimit(Integer.MAX_VALUE);
        return options;
    }

    /** An anchor in YAML may stand within what it names. */
    private static void refuseCycles(@Nullable Object value, Set<Object> above) {
        Collection<?> parts =
                value instanceof Map<?, ?> map ? map.values() : value instanceof List<?> list ? list : List.of();
        if (value == null || parts.isEmpty()) {
            return;
        }
        if (!above.add(value)) {
            throw new YAMLException("a part of it holds itself");
        }
        parts.forEach(part -> refuseCycles(part, above));
        above.remove(value);
    }

    /** @param name of the resource of a stack, in kebab case */
    private void visit(String name, @Nullable Object value) {
        if (value instanceof List<?> list) {
            list.forEach(part -> visit(name, part));
        } else if (value instanceof Map<?, ?> map) {
            if ("CronJob".equals(map.get("kind"))) {
                kubernetes(map);
            } else if (map.get("ScheduleExpression") instanceof String expression) {
                aws(name, map, expression);
            } else {
                map.forEach((key, part) ->
                        visit("Properties".equals(key) ? name : MonitorSlug.ofJob(String.valueOf(key)), part));
            }
        }
    }

    private void aws(String resource, Map<?, ?> map, String expression) {
        boolean scheduler = map.containsKey("FlexibleTimeWindow")
                || map.containsKey("ScheduleExpressionTimezone")
                || text(map, "Arn").contains(":scheduler:");
        String zone = map.get("ScheduleExpressionTimezone") instanceof String given ? given : null;
        this.found.add(new ScheduledElsewhere(
                map.containsKey("Name") ? text(map, "Name") : resource,
                monitor(map),
                expression,
                true,
                zone,
                scheduler ? ScheduledElsewhere.SCHEDULER_DEFAULT : ScheduledElsewhere.RULE_IS_UTC,
                text(map, "State").equals(DISABLED),
                null));
    }

    private void kubernetes(Map<?, ?> manifest) {
        Map<?, ?> spec = map(manifest.get("spec"));
        Map<?, ?> job = map(map(spec.get("jobTemplate")).get("spec"));
        this.found.add(new ScheduledElsewhere(
                text(map(manifest.get("metadata")), "name"),
                environment(job),
                text(spec, "schedule"),
                false,
                spec.get("timeZone") instanceof String zone ? zone : null,
                ScheduledElsewhere.KUBERNETES_DEFAULT,
                Boolean.TRUE.equals(spec.get("suspend")),
                job.get("activeDeadlineSeconds") instanceof Number seconds
                        ? Duration.ofSeconds(seconds.longValue())
                        : null));
    }

    private void terraform(HclBlock block) {
        if (!block.type().equals("resource") || block.labels().size() != 2) {
            return;
        }
        String kind = block.labels().get(0);
        if (kind.equals("aws_scheduler_schedule") || kind.equals("aws_cloudwatch_event_rule")) {
            awsResource(block, kind.equals("aws_scheduler_schedule"));
        } else if (kind.startsWith("kubernetes_cron_job")) {
            kubernetesResource(block);
        }
    }

    private void awsResource(HclBlock block, boolean scheduler) {
        String expression = block.text("schedule_expression");
        if (expression == null) {
            return;
        }
        String input = block.first("target").text("input");
        this.found.add(new ScheduledElsewhere(
                named(block, block.text("name")),
                monitor(input),
                expression,
                true,
                scheduler ? block.text("schedule_expression_timezone") : null,
                scheduler ? ScheduledElsewhere.SCHEDULER_DEFAULT : ScheduledElsewhere.RULE_IS_UTC,
                DISABLED.equals(block.text("state")) || "false".equals(block.text("is_enabled")),
                null));
    }

    private void kubernetesResource(HclBlock block) {
        HclBlock spec = block.first("spec");
        String schedule = spec.text("schedule");
        if (schedule == null) {
            return;
        }
        String seconds = spec.first("job_template").first("spec").text("active_deadline_seconds");
        this.found.add(new ScheduledElsewhere(
                named(block, block.first("metadata").text("name")),
                null,
                schedule,
                false,
                spec.text("timezone"),
                ScheduledElsewhere.KUBERNETES_DEFAULT,
                "true".equals(spec.text("suspend")),
                seconds == null || !seconds.matches("\\d{1,10}") ? null : Duration.ofSeconds(Long.parseLong(seconds))));
    }

    private static String named(HclBlock block, @Nullable String name) {
        return name != null ? name : block.labels().get(1);
    }

    private static @Nullable String environment(Map<?, ?> job) {
        Map<?, ?> pod = map(map(job.get("template")).get("spec"));
        return monitor(pod.get("containers"));
    }

    /** What the variable says that makes a process one run of a monitor, wherever it stands: in a text of JSON, too. */
    private static @Nullable String monitor(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            if (VARIABLE.equals(map.get("name")) || VARIABLE.equals(map.get("Name"))) {
                return text(map, map.containsKey("name") ? "value" : "Value");
            }
            return monitor(new ArrayList<>(map.values()));
        }
        if (value instanceof String text) {
            return text.contains(VARIABLE) && text.contains("{") ? monitor(json(text)) : null;
        }
        return list(value).stream()
                .map(InfrastructureFile::monitor)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static List<Object> json(String text) {
        try {
            return documents(text).stream()
                    .filter(document -> !(document instanceof String))
                    .toList();
        } catch (YAMLException ex) {
            return List.of();
        }
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static String text(Map<?, ?> map, String key) {
        Object value = map.get(key);
        return value == null ? "" : String.valueOf(value);
    }

    /** YAML in which {@code !Sub} and other short forms of CloudFormation's functions are what stands behind them. */
    private static final class Constructor extends SafeConstructor {

        Constructor(LoaderOptions options) {
            super(options);
            this.yamlMultiConstructors.put("!", new ConstructFunction());
        }

        private final class ConstructFunction extends AbstractConstruct {

            @Override
            public Object construct(Node node) {
                if (node instanceof MappingNode mapping) {
                    return constructMapping(mapping);
                }
                return node instanceof SequenceNode sequence
                        ? constructSequence(sequence)
                        : constructScalar((ScalarNode) node);
            }
        }
    }
}
