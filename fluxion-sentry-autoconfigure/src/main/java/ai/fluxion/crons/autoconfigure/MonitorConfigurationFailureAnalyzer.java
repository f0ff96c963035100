package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.engine.MonitorConfigurationException;
import ai.fluxion.crons.engine.MonitorConfigurationException.Problem;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

/** Says which declaration of a monitor cannot be, where it stands, why, and what to write. */
final class MonitorConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<MonitorConfigurationException> {

    private final Environment environment;

    MonitorConfigurationFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MonitorConfigurationException cause) {
        String description = cause.problems().stream().map(this::describe).collect(Collectors.joining("\n\n"));
        String action = cause.problems().stream()
                .map(Problem::remedy)
                .distinct()
                .collect(Collectors.joining(System.lineSeparator()));
        return new FailureAnalysis(description, action, cause);
    }

    private String describe(Problem problem) {
        StringBuilder text = new StringBuilder("Monitoring of scheduled jobs cannot start:\n\n");
        text.append("    Declared: ").append(problem.where()).append('\n');
        if (problem.value() != null) {
            text.append("    Value: \"").append(problem.value()).append("\"\n");
        }
        Origin origin = origin(problem.where());
        if (origin != null) {
            text.append("    Origin: ").append(origin).append('\n');
        }
        return text.append("    Reason: ").append(problem.reason()).toString();
    }

    private @Nullable Origin origin(String where) {
        if (!where.startsWith("fluxion.crons") || !ConfigurationPropertyName.isValid(where.replace('_', '-'))) {
            return null;
        }
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
            var property = source.getConfigurationProperty(ConfigurationPropertyName.adapt(where, '.'));
            if (property != null && property.getOrigin() != null) {
                return property.getOrigin();
            }
        }
        return null;
    }
}
