package ai.fluxion.crons.cli;

import ai.fluxion.crons.monitor.MonitorConfig;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorDefinition.Origin;
import ai.fluxion.crons.monitor.MonitorSettings;
import ai.fluxion.crons.provision.ProvisioningSettings;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.Schedules;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets a monitor of its own fail, which every provisioned alert watches. */
@Command(name = "test-alert")
final class TestAlertCommand extends ReportingCommand {

    /** Once a year, so that nobody is told that it was missed. */
    private static final String CRONTAB = "0 0 1 1 *";

    @Option(names = "--resolve", descriptionKey = "resolve")
    private boolean resolve;

    TestAlertCommand(Supplier<CommandContext> context) {
        super(context);
    }

    @Override
    public Integer call() {
        CheckInPost post = CheckInPost.of(context());
        String status = this.resolve ? "ok" : "error";
        post.send(
                ProvisioningSettings.TEST_SLUG,
                status,
                Duration.ofSeconds(1),
                config(),
                now(),
                context().shutdownTimeout());
        if (isJson()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("slug", ProvisioningSettings.TEST_SLUG);
            json.put("status", status);
            json.put("environment", context().environment());
            printJson(json);
        } else {
            out().println(say("%s %s sent (%s)"
                    .formatted(ProvisioningSettings.TEST_SLUG, status, context().environment())));
        }
        tell(
                this.resolve
                        ? "The issue resolves within a minute. The monitor takes a seat: crons retire "
                                + ProvisioningSettings.TEST_SLUG
                        : "An issue opens within a minute, and the provisioned alerts tell the page and the channel. Then:"
                                + " crons test-alert --resolve");
        return 0;
    }

    /** The config of that monitor. */
    static @Nullable MonitorConfig config() {
        Schedule schedule = Schedules.unix(CRONTAB, ZoneId.of("UTC"));
        MonitorSettings settings = new MonitorSettings(Duration.ofMinutes(40_320), Duration.ofMinutes(30), 1, 1, null);
        return new MonitorDefinition(
                        ProvisioningSettings.TEST_SLUG,
                        ProvisioningSettings.TEST_SLUG,
                        null,
                        null,
                        null,
                        schedule,
                        schedule.toSentry(),
                        settings,
                        Origin.DECLARED,
                        true,
                        true)
                .config();
    }
}
