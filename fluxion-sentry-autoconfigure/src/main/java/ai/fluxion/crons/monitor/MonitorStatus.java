package ai.fluxion.crons.monitor;

import java.util.Locale;

/**
 * The status of a monitor in one environment.
 *
 * @since 0.1.0
 */
public enum MonitorStatus {
    /** Nothing is decided yet. */
    ACTIVE,
    /** The last thing that was decided is good. */
    OK,
    /** It was missed, timed out or failed. */
    ERROR,
    /** It is switched off. */
    DISABLED;

    private final String value = name().toLowerCase(Locale.ROOT);

    /** The status as the endpoint writes it. */
    public String value() {
        return this.value;
    }
}
