package ai.fluxion.crons.intercept;

import ai.fluxion.crons.engine.MonitorConfigurationException;
import java.util.List;

/**
 * An attribute of {@code @CronMonitor} that cannot be read. It stops the start: somebody declared it.
 *
 * @since 0.1.0
 */
public class InvalidCronMonitorException extends MonitorConfigurationException {

    /**
     * @param method {@code package.Class.method}
     * @param attribute the annotation's attribute
     * @param value what it says, after placeholders
     * @param remedy what to write instead
     */
    public InvalidCronMonitorException(String method, String attribute, String value, String remedy) {
        super(List.of(
                new Problem(attribute + " of @CronMonitor on " + method, value, "it cannot be read", remedy)));
    }
}
