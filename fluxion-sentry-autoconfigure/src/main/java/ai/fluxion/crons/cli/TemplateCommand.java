package ai.fluxion.crons.cli;

import ai.fluxion.crons.export.NotExpressibleException;
import ai.fluxion.crons.export.Template;
import ai.fluxion.crons.export.TemplateSettings;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.schedule.SentryTranslation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "template")
final class TemplateCommand extends ReportingCommand {

    @Parameters(index = "0", paramLabel = "KIND", descriptionKey = "kind")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Template template;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SLUG", descriptionKey = "slug")
    private @Nullable String slug;

    @Option(names = "--cluster", defaultValue = "fluxion", descriptionKey = "cluster")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String cluster;

    @Option(names = "--task-definition", defaultValue = "fluxion-etl", descriptionKey = "taskDefinition")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String taskDefinition;

    @Option(names = "--region", defaultValue = "us-east-1", descriptionKey = "region")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String region;

    @Option(names = "--account", defaultValue = "123456789012", descriptionKey = "account")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String account;

    @Option(names = "--image", defaultValue = "fluxion-etl:latest", descriptionKey = "image")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String image;

    TemplateCommand(Supplier<CommandContext> context) {
        super(context);
    }

    @Override
    public Integer call() {
        TemplateSettings settings = settings();
        List<NotExpressibleException> refused = new ArrayList<>();
        String written = this.template.renderAll(wanted(), settings, now(), refused::add);
        List<String> reasons = refused.stream()
                .map(ex -> reason(String.valueOf(ex.getMessage())))
                .toList();
        if (isJson()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("kind", this.template.name().toLowerCase(Locale.ROOT));
            json.put("text", written);
            json.put("refused", reasons);
            printJson(json);
        } else {
            reasons.forEach(err()::println);
            out().print(written);
            out().flush();
        }
        return !refused.isEmpty() || written.isEmpty() ? CronsCommandLine.FOUND : 0;
    }

    private TemplateSettings settings() {
        try {
            return new TemplateSettings(
                    this.cluster,
                    this.taskDefinition,
                    this.region,
                    this.account,
                    this.image,
                    context().shutdownTimeout());
        } catch (IllegalArgumentException ex) {
            throw misused(String.valueOf(ex.getMessage()));
        }
    }

    /** What Sentry cannot be told, the note on it says in every language. */
    private String reason(String english) {
        for (MonitorDefinition definition : context().registry().definitions()) {
            SentryTranslation sentry = definition.sentry();
            if (sentry != null && sentry.note() != null && english.equals(definition.slug() + ": " + sentry.note())) {
                return definition.slug() + ": "
                        + Describing.note(
                                definition.schedule(), sentry, context().locale());
            }
        }
        return say(english);
    }

    /** A process is a run of a whole monitor, never of one key: who runs the keys is scheduled, and not they. */
    private List<MonitorDefinition> wanted() {
        if (this.slug == null) {
            return definitions().stream()
                    .filter(definition -> definition.key() == null)
                    .toList();
        }
        MonitorDefinition definition = definition(this.slug);
        if (definition.key() != null) {
            throw new CommandFailure(
                    "%s is one key of %s, and a process is a run of a whole monitor: schedule the job that runs its keys"
                            .formatted(definition.slug(), definition.name()));
        }
        return List.of(definition);
    }
}
