package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.MonitorDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/** Where states are kept beyond the memory that everybody reads, if anywhere, and so where slots are evaluated. */
interface StateBackend {

    void start(MonitorRegistry monitors);

    void stop(Duration timeout);

    /** Takes a change that is in memory already, in the order of its monitor's changes. Does not wait. */
    void add(PendingChange change);

    /**
     * Evaluates what is due. A monitor that fails to evaluate does not keep the others from it.
     *
     * @param back whether the clock went back since the last time
     */
    void tick(Collection<MonitorDefinition> monitors, Instant now, boolean back);

    /**
     * Forgets monitors that are no more, unless others may have them.
     *
     * @param count how many there are
     */
    void forgetAllBut(MonitorRegistry monitors, int count);

    /** The instant to evaluate for. */
    Instant asOf(Instant now);

    /** Whether it has what memory has, as far as is known here. */
    boolean isSettled();
}
