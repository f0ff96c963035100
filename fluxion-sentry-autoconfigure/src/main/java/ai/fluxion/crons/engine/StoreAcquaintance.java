package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorDefinition.Origin;
import ai.fluxion.crons.monitor.MonitorState;
import ai.fluxion.crons.store.MemoryMonitorStore;
import ai.fluxion.crons.store.MonitorKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the application know the monitors that it meets in the store for the first time, and names those that it does not have.
 * Safe for concurrent use.
 */
final class StoreAcquaintance {

    private static final Logger logger = LoggerFactory.getLogger(StoreAcquaintance.class);

    private final StoreMirror mirror;

    private final MemoryMonitorStore local;

    private final String environment;

    /** The slugs in the store that the registry was asked for. */
    private final Set<String> met = new HashSet<>();

    private final List<String> lost = new ArrayList<>();

    StoreAcquaintance(StoreMirror mirror, MemoryMonitorStore local, String environment) {
        this.mirror = mirror;
        this.local = local;
        this.environment = environment;
    }

    /** Asks the application for every monitor that came to the mirror since. */
    synchronized void meet(@Nullable MonitorRegistry registry) {
        if (registry == null || this.met.size() == this.mirror.size()) {
            return;
        }
        for (String slug : this.mirror.slugs()) {
            MonitorState state = this.met.add(slug) ? this.local.find(new MonitorKey(this.environment, slug)) : null;
            if (state != null) {
                MonitorDefinition known = registry.adopt(slug, state.key());
                boolean retired = known != null && !known.enabled() && known.origin() == Origin.AD_HOC;
                if ((known == null || retired) && state.next() != null) {
                    this.lost.add(slug);
                }
            }
        }
    }

    /** Says once of each monitor that the application does not have it. */
    synchronized void nameTheLost() {
        if (!this.lost.isEmpty()) {
            logger.warn(
                    "The store knows {} monitors that this application does not have: {}. They are not missed here, but Sentry goes on to expect them: unless they are another application's, delete them there",
                    this.lost.size(),
                    this.lost);
            this.lost.clear();
        }
    }
}
