package ai.fluxion.crons.engine;

import java.time.Duration;

/**
 * What the engine is told once.
 *
 * @param environment the environment of every check-in
 * @param upsert whether check-ins carry the monitor's config
 * @param shutdownTimeout how long the end of the process may take
 * @since 0.1.0
 */
public record EngineSettings(String environment, boolean upsert, Duration shutdownTimeout) {}
