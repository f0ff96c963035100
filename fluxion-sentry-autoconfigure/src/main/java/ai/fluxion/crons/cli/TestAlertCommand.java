package ai.fluxion.crons.cli;

import ai.fluxion.crons.monitor.MonitorConfig;
import ai.fluxion.crons.provision.ProvisioningSettings;
import ai.fluxion.crons.schedule.SentryInterval;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets a monitor of its own fail, which every provisioned alert watches. */
@Command(name = "test-alert")
final class TestAlertCommand extends ReportingCommand {

    /** Far apart, since every alert would tell that it was missed. */
    private static final SentryInterval SCHEDULE = SentryInterval.of(10, SentryInterval.Unit.YEAR);

    @Option(names = "--resolve", descriptionKey = "resolve")
    private boolean resolve;

    TestAlertCommand(Supplier<CommandContext> context) {
        super(context);
    }

    @Override
    public Integer call() {
        CheckInPost post = CheckInPost.of(context(), config());
        String status = this.resolve ? "ok" : "error";
        post.send(
                ProvisioningSettings.TEST_SLUG,
                status,
                Duration.ofSeconds(1),
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
    static MonitorConfig config() {
        return new MonitorConfig(SCHEDULE, null, 40_320, 30, 1, 1, null);
    }
}
