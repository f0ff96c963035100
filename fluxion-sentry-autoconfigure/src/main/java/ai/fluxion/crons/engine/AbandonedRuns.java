package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorEffect;
import ai.fluxion.crons.monitor.MonitorEvent;
import ai.fluxion.crons.monitor.MonitorState;
import ai.fluxion.crons.monitor.MonitorTransition;
import ai.fluxion.crons.monitor.OpenRun;
import ai.fluxion.crons.monitor.RunReport;
import ai.fluxion.crons.store.SharedMonitorStore;
import ai.fluxion.crons.store.SharedMonitorStore.Committed;
import ai.fluxion.crons.store.SharedMonitorStore.OpenRunOf;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the runs that a process left open when it died. For one thread, which it blocks on I/O. */
final class AbandonedRuns {

    private static final String PROCESS_ENDED = "process ended";

    private static final Logger logger = LoggerFactory.getLogger(AbandonedRuns.class);

    private final SharedMonitorStore store;

    private final String environment;

    private final StoreMirror mirror;

    private final Clock clock;

    private final MonitorTransition transition;

    private final ListenerThread listeners;

    /** What was said already. */
    private final Set<String> refused = new HashSet<>();

    AbandonedRuns(
            SharedMonitorStore store,
            String environment,
            StoreMirror mirror,
            Clock clock,
            MonitorTransition transition,
            ListenerThread listeners) {
        this.store = store;
        this.environment = environment;
        this.mirror = mirror;
        this.clock = clock;
        this.transition = transition;
        this.listeners = listeners;
    }

    /** Ends the runs of a process, and forgets it; not as long as the application does not know one of their monitors. */
    void end(UUID process, @Nullable MonitorRegistry registry) {
        boolean all = true;
        for (OpenRunOf run : this.store.openRuns(this.environment, process)) {
            MonitorDefinition monitor = registry == null ? null : registry.find(run.slug());
            if (monitor == null) {
                all = false;
            } else {
                all &= done(process, run.slug(), () -> end(monitor, run.checkIn()));
            }
        }
        if (all) {
            done(process, "forget", () -> this.store.forget(this.environment, process));
        }
    }

    /** Does what the store may refuse for one monitor's sake: then it is tried again with the next beat. */
    private boolean done(UUID process, String what, Runnable call) {
        try {
            call.run();
            return true;
        } catch (RuntimeException ex) {
            // A store that is away says so now, too.
            this.store.openRuns(this.environment, process);
            if (this.refused.add(process + " " + what)) {
                logger.warn(
                        "The monitor store refuses the end of what process {} left open ({}); others go on",
                        process,
                        what,
                        ex);
            }
            return false;
        }
    }

    private void end(MonitorDefinition monitor, UUID run) {
        Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
        Committed committed = this.mirror.commit(monitor, run, (state, known) -> {
            OpenRun open = state == null ? null : state.open(run);
            RunReport told = open == null ? RunReport.EMPTY : open.report();
            RunReport report = new RunReport(PROCESS_ENDED, told.tags(), told.metrics(), told.steps(), told.traceId());
            return this.transition.apply(
                    monitor,
                    state == null ? MonitorState.initial(monitor.key()) : state,
                    known,
                    new MonitorEvent.Closed(run, now, CheckInStatus.ERROR, null, report));
        });
        this.listeners.tell(monitor, committed.evaluation().effects());
        for (MonitorEffect effect : committed.evaluation().effects()) {
            if (effect instanceof MonitorEffect.Recorded recorded
                    && recorded.checkIn().status() == CheckInStatus.ERROR) {
                this.listeners.tell(listener -> listener.processEnded(monitor, recorded.checkIn()));
            }
        }
    }
}
