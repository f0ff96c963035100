package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.MonitorSettings;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is configured for all monitors of a process.
 *
 * @param slugPrefix what every slug begins with, or {@code null}
 * @param scheduledJobs which scheduled jobs are monitors
 * @param exclude patterns over {@code package.Class.method}; {@code **} matches any number of segments
 * @param timezone the zone of schedules that come by configuration or annotation without one
 * @param defaults for what nobody declared
 * @param maxMonitors how many monitors may take a seat in Sentry
 * @param maxKeys how many keys of a monitor are known at once
 * @param declarations the monitors of the configuration
 * @since 0.1.0
 */
public record RegistrySettings(
        @Nullable String slugPrefix,
        ScheduledJobs scheduledJobs,
        List<String> exclude,
        ZoneId timezone,
        MonitorSettings defaults,
        int maxMonitors,
        int maxKeys,
        List<MonitorDeclaration> declarations) {

    /** Which scheduled jobs are monitors. */
    public enum ScheduledJobs {
        /** Each. */
        ALL,
        /** Those that carry our annotation, or that the configuration names. */
        DECLARED,
        /** None. */
        NONE
    }
}
