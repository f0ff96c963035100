package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.engine.MonitorConfigurationException;
import ai.fluxion.crons.engine.MonitorConfigurationException.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConverterNotFoundException;
import org.springframework.core.env.Environment;

/**
 * Says what is wrong with a monitor that has a text, or nothing, where its properties belong. Spring Boot's own analysis,
 * which comes later, knows that there is no converter, and neither the name as it is written nor what to do.
 */
@Order(0)
final class UnreadableMonitorFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private static final ConfigurationPropertyName MONITORS = ConfigurationPropertyName.of("fluxion.crons.monitors");

    private final MonitorConfigurationFailureAnalyzer words;

    UnreadableMonitorFailureAnalyzer(Environment environment) {
        this.words = new MonitorConfigurationFailureAnalyzer(environment);
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        Problem problem = problem(cause);
        return problem == null
                ? null
                : this.words.analyze(rootFailure, new MonitorConfigurationException(List.of(problem)));
    }

    /** {@code null} if it is something else that cannot be read. */
    static @Nullable Problem problem(BindException failure) {
        ConfigurationPropertyName name = failure.getName();
        boolean monitor = MONITORS.equals(name) || MONITORS.isParentOf(name);
        if (!monitor || !(failure.getCause() instanceof ConverterNotFoundException)) {
            return null;
        }
        ConfigurationProperty property = failure.getProperty();
        return new Problem(
                MONITORS.equals(name) || name.isLastElementIndexed()
                        ? name.toString()
                        : MONITORS + "." + name.getLastElement(Form.ORIGINAL),
                property == null ? null : String.valueOf(property.getValue()),
                "a monitor is a name with its properties below it, and there are none",
                "Write them below its name, as in schedule: '0 0 2 * * *', or take the name out.");
    }
}
