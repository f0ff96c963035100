package ai.fluxion.crons.provision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The recommended alerts on errors and durations: detectors over what the ETLs and their API report. */
final class MetricAlertStage {

    private static final String RESOURCE = "metric alert";

    private static final int NAME_LENGTH = 200;

    private static final String API = "is_transaction:true transaction:\"*/api/etl/tracking/*\"";

    private static final List<MetricAlert> RECOMMENDED = List.of(
            new MetricAlert("ETL failures: more than 3 in 1 hour", true, "count()", "etl_name:*", 3600, 3),
            new MetricAlert("Gap recovery failed", true, "count()", "etl_name:* modo:recuperacion", 300, 0),
            new MetricAlert("Slow queries: P95 over 5 s", false, "p95(span.duration)", API, 900, 5000),
            new MetricAlert("Error rate over 5%", false, "failure_rate()", API, 900, 0.05));

    private final Synchronization sync;

    private final List<Map<String, @Nullable Object>> present;

    private final Set<String> wanted = new LinkedHashSet<>();

    MetricAlertStage(Synchronization sync, Detectors detectors) {
        this.sync = sync;
        this.present = detectors.ofMetrics().stream()
                .filter(detector -> queries(detector).stream().allMatch(sync::isOfEnvironment))
                .toList();
    }

    static int size() {
        return RECOMMENDED.size();
    }

    /** The ids of all of them, as far as they are there. */
    List<Long> run() {
        Map<String, Map<String, @Nullable Object>> byName = new LinkedHashMap<>();
        this.present.forEach(detector -> byName.putIfAbsent(Json.text(detector, "name"), detector));
        List<Long> ids = new ArrayList<>();
        for (MetricAlert alert : RECOMMENDED) {
            String name = this.sync.settings().marked(alert.title(), NAME_LENGTH);
            this.wanted.add(name);
            ids.addAll(synchronize(name, alert, byName.get(name)));
        }
        return ids;
    }

    /** Deletes those that this application made once. */
    void prune() {
        this.sync.prune(
                RESOURCE,
                this.present,
                this.wanted,
                detector -> Json.text(detector, "name"),
                "name",
                detector -> path(detector));
    }

    private static String path(Map<String, @Nullable Object> detector) {
        return "detectors/" + SentryApi.encoded(Json.text(detector, "id")) + "/";
    }

    private List<Long> synchronize(String name, MetricAlert alert, @Nullable Map<String, @Nullable Object> detector) {
        Map<String, @Nullable Object> body =
                alert.body(name, this.sync.settings().environment());
        if (detector == null) {
            String path = "projects/" + SentryApi.encoded(this.sync.settings().project()) + "/detectors/";
            Map<String, @Nullable Object> created = this.sync.create(RESOURCE, name, path, body, null);
            return created == null ? List.of() : Detectors.id(created);
        }
        Map<String, @Nullable Object> comparable = new LinkedHashMap<>(detector);
        comparable.put("dataSources", queries(detector));
        this.sync.update(RESOURCE, name, path(detector), body, Difference.between(body, comparable), null);
        return Detectors.id(detector);
    }

    private static List<Map<String, @Nullable Object>> queries(Map<String, @Nullable Object> detector) {
        return Json.objects(detector.get("dataSources")).stream()
                .map(MetricAlertStage::query)
                .toList();
    }

    /** Sentry answers with the query inside a subscription inside a source. */
    private static Map<String, @Nullable Object> query(Map<String, @Nullable Object> source) {
        Map<String, @Nullable Object> subscription = Json.object(source.get("queryObj"));
        Map<String, @Nullable Object> query = Json.object(subscription.get("snubaQuery"));
        return query.isEmpty() ? source : query;
    }

    private record MetricAlert(
            String title, boolean errors, String aggregate, String query, int windowSeconds, Number threshold) {

        Map<String, @Nullable Object> body(String name, String environment) {
            Map<String, @Nullable Object> source = Json.of(
                    "aggregate",
                    this.aggregate,
                    "dataset",
                    this.errors ? "events" : "events_analytics_platform",
                    "environment",
                    environment,
                    "eventTypes",
                    this.errors ? List.of("default", "error") : List.of("trace_item_span"),
                    "query",
                    this.query,
                    "timeWindow",
                    this.windowSeconds);
            return Json.of(
                    "name",
                    name,
                    "type",
                    Detectors.METRIC,
                    "data_sources",
                    List.of(source),
                    "config",
                    Json.of("detectionType", "static"),
                    "condition_group",
                    Json.of("logic_type", "any", "conditions", List.of(over(), notOver())),
                    "enabled",
                    true);
        }

        private Map<String, @Nullable Object> over() {
            return Json.of("type", "gt", "comparison", this.threshold, "conditionResult", 75);
        }

        private Map<String, @Nullable Object> notOver() {
            return Json.of("type", "lte", "comparison", this.threshold, "conditionResult", 0);
        }
    }
}
