package ai.fluxion.crons;

import java.util.Collection;

/**
 * Says which keys of a monitor must report, as {@code fluxion.crons.monitors.<name>.keys} does, for applications that
 * know them already: a bean of this type makes a new store a new monitor without a second list. Several beans add up.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MonitorKeys {

    /**
     * The keys of a monitor that must report. Asked once: when the application starts, on the thread that starts it, and for
     * a monitor that is first named at run time soon afterwards, on a thread of its own. A bean that throws is asked again
     * on that thread every minute until it answers; meanwhile the monitor has the keys that others name, and those that
     * report.
     *
     * @param monitor the monitor's name, as declared
     * @return the keys; empty for a monitor that this knows nothing of
     */
    Collection<String> keysOf(String monitor);
}
