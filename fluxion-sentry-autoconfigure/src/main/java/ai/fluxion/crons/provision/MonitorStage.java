package ai.fluxion.crons.provision;

import ai.fluxion.crons.monitor.MonitorConfig;
import ai.fluxion.crons.monitor.MonitorDefinition;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The monitors themselves, so that a changed schedule is in Sentry before the deploy that changes it. */
final class MonitorStage {

    private static final String RESOURCE = "monitor";

    private static final int NAME_LENGTH = 128;

    private static final String ELSEWHERE =
            "made by this application, which does not have it in this environment; reported to from %s:"
                    + " crons retire deletes it";

    private final Synchronization sync;

    private final List<Map<String, @Nullable Object>> present;

    private final Set<String> wanted = new LinkedHashSet<>(Set.of(ProvisioningSettings.TEST_SLUG));

    MonitorStage(Synchronization sync) {
        this.sync = sync;
        this.present = sync.api()
                .list("monitors/?project=" + SentryApi.encoded(sync.settings().project()));
    }

    void run(Collection<MonitorDefinition> definitions) {
        Map<String, Map<String, @Nullable Object>> bySlug = new LinkedHashMap<>();
        this.present.forEach(monitor -> bySlug.put(Json.text(monitor, "slug"), monitor));
        for (MonitorDefinition definition : definitions) {
            this.wanted.add(definition.slug());
            synchronize(definition, bySlug.get(definition.slug()));
        }
    }

    /** Deletes the monitors that this application made once, and that only it reports to. */
    void prune() {
        this.sync.prune(
                RESOURCE,
                this.present.stream()
                        .filter(monitor -> this.wanted.contains(Json.text(monitor, "slug")) || isOnlyOurs(monitor))
                        .toList(),
                this.wanted,
                monitor -> Json.text(monitor, "slug"),
                "name",
                this.sync.settings().mark(),
                monitor -> path(monitor));
    }

    /** A monitor is one for all environments, and with it goes what the others reported. */
    private boolean isOnlyOurs(Map<String, @Nullable Object> monitor) {
        Object environments = monitor.get("environments");
        // The published schema says that it is one object.
        String others =
                Json.objects(environments instanceof List<?> ? environments : List.of(Json.object(environments)))
                        .stream()
                        .map(environment -> Json.text(environment, "name"))
                        .filter(name -> !name.isEmpty()
                                && !name.equals(this.sync.settings().environment()))
                        .collect(Collectors.joining(", "));
        if (!others.isEmpty()
                && Json.text(monitor, "name").endsWith(this.sync.settings().mark())) {
            this.sync.skip(RESOURCE, Json.text(monitor, "slug"), ELSEWHERE.formatted(others));
        }
        return others.isEmpty();
    }

    private static String path(Map<String, @Nullable Object> monitor) {
        return "monitors/" + SentryApi.encoded(Json.text(monitor, "slug")) + "/";
    }

    private void synchronize(MonitorDefinition definition, @Nullable Map<String, @Nullable Object> present) {
        MonitorConfig config = definition.config();
        if (config == null || !definition.enabled()) {
            if (present != null) {
                this.sync.skip(RESOURCE, definition.slug(), "Sentry has it, but here it is off or local only");
            }
        } else if (present == null) {
            create(definition, config);
        } else {
            update(definition, config, present);
        }
    }

    private void create(MonitorDefinition definition, MonitorConfig config) {
        Map<String, @Nullable Object> body = Json.of(
                "project",
                this.sync.settings().project(),
                "name",
                name(definition),
                "slug",
                definition.slug(),
                "config",
                body(config, null));
        if (config.owner() != null) {
            body.put("owner", config.owner());
        }
        this.sync.create(RESOURCE, definition.slug(), "monitors/", body, words(config));
    }

    private void update(MonitorDefinition definition, MonitorConfig config, Map<String, @Nullable Object> present) {
        boolean ours = Json.text(present, "name").endsWith(this.sync.settings().mark());
        Map<String, @Nullable Object> presentConfig = Json.object(present.get("config"));
        Map<String, @Nullable Object> wanted = Json.of("config", body(config, presentConfig));
        if (ours) {
            wanted.put("name", name(definition));
        }
        List<Difference> differences = new ArrayList<>(Difference.between(wanted, present));
        Map<String, @Nullable Object> body =
                Json.of("project", this.sync.settings().project());
        body.put("name", ours ? name(definition) : Json.text(present, "name"));
        body.put("config", wanted.get("config"));
        if (config.owner() != null && !owns(config.owner(), Json.object(present.get("owner")))) {
            differences.add(new Difference("owner", ownerOf(present), config.owner()));
            body.put("owner", config.owner());
        }
        this.sync.update(RESOURCE, definition.slug(), path(present), body, differences, null);
    }

    private String name(MonitorDefinition definition) {
        String name = definition.key() == null ? definition.name() : definition.name() + " " + definition.key();
        return ProvisioningSettings.marked(name, this.sync.settings().mark(), NAME_LENGTH);
    }

    /** An interval counts without a zone; one that Sentry has from before is put back to its default. */
    private static Map<String, @Nullable Object> body(
            MonitorConfig config, @Nullable Map<String, @Nullable Object> present) {
        Map<String, @Nullable Object> body = schedule(config);
        body.put("checkin_margin", config.checkinMargin());
        body.put("max_runtime", config.maxRuntime());
        ZoneId zone = config.timezone();
        if (zone != null) {
            body.put("timezone", zone.getId());
        } else if (present != null && present.get("timezone") != null) {
            body.put("timezone", "UTC");
        }
        body.put("failure_issue_threshold", config.failureIssueThreshold());
        body.put("recovery_threshold", config.recoveryThreshold());
        return body;
    }

    private static Map<String, @Nullable Object> schedule(MonitorConfig config) {
        String value = config.schedule().value();
        if (config.schedule().type().equals("crontab")) {
            return Json.of("schedule_type", "crontab", "schedule", value);
        }
        String[] parts = value.split(" ", 2);
        return Json.of("schedule_type", "interval", "schedule", List.of(Integer.valueOf(parts[0]), parts[1]));
    }

    private static String words(MonitorConfig config) {
        ZoneId zone = config.timezone();
        return "%s%s, margin %d min, at most %d min"
                .formatted(
                        config.schedule().value(),
                        zone == null ? "" : " " + zone.getId(),
                        config.checkinMargin(),
                        config.maxRuntime());
    }

    private static boolean owns(String wanted, Map<String, @Nullable Object> owner) {
        String type = Json.text(owner, "type");
        return wanted.equals(type + ":" + Json.text(owner, "id"))
                || wanted.equals(type + ":" + Json.text(owner, "name"));
    }

    private static @Nullable String ownerOf(Map<String, @Nullable Object> monitor) {
        Map<String, @Nullable Object> owner = Json.object(monitor.get("owner"));
        return owner.isEmpty() ? null : Json.text(owner, "type") + ":" + Json.text(owner, "name");
    }
}
