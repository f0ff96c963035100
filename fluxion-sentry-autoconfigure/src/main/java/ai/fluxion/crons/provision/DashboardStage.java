package ai.fluxion.crons.provision;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The dashboards. */
final class DashboardStage {

    private static final String RESOURCE = "dashboard";

    private static final int NAME_LENGTH = 255;

    private final Synchronization sync;

    private final Set<String> wanted = new LinkedHashSet<>();

    DashboardStage(Synchronization sync) {
        this.sync = sync;
    }

    void run(boolean enabled) {
        List<Map<String, @Nullable Object>> present = this.sync.api().list("dashboards/");
        Map<String, Map<String, @Nullable Object>> byTitle = new LinkedHashMap<>();
        present.forEach(dashboard -> byTitle.putIfAbsent(Json.text(dashboard, "title"), dashboard));
        if (enabled) {
            Dashboards.all().forEach((title, widgets) -> synchronize(title, widgets, byTitle));
        }
        this.sync.prune(
                RESOURCE,
                present,
                this.wanted,
                dashboard -> Json.text(dashboard, "title"),
                "title",
                this.sync.settings().mark(),
                dashboard -> path(dashboard));
    }

    private static String path(Map<String, @Nullable Object> dashboard) {
        return "dashboards/" + SentryApi.encoded(Json.text(dashboard, "id")) + "/";
    }

    private void synchronize(
            String plainTitle,
            List<Map<String, @Nullable Object>> widgets,
            Map<String, Map<String, @Nullable Object>> byTitle) {
        String title =
                ProvisioningSettings.marked(plainTitle, this.sync.settings().mark(), NAME_LENGTH);
        this.wanted.add(title);
        Map<String, @Nullable Object> body = Json.of("title", title, "widgets", widgets);
        Map<String, @Nullable Object> listed = byTitle.get(title);
        if (listed == null) {
            this.sync.create(RESOURCE, title, "dashboards/", body, null);
            return;
        }
        Map<String, @Nullable Object> whole = this.sync.api().get(path(listed));
        this.sync.update(RESOURCE, title, path(listed), body, Difference.between(body, whole), null);
    }
}
