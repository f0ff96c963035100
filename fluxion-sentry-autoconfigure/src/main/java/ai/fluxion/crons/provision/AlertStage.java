package ai.fluxion.crons.provision;

import ai.fluxion.crons.monitor.MonitorDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The alerts on monitors: a sweep pages, its stores only write to the channel.
 *
 * <p>Sentry makes one issue of a monitor's trouble, whether a check-in was missed, timed out or failed, and tells the three
 * apart in the text only. So one alert covers the three (three would notify three times), and one the recovery. A
 * resolution is no event and has no tags: that alert is bound to the monitors' detectors instead of filtering by slug.
 *
 * <p>Sentry lists the alerts of a whole organization. Those that the same application made for another environment or another
 * project have the same names, and are no concern of this provisioning.
 */
final class AlertStage {

    static final String RESOURCE = "alert";

    static final int NAME_LENGTH = 256;

    private static final int QUIET_MINUTES = 5;

    private final Synchronization sync;

    private final Detectors detectors;

    private final Map<String, Map<String, @Nullable Object>> byName = new LinkedHashMap<>();

    private final List<Map<String, @Nullable Object>> present;

    private final Set<String> wanted = new LinkedHashSet<>();

    AlertStage(Synchronization sync, Detectors detectors) {
        this.sync = sync;
        this.detectors = detectors;
        this.present = sync.api().list("workflows/").stream()
                .filter(sync::isOfEnvironment)
                .filter(workflow -> !detectors.isElsewhere(workflow.get("detectorIds")))
                .toList();
        this.present.forEach(workflow -> this.byName.putIfAbsent(Json.text(workflow, "name"), workflow));
    }

    /** The alerts on monitors. */
    void watch(Collection<MonitorDefinition> definitions) {
        List<MonitorDefinition> sent = definitions.stream()
                .filter(definition -> definition.config() != null && definition.enabled())
                .toList();
        List<MonitorDefinition> sweeps =
                sent.stream().filter(definition -> definition.key() == null).toList();
        watch("page", sweeps, this.sync.settings().page());
        watch("channel", sent, this.sync.settings().channel());
    }

    /** The alert that passes on what metric alerts find. */
    void passOn(List<Long> metricAlerts, int expected) {
        List<AlertTarget> targets = new ArrayList<>(this.sync.settings().channel());
        if (targets.isEmpty()) {
            targets.addAll(this.sync.settings().page());
        }
        if (targets.isEmpty()) {
            return;
        }
        List<Map<String, @Nullable Object>> filter = List.of(condition("issue_priority_greater_or_equal", 75));
        Map<String, @Nullable Object> body =
                body("Errors and durations", metricAlerts, troubleBegins(), filter, targets);
        synchronize(body, metricAlerts.size() < expected ? "bound to its metric alerts once they are there" : null);
    }

    /** Deletes the alerts that this application made once. */
    void prune() {
        this.sync.prune(
                RESOURCE,
                this.present,
                this.wanted,
                workflow -> Json.text(workflow, "name"),
                "name",
                workflow -> "workflows/" + SentryApi.encoded(Json.text(workflow, "id")) + "/");
    }

    private void watch(String route, List<MonitorDefinition> watched, List<AlertTarget> targets) {
        if (watched.isEmpty()) {
            return;
        }
        if (targets.isEmpty()) {
            this.sync.skip(
                    RESOURCE, "Cron monitors, to the " + route, "nobody to tell: fluxion.crons.provision." + route);
            return;
        }
        List<Long> own = this.detectors.of(watched);
        List<Long> whole = this.detectors.ofWholeProject();
        String failing = "Cron monitors: missed, timeout, failure, to the " + route;
        synchronize(
                body(failing, whole.isEmpty() ? own : whole, troubleBegins(), slugs(watched), targets),
                whole.isEmpty() && own.isEmpty() ? notBound() : null);
        String recovered = "Cron monitors: recovery, to the " + route;
        synchronize(
                body(recovered, own, List.of(condition("issue_resolved_trigger", true)), List.of(), targets),
                own.size() < watched.size() ? notBound() : null);
    }

    private String notBound() {
        return this.sync.isDryRun()
                ? "bound to its monitors once they are there"
                : "Sentry does not show the detectors of all its monitors yet; provision again";
    }

    private static List<Map<String, @Nullable Object>> slugs(List<MonitorDefinition> watched) {
        List<Map<String, @Nullable Object>> conditions = new ArrayList<>();
        watched.forEach(definition -> conditions.add(slug(definition.slug())));
        conditions.add(slug(ProvisioningSettings.TEST_SLUG));
        return conditions;
    }

    private static Map<String, @Nullable Object> slug(String slug) {
        return condition("tagged_event", Json.of("key", "monitor.slug", "match", "eq", "value", slug));
    }

    private static List<Map<String, @Nullable Object>> troubleBegins() {
        return List.of(
                condition("first_seen_event", true),
                condition("reappeared_event", true),
                condition("regression_event", true));
    }

    private static Map<String, @Nullable Object> condition(String type, Object comparison) {
        return Json.of("type", type, "comparison", comparison, "conditionResult", true);
    }

    private Map<String, @Nullable Object> body(
            String name,
            List<Long> detectorIds,
            List<Map<String, @Nullable Object>> triggers,
            List<Map<String, @Nullable Object>> filter,
            List<AlertTarget> targets) {
        List<Map<String, @Nullable Object>> actions =
                targets.stream().map(AlertTarget::toAction).toList();
        return Json.of(
                "name",
                this.sync.settings().marked(name, NAME_LENGTH),
                "enabled",
                true,
                "environment",
                this.sync.settings().environment(),
                "config",
                Json.of("frequency", QUIET_MINUTES),
                "detector_ids",
                detectorIds,
                "triggers",
                Json.of("logic_type", "any-short", "conditions", triggers),
                "action_filters",
                List.of(Json.of("logicType", "any-short", "conditions", filter, "actions", actions)));
    }

    private void synchronize(Map<String, @Nullable Object> body, @Nullable String note) {
        String name = Json.text(body, "name");
        this.wanted.add(name);
        Map<String, @Nullable Object> workflow = this.byName.get(name);
        if (workflow == null) {
            this.sync.create(RESOURCE, name, "workflows/", body, note);
            return;
        }
        String id = Json.text(workflow, "id");
        Map<String, @Nullable Object> update = Json.of("id", id);
        update.putAll(body);
        this.sync.update(
                RESOURCE,
                name,
                "workflows/" + SentryApi.encoded(id) + "/",
                update,
                Difference.between(body, workflow),
                note);
    }
}
