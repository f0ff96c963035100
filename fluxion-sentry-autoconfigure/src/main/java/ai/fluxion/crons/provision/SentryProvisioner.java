package ai.fluxion.crons.provision;

import ai.fluxion.crons.monitor.MonitorDefinition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes what an application needs in Sentry, and keeps it so: a second time it changes nothing. It touches monitors of the
 * application's own slugs, and besides them only what it made itself, which it knows by the mark in the name. Calls are
 * made on the caller's thread, one after the other; each method fails with a {@link SentryApiException} that says what to
 * do, and what was done until then stays done.
 *
 * @since 0.1.0
 */
public final class SentryProvisioner {

    private final ProvisioningSettings settings;

    private final SentryApi api;

    /** Calls that Sentry's settings describe; nothing is called before it is asked for. */
    public SentryProvisioner(ProvisioningSettings settings) {
        this(settings, SentryProvisioner::pause);
    }

    SentryProvisioner(ProvisioningSettings settings, SentryApi.Pause pause) {
        this.settings = settings;
        this.api = new SentryApi(settings, pause);
    }

    private static void pause(long seconds) {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Brings Sentry to what the definitions say. A thing that Sentry does not accept keeps nothing else from being done, but
     * nothing is deleted then; the failure at the end names it.
     *
     * @param definitions the application's monitors, those that are not sent included
     * @param dryRun only say what would be done
     * @param prune delete what this application made and has no use for any more
     * @param report is told of each thing once it is done
     * @throws IllegalArgumentException if nothing tells what is to be pruned from what other applications made
     */
    public void provision(
            Collection<MonitorDefinition> definitions, boolean dryRun, boolean prune, Consumer<Change> report) {
        if (prune && this.settings.isNameless()) {
            throw new IllegalArgumentException(
                    "spring.application.name is not set: --prune would delete what other applications"
                            + " without a name made");
        }
        Synchronization sync = new Synchronization(this.api, this.settings, dryRun, prune, report);
        MonitorStage monitors = new MonitorStage(sync);
        monitors.run(definitions);
        Detectors detectors = Detectors.read(sync);
        MetricAlertStage metrics = new MetricAlertStage(sync, detectors);
        AlertStage alerts = new AlertStage(sync, detectors);
        alerts.watch(definitions);
        if (this.settings.recommended()) {
            alerts.passOn(metrics.run(), MetricAlertStage.size());
        }
        DashboardStage dashboards = new DashboardStage(sync);
        dashboards.run(this.settings.dashboards());
        // Only once all is there, and what has a history last.
        alerts.prune();
        metrics.prune();
        dashboards.prune();
        monitors.prune();
        sync.complete();
    }

    /** The monitors of the project. */
    public List<RemoteMonitor> monitors() {
        return this.api.list("monitors/?project=" + SentryApi.encoded(this.settings.project())).stream()
                .map(this::remote)
                .toList();
    }

    private RemoteMonitor remote(Map<String, @Nullable Object> monitor) {
        Map<String, @Nullable Object> config = Json.object(monitor.get("config"));
        Object schedule = config.get("schedule");
        String words = schedule instanceof List<?> parts
                ? String.join(" ", parts.stream().map(String::valueOf).toList())
                : String.valueOf(schedule);
        return new RemoteMonitor(
                Json.text(monitor, "slug"),
                Json.text(monitor, "name"),
                words,
                Json.text(config, "timezone"),
                Json.text(monitor, "status"),
                Boolean.TRUE.equals(monitor.get("isMuted")),
                Json.text(monitor, "name").endsWith(this.settings.mark()));
    }

    /**
     * The newest check-ins of a monitor, newest first, as {@code id} and {@code status}.
     *
     * @param slug the monitor's
     */
    public List<RemoteCheckIn> checkIns(String slug) {
        return this.api.firstPage("monitors/" + SentryApi.encoded(slug) + "/checkins/").stream()
                .map(checkIn -> new RemoteCheckIn(Json.text(checkIn, "id"), Json.text(checkIn, "status")))
                .toList();
    }

    /** Deletes a monitor with its history, so that it alarms no more. */
    public void retire(String slug) {
        this.api.delete("monitors/" + SentryApi.encoded(slug) + "/");
    }

    /** Holds back a monitor's alerts, or no longer does. Its check-ins go on. */
    public void mute(String slug, boolean muted) {
        String path = "monitors/" + SentryApi.encoded(slug) + "/";
        Map<String, @Nullable Object> monitor = this.api.get(path);
        Map<String, @Nullable Object> config = Json.object(monitor.get("config"));
        config.values().removeIf(Objects::isNull);
        config.remove("alert_rule_id");
        this.api.put(
                path,
                Json.of(
                        "project",
                        this.settings.project(),
                        "name",
                        Json.text(monitor, "name"),
                        "config",
                        config,
                        "is_muted",
                        muted));
    }

    /**
     * A check-in as Sentry has it.
     *
     * @param id its id
     * @param status in Sentry's words
     */
    public record RemoteCheckIn(String id, String status) {}
}
