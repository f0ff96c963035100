package ai.fluxion.crons.store;

/**
 * Keeps the states and histories of monitors.
 *
 * @since 0.1.0
 */
public interface MonitorStore {}
