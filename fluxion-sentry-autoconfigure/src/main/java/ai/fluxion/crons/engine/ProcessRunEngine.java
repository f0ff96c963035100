package ai.fluxion.crons.engine;

import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.delivery.CheckInMessage;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorConfig;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorEvent;
import ai.fluxion.crons.monitor.RunReport;
import ai.fluxion.crons.telemetry.RunScope;
import ai.fluxion.crons.telemetry.RunTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
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

    private final EngineSettings settings;

    private final StateKeeper states;

    private final CheckInDelivery delivery;

    private final RunTelemetry telemetry;

    private final Clock clock;

    private final OpenRuns open = new OpenRuns();

    private final NextSlots slots = new NextSlots();

    /**
     * @param settings what is configured
     * @param states what happens goes here
     * @param delivery what Sentry is told goes here
     * @param telemetry surrounds the runs
     * @param clock the clock of crons
     */
    public ProcessRunEngine(
            EngineSettings settings,
            StateKeeper states,
            CheckInDelivery delivery,
            RunTelemetry telemetry,
            Clock clock) {
        this.settings = settings;
        this.states = states;
        this.delivery = delivery;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    @Override
    public ActiveRun open(JobMonitor monitor, @Nullable String key) {
        MonitorDefinition definition = monitor.definition(key);
        UUID id = newId();
        RunScope scope = GuardedScope.guard(() -> this.telemetry.open(definition, id), RunScope.NONE);
        EngineRun run = new EngineRun(definition, id, this.clock.instant(), scope, this);
        run.begin();
        opened(run);
        return run;
    }

    @Override
    public void skipped(JobMonitor monitor, @Nullable String key, String reason) {
        MonitorDefinition definition = monitor.definition(key);
        record(definition, new MonitorEvent.Skipped(newId(), this.clock.instant(), reason));
    }

    /**
     * Records a check-in that somebody makes by hand.
     *
     * @param id the check-in's; a known open one is closed
     */
    void checkIn(MonitorDefinition definition, UUID id, CheckInStatus status, @Nullable Duration duration) {
        Instant now = this.clock.instant();
        record(
                definition,
                status == CheckInStatus.IN_PROGRESS
                        ? new MonitorEvent.Opened(id, now, RunReport.EMPTY)
                        : new MonitorEvent.Closed(id, now, status, duration, RunReport.EMPTY));
        submit(definition, id, status, duration, null, now);
    }

    private void opened(EngineRun run) {
        this.open.add(run);
        record(run.monitor(), new MonitorEvent.Opened(run.id(), run.startedAt(), run.report()));
        submit(run.monitor(), run.id(), CheckInStatus.IN_PROGRESS, null, run.traceId(), run.startedAt());
    }

    void closed(EngineRun run, CheckInStatus status) {
        this.open.remove(run);
        Instant now = this.clock.instant();
        Duration duration = run.elapsed();
        record(run.monitor(), new MonitorEvent.Closed(run.id(), now, status, duration, run.report()));
        submit(run.monitor(), run.id(), status, duration, run.traceId(), now);
    }

    private void record(MonitorDefinition definition, MonitorEvent event) {
        if (!definition.enabled()) {
            return;
        }
        try {
            this.states.record(definition, event);
        } catch (RuntimeException ex) {
            logger.warn("What happened to monitor {} is not recorded", definition.slug(), ex);
        }
    }

    private void submit(
            MonitorDefinition definition,
            UUID id,
            CheckInStatus status,
            @Nullable Duration duration,
            @Nullable String traceId,
            Instant now) {
        if (!definition.enabled() || !definition.sent()) {
            return;
        }
        try {
            Instant trueUntil = status.isFinal() ? this.slots.after(definition, now) : null;
            MonitorConfig config = this.settings.upsert() ? definition.config() : null;
            this.delivery.submit(new CheckInMessage(
                    id,
                    definition.slug(),
                    this.settings.environment(),
                    status,
                    duration,
                    traceId,
                    config,
                    now,
                    trueUntil));
        } catch (RuntimeException ex) {
            logger.warn("A check-in of monitor {} is not handed over", definition.slug(), ex);
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
