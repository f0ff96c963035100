package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.engine.MonitorConfigurationException;
import org.springframework.core.env.Environment;

/**
 * What ahead-of-time processing has decided. Conditions are evaluated when an application is built; a property that says
 * another thing when it runs would be ignored without a word.
 */
final class AheadOfTime {

    private AheadOfTime() {}

    /** @throws MonitorConfigurationException if monitoring is to be another thing than it is, or nobody can tell */
    static void checkEnabled(Environment environment, boolean decided) {
        String property = "fluxion.crons.enabled";
        String enabled = environment.getProperty(property, "true");
        if (enabled.equalsIgnoreCase(String.valueOf(decided))) {
            return;
        }
        if (!enabled.equalsIgnoreCase(String.valueOf(!decided))) {
            throw RegistrySettingsFactory.refused(
                    property, enabled, "it is neither true nor false", "Write true or false.");
        }
        throw decided(property, enabled);
    }

    static MonitorConfigurationException decided(String property, String value) {
        return RegistrySettingsFactory.refused(
                property,
                value,
                "The application was processed ahead of time with another value",
                "Process the application with this value, or start it with -Dspring.aot.enabled=false.");
    }
}
