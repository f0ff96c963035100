package ai.fluxion.crons.engine;

import ai.fluxion.crons.delivery.CheckInDelivery;
import ai.fluxion.crons.delivery.CheckInMessage;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorConfig;
import ai.fluxion.crons.monitor.MonitorDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes check-ins for Sentry and hands them over.
 *
 * @since 0.1.0
 */
public final class CheckInSubmission {

    private static final Logger logger = LoggerFactory.getLogger(CheckInSubmission.class);

    private final EngineSettings settings;

    private final CheckInDelivery delivery;

    private final NextSlots slots = new NextSlots();

    /**
     * @param settings what is configured
     * @param delivery where check-ins go
     */
    public CheckInSubmission(EngineSettings settings, CheckInDelivery delivery) {
        this.settings = settings;
        this.delivery = delivery;
    }

    /**
     * The id by which Sentry is to know a check-in that is made of a slot, and so the same everywhere: Sentry takes an id
     * for that of one environment of one project, and drops it in any other.
     */
    UUID ownId(UUID id) {
        String name = id + "@" + this.settings.environment() + "@" + this.settings.dsn();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** Hands a check-in over, if Sentry is to hear of its monitor. Neither blocks nor throws. */
    void submit(
            MonitorDefinition monitor,
            UUID id,
            CheckInStatus status,
            @Nullable Duration duration,
            @Nullable String traceId,
            Instant now) {
        if (!monitor.enabled() || !monitor.sent()) {
            return;
        }
        try {
            Instant trueUntil = status.isFinal() ? this.slots.after(monitor, now) : null;
            MonitorConfig config = this.settings.upsert() ? monitor.config() : null;
            this.delivery.submit(new CheckInMessage(
                    id,
                    monitor.slug(),
                    this.settings.environment(),
                    status,
                    duration,
                    traceId,
                    config,
                    now,
                    trueUntil));
        } catch (RuntimeException ex) {
            logger.warn("A check-in of monitor {} is not handed over", monitor.slug(), ex);
        }
    }
}
