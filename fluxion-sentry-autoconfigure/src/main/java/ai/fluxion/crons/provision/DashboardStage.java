package ai.fluxion.crons.provision;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The dashboards: one set for all environments, which only somebody who knows them all may take away. */
final class DashboardStage {

    private static final String RESOURCE = "dashboard";

    private static final int NAME_LENGTH = 255;

    private static final String OFF =
            "made by this application where dashboards are wanted, and here they are not; nothing deletes it";

    private final Synchronization sync;

    private final List<Map<String, @Nullable Object>> present;

    private final Set<String> wanted = new LinkedHashSet<>();

    DashboardStage(Synchronization sync) {
        this.sync = sync;
        this.present = sync.api().list("dashboards/");
    }

    void run(boolean enabled) {
        Map<String, Map<String, @Nullable Object>> byTitle = new LinkedHashMap<>();
        this.present.forEach(dashboard -> byTitle.putIfAbsent(Json.text(dashboard, "title"), dashboard));
        Dashboards.all().forEach((plainTitle, widgets) -> {
            String title =
                    ProvisioningSettings.marked(plainTitle, this.sync.settings().mark(), NAME_LENGTH);
            this.wanted.add(title);
            if (enabled) {
                synchronize(title, widgets, byTitle.get(title));
            } else if (byTitle.containsKey(title)) {
                this.sync.skip(RESOURCE, title, OFF);
            }
        });
    }

    /** Deletes the dashboards that this application made once. */
    void prune() {
        this.sync.prune(
                RESOURCE,
                this.present,
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
            String title, List<Map<String, @Nullable Object>> widgets, @Nullable Map<String, @Nullable Object> listed) {
        Map<String, @Nullable Object> body = Json.of("title", title, "widgets", widgets);
        if (listed == null) {
            this.sync.create(RESOURCE, title, "dashboards/", body, null);
            return;
        }
        Map<String, @Nullable Object> whole = this.sync.api().get(path(listed));
        this.sync.update(RESOURCE, title, path(listed), body, Difference.between(body, whole), null);
    }
}
