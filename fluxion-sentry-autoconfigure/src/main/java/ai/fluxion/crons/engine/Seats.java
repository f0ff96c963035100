package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorDefinition.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The seats in Sentry, which are paid for: who has one. Whoever has one keeps it, also a monitor whose job is gone: it is in
 * Sentry until somebody deletes it there. Only what never came to be gives it back.
 */
final class Seats {

    private static final Logger logger = LoggerFactory.getLogger(Seats.class);

    private static final int SHOWN = 20;

    private final int max;

    private final Set<String> taken = new HashSet<>();

    private final AtomicBoolean warned = new AtomicBoolean();

    Seats(int max) {
        this.max = max;
    }

    /**
     * Gives the seats out at the start: declared monitors first, then by slug, so that a deploy changes nothing.
     *
     * @param definitions by slug
     */
    synchronized void allot(Collection<MonitorDefinition> definitions) {
        List<String> wanting = new ArrayList<>();
        List<String> discovered = new ArrayList<>();
        for (MonitorDefinition definition : definitions) {
            if (definition.enabled() && definition.sent()) {
                (definition.origin() == Origin.DECLARED ? wanting : discovered).add(definition.slug());
            }
        }
        wanting.addAll(discovered);
        int seated = Math.min(wanting.size(), this.max);
        this.taken.addAll(wanting.subList(0, seated));
        if (wanting.size() > this.max) {
            logger.warn(
                    "{} monitors want a seat in Sentry, fluxion.crons.max-monitors is {}; local only: {}",
                    wanting.size(),
                    this.max,
                    shown(wanting.subList(seated, wanting.size())));
        }
    }

    /** A line that a person can read; all of them are in the local view. */
    private static String shown(List<String> unseated) {
        int more = unseated.size() - SHOWN;
        return String.join(", ", more > 0 ? unseated.subList(0, SHOWN) : unseated)
                + (more > 0 ? " and %d more (/actuator/monitors)".formatted(more) : "");
    }

    /** Keeps a definition sent only if it has a seat. */
    synchronized MonitorDefinition seated(MonitorDefinition definition) {
        return definition.sent() && !this.taken.contains(definition.slug()) ? definition.withSent(false) : definition;
    }

    /** Asks for a seat for a monitor that comes to be at run time. */
    synchronized MonitorDefinition admit(MonitorDefinition definition) {
        if (!definition.sent() || !definition.enabled() || this.taken.contains(definition.slug())) {
            return definition;
        }
        if (this.taken.size() < this.max) {
            this.taken.add(definition.slug());
            return definition;
        }
        if (this.warned.compareAndSet(false, true)) {
            logger.warn(
                    "All {} seats in Sentry are taken: {} and every further monitor is local only"
                            + " (fluxion.crons.max-monitors)",
                    this.max,
                    definition.slug());
        }
        return definition.withSent(false);
    }

    /** Nothing was ever told of it: it is not in Sentry. */
    synchronized void release(MonitorDefinition unused) {
        this.taken.remove(unused.slug());
    }

    synchronized int taken() {
        return this.taken.size();
    }
}
