package ai.fluxion.crons.engine;

import ai.fluxion.crons.delivery.HeartbeatPolicy;
import ai.fluxion.crons.delivery.InterruptedPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the engine is told once.
 *
 * @param environment the environment of every check-in
 * @param dsn the project that check-ins go to, as far as is known; {@code null}: not known
 * @param upsert whether check-ins carry the monitor's config
 * @param shutdownTimeout how long the end of the process may take
 * @param heartbeat when a run that goes on says so
 * @param interrupted what becomes of a run that the end of the process cuts off
 * @since 0.1.0
 */
public record EngineSettings(
        String environment,
        @Nullable String dsn,
        boolean upsert,
        Duration shutdownTimeout,
        HeartbeatPolicy heartbeat,
        InterruptedPolicy interrupted) {}
