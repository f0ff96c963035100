package ai.fluxion.crons.engine;

import ai.fluxion.crons.delivery.InterruptedPolicy;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorEvent;
import ai.fluxion.crons.monitor.RunReport;
import ai.fluxion.crons.telemetry.RunScope;
import ai.fluxion.crons.telemetry.RunTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of this process: each becomes events of its monitor's state, and check-ins for delivery.
 *
 * @since 0.1.0
 */
public final class ProcessRunEngine implements RunEngine {

    private static final Logger logger = LoggerFactory.getLogger(ProcessRunEngine.class);

    private final StateKeeper states;

    private final CheckInSubmission submission;

    private final RunTelemetry telemetry;

    private final Clock clock;

    private final OpenRuns open = new OpenRuns();

    /** The newest open check-in made by hand, by slug. */
    private final Map<String, UUID> openByHand = new ConcurrentHashMap<>();

    private volatile @Nullable InterruptedPolicy ending;

    /**
     * @param states what happens goes here
     * @param submission what Sentry is told goes here
     * @param telemetry surrounds the runs
     * @param clock the clock of crons
     */
    public ProcessRunEngine(StateKeeper states, CheckInSubmission submission, RunTelemetry telemetry, Clock clock) {
        this.states = states;
        this.submission = submission;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    @Override
    public ActiveRun open(JobMonitor monitor, @Nullable String key) {
        MonitorDefinition definition = monitor.definition(key);
        UUID id = newId();
        RunScope scope = GuardedScope.guard(() -> this.telemetry.open(definition, id), RunScope.NONE);
        EngineRun run = new EngineRun(monitor, definition, id, now(), scope, this);
        run.begin();
        opened(run);
        return run;
    }

    @Override
    public void skipped(JobMonitor monitor, @Nullable String key, String reason) {
        MonitorDefinition definition = monitor.definition(key);
        record(definition, new MonitorEvent.Skipped(newId(), now(), reason));
    }

    /**
     * Records a check-in that somebody makes by hand. An outcome closes the newest one of the monitor that is open.
     *
     * @param status one that Sentry can be sent
     * @param duration how long it took; {@code null}: unknown
     */
    public void checkIn(MonitorDefinition definition, CheckInStatus status, @Nullable Duration duration) {
        Instant now = now();
        UUID id = newId();
        if (status == CheckInStatus.IN_PROGRESS) {
            this.openByHand.put(definition.slug(), id);
            record(definition, new MonitorEvent.Opened(id, now, RunReport.EMPTY));
            this.submission.submit(definition, id, status, null, null, now);
            return;
        }
        UUID opened = this.openByHand.remove(definition.slug());
        UUID closed = opened != null ? opened : id;
        record(definition, new MonitorEvent.Closed(closed, now, status, duration, RunReport.EMPTY));
        this.submission.submit(definition, closed, status, duration, null, now);
    }

    private void opened(EngineRun run) {
        this.open.add(run);
        String trace = run.traceId();
        MonitorDefinition monitor = run.monitor();
        record(monitor, new MonitorEvent.Opened(run.id(), run.startedAt(), run.report(trace)));
        this.submission.submit(monitor, run.id(), CheckInStatus.IN_PROGRESS, null, trace, run.startedAt());
    }

    void closed(EngineRun run, CheckInStatus status) {
        Instant now = now();
        Duration duration = run.elapsed();
        String trace = run.traceId();
        MonitorDefinition monitor = run.monitor();
        record(monitor, new MonitorEvent.Closed(run.id(), now, status, duration, run.report(trace)));
        this.submission.submit(monitor, run.id(), status, duration, trace, now);
    }

    /** A run has ended, and everything of it is handed over. */
    void gone(EngineRun run) {
        this.open.remove(run);
    }

    Collection<EngineRun> openRuns() {
        return this.open.all();
    }

    /** A run says that it goes on. */
    void alive(EngineRun run, Instant now) {
        run.whileOpen(() -> {
            run.progress().said(now);
            MonitorDefinition monitor = run.monitor();
            record(monitor, new MonitorEvent.Heartbeat(run.id(), now));
            this.submission.submit(monitor, run.id(), CheckInStatus.IN_PROGRESS, run.elapsed(), run.traceId(), now);
        });
    }

    /**
     * Waits for open runs to end.
     *
     * @return whether none is open
     */
    boolean awaitNone(Duration atMost) {
        try {
            return this.open.awaitNone(atMost);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** From now on schedulers may interrupt their jobs: a run that throws for that is as cut off as one that goes on. */
    void leaveInterrupted(InterruptedPolicy policy) {
        this.ending = policy;
    }

    /** Does with the runs that are open what the policy says. */
    void settleOpen(InterruptedPolicy policy) {
        for (EngineRun run : this.open.all()) {
            if (!isLeft(run, policy)) {
                run.interrupt("interrupted: the application stopped");
            } else if (run.abandon()) {
                sayLeft(run);
            }
        }
    }

    /**
     * Whether a run that throws, or is cancelled, is left to the next one, since it is the application's end that interrupts
     * it.
     *
     * @param thrown what it threw; {@code null} if it is cancelled
     */
    boolean leaves(EngineRun run, @Nullable Throwable thrown) {
        InterruptedPolicy policy = this.ending;
        boolean interrupted = thrown == null || Interruption.isCauseOf(thrown);
        boolean left = policy != null && interrupted && isLeft(run, policy);
        if (left) {
            sayLeft(run);
        }
        return left;
    }

    private boolean isLeft(EngineRun run, InterruptedPolicy policy) {
        MonitorDefinition monitor = run.monitor();
        return policy.leavesOpen(run.progress().lastSaid(), now(), monitor.recurrence(), monitor.settings());
    }

    private static void sayLeft(EngineRun run) {
        logger.info(
                "The run of {} is cut off; its next one settles it",
                run.monitor().slug());
    }

    /** To the microsecond, as every store keeps it. */
    private Instant now() {
        return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void record(MonitorDefinition definition, MonitorEvent event) {
        if (definition.enabled()) {
            this.states.record(definition, event);
        }
    }

    /** A random UUID. It has to be unique, not secret: the secure generator would cost the job's thread a microsecond. */
    private static UUID newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long most = (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
        long least = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }
}
