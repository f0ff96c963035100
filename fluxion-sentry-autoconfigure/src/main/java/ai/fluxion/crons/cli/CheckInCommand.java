package ai.fluxion.crons.cli;

import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorDefinition;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "checkin")
final class CheckInCommand extends ReportingCommand {

    @Parameters(index = "0", paramLabel = "SLUG", descriptionKey = "slug")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String slug;

    @Parameters(index = "1", paramLabel = "STATUS", descriptionKey = "status")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CheckInStatus status;

    @Option(names = "--duration", paramLabel = "SECONDS", descriptionKey = "duration")
    private @Nullable Double seconds;

    CheckInCommand(Supplier<CommandContext> context) {
        super(context);
    }

    @Override
    public Integer call() {
        if (this.seconds != null && !(this.seconds >= 0 && this.seconds <= Integer.MAX_VALUE)) {
            throw misused("--duration %s is no number of seconds".formatted(this.seconds));
        }
        MonitorDefinition definition = find(this.slug);
        String sentSlug = definition == null ? unknownSlug(this.slug) : definition.slug();
        Duration duration = this.seconds == null ? null : Duration.ofMillis(Math.round(this.seconds * 1000));
        String id = CheckInPost.of(context(), definition)
                .send(sentSlug, this.status.value(), duration, now(), context().shutdownTimeout());
        if (isJson()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("id", id);
            json.put("slug", sentSlug);
            json.put("status", this.status.value());
            json.put("environment", context().environment());
            printJson(json);
        } else {
            out().println(say("%s %s sent (%s), id %s"
                    .formatted(sentSlug, this.status.value(), context().environment(), id)));
        }
        if (definition == null) {
            tell(
                    "WARN: nothing configures the monitor %s here; if Sentry does not know it either, it drops the check-ins"
                            .formatted(this.slug));
            return CronsCommandLine.FOUND;
        }
        return 0;
    }
}
