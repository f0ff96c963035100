package ai.fluxion.crons.cli;

import ai.fluxion.crons.export.NotExpressibleException;
import ai.fluxion.crons.export.Template;
import ai.fluxion.crons.export.TemplateSettings;
import ai.fluxion.crons.monitor.MonitorDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "template")
final class TemplateCommand extends CronsCommand {

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

    TemplateCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        TemplateSettings settings = new TemplateSettings(
                this.cluster,
                this.taskDefinition,
                this.region,
                this.account,
                this.image,
                context().shutdownTimeout());
        List<String> written = new ArrayList<>();
        boolean refused = false;
        for (MonitorDefinition definition : wanted()) {
            try {
                written.add(this.template.render(definition, settings, now()));
            } catch (NotExpressibleException ex) {
                err().println(ex.getMessage());
                refused = true;
            }
        }
        out().print(joined(written));
        out().flush();
        return refused || written.isEmpty() ? CronsCommandLine.FOUND : 0;
    }

    private Collection<MonitorDefinition> wanted() {
        if (this.slug != null) {
            return List.of(definition(this.slug));
        }
        // One task definition serves all: what it runs is said by who starts it.
        return this.template == Template.ECS ? definitions().stream().limit(1).toList() : definitions();
    }

    private String joined(List<String> written) {
        return switch (this.template) {
            case KUBERNETES -> String.join("---\n", written);
            case TERRAFORM -> String.join("\n", written);
            case EVENTBRIDGE, ECS ->
                written.size() == 1 || written.isEmpty()
                        ? String.join("", written)
                        : "[\n"
                                + String.join(
                                        ",\n",
                                        written.stream()
                                                .map(String::stripTrailing)
                                                .toList()) + "\n]\n";
        };
    }
}
