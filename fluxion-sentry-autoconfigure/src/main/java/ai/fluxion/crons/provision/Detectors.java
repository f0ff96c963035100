package ai.fluxion.crons.provision;

import ai.fluxion.crons.monitor.MonitorDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The project's detectors: what finds the issues that an alert listens to. */
final class Detectors {

    static final String METRIC = "metric_issue";

    private final List<Map<String, @Nullable Object>> all;

    private Detectors(List<Map<String, @Nullable Object>> all) {
        this.all = all;
    }

    static Detectors read(Synchronization sync) {
        return new Detectors(sync.api()
                .list("detectors/?project=" + SentryApi.encoded(sync.settings().project())));
    }

    /** Those over metrics. A monitor's own has the monitor's name, our mark included, and is Sentry's. */
    List<Map<String, @Nullable Object>> ofMetrics() {
        return this.all.stream()
                .filter(detector -> Json.text(detector, "type").equals(METRIC))
                .toList();
    }

    /** The detector that passes on every issue of the project, or none. */
    List<Long> ofWholeProject() {
        return this.all.stream()
                .filter(detector -> Json.text(detector, "type").equals("issue_stream"))
                .flatMap(detector -> id(detector).stream())
                .limit(1)
                .toList();
    }

    /** Those of the monitors themselves, as far as Sentry has them. */
    List<Long> of(Collection<MonitorDefinition> definitions) {
        Set<String> slugs = new LinkedHashSet<>();
        definitions.forEach(definition -> slugs.add(definition.slug()));
        List<Long> ids = new ArrayList<>();
        for (Map<String, @Nullable Object> detector : this.all) {
            if (Json.text(detector, "type").equals("monitor_check_in_failure")
                    && mentions(detector.get("dataSources"), slugs)) {
                ids.addAll(id(detector));
            }
        }
        return ids;
    }

    /** Whether these are ids of detectors, and none of them is of this project. */
    boolean isElsewhere(@Nullable Object ids) {
        return ids instanceof List<?> list
                && !list.isEmpty()
                && this.all.stream()
                        .noneMatch(detector -> list.stream()
                                .anyMatch(id -> String.valueOf(id).equals(Json.text(detector, "id"))));
    }

    static List<Long> id(Map<String, @Nullable Object> thing) {
        String id = Json.text(thing, "id");
        return id.matches("[0-9]{1,18}") ? List.of(Long.valueOf(id)) : List.of();
    }

    private static boolean mentions(@Nullable Object value, Set<String> slugs) {
        if (value instanceof Map<?, ?> map) {
            return (map.get("slug") instanceof String slug && slugs.contains(slug))
                    || map.values().stream().anyMatch(part -> mentions(part, slugs));
        }
        return value instanceof List<?> list && list.stream().anyMatch(part -> mentions(part, slugs));
    }
}
