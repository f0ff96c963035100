package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.engine.MonitorConfigurationException;
import ai.fluxion.crons.engine.MonitorConfigurationException.Problem;
import ai.fluxion.crons.engine.MonitorDeclaration;
import ai.fluxion.crons.engine.RegistrySettings;
import ai.fluxion.crons.monitor.EnvironmentName;
import ai.fluxion.crons.monitor.MonitorSettings;
import ai.fluxion.crons.monitor.MonitorSettings.SettingsException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/** From the properties to what the registry is told. */
final class RegistrySettingsFactory {

    private static final Logger logger = LoggerFactory.getLogger(RegistrySettingsFactory.class);

    private static final String PREFIX = "fluxion.crons.";

    /** What Spring Boot leaves out where it compares names, and what it does not. */
    private static final Pattern SIGNS = Pattern.compile("[A-Za-z0-9_-]+");

    private RegistrySettingsFactory() {}

    static RegistrySettings create(CronsProperties properties) {
        Map<String, String> writtenOut = writtenOut(properties.monitors().keySet());
        List<MonitorDeclaration> declarations = properties.monitors().entrySet().stream()
                .filter(entry -> !isOther(entry.getKey(), writtenOut))
                .map(entry -> declaration(entry.getKey(), entry.getValue()))
                .toList();
        return new RegistrySettings(
                properties.slugPrefix(),
                properties.scheduled().monitor(),
                properties.scheduled().exclude(),
                zone(properties.timezone()),
                defaults(properties),
                properties.maxMonitors(),
                properties.maxKeys(),
                declarations);
    }

    /** Names by what Spring Boot compares of them, where that is not all of the name. */
    private static Map<String, String> writtenOut(Set<String> names) {
        Map<String, String> writtenOut = new HashMap<>();
        for (String name : names) {
            String compared = name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
            if (!compared.equals(name) && SIGNS.matcher(name).matches()) {
                writtenOut.putIfAbsent(compared, name);
            }
        }
        return writtenOut;
    }

    /**
     * Whether Spring Boot takes a name for another one, as the {@code etlventas} of an environment variable for {@code
     * etl_ventas}: what is said of one is said of both, and the one that is written out is meant.
     */
    private static boolean isOther(String name, Map<String, String> writtenOut) {
        String meant = writtenOut.get(name);
        if (meant != null) {
            logger.info("{}monitors.{} is taken for {}: Spring Boot does not tell them apart", PREFIX, name, meant);
        }
        return meant != null;
    }

    private static ZoneId zone(@Nullable String timezone) {
        try {
            return timezone != null ? ZoneId.of(timezone) : ZoneId.systemDefault();
        } catch (DateTimeException ex) {
            throw refused(
                    PREFIX + "timezone",
                    timezone,
                    "there is no such time zone",
                    "Write a name of the tz database, as in America/Caracas.");
        }
    }

    private static MonitorSettings defaults(CronsProperties properties) {
        try {
            return new MonitorSettings(
                    properties.checkinMargin(),
                    properties.maxRuntime(),
                    properties.failureIssueThreshold(),
                    properties.recoveryThreshold(),
                    properties.owner());
        } catch (SettingsException ex) {
            throw refused(
                    PREFIX + ex.setting(),
                    String.valueOf(ex.value()),
                    ex.reason(),
                    "Write a value that Sentry accepts.");
        }
    }

    /** @throws MonitorConfigurationException if Sentry would lose the check-ins */
    static String environmentName(CronsProperties properties, Environment environment) {
        String own = properties.environment();
        String property = own != null ? "fluxion.crons.environment" : "sentry.environment";
        String name = own != null ? own : environment.getProperty("sentry.environment");
        try {
            return EnvironmentName.of(name);
        } catch (SettingsException ex) {
            throw refused(property, name, ex.reason(), "Write a shorter, plain name.");
        }
    }

    static MonitorConfigurationException refused(
            String property, @Nullable String value, String reason, String remedy) {
        return new MonitorConfigurationException(List.of(new Problem(property, value, reason, remedy)));
    }

    private static MonitorDeclaration declaration(String name, CronsProperties.Monitor monitor) {
        return new MonitorDeclaration(
                name,
                PREFIX + "monitors." + name,
                monitor.schedule(),
                monitor.timezone(),
                monitor.checkinMargin(),
                monitor.maxRuntime(),
                monitor.failureIssueThreshold(),
                monitor.recoveryThreshold(),
                monitor.owner(),
                monitor.description(),
                monitor.enabled(),
                monitor.method(),
                false,
                monitor.keys());
    }
}
