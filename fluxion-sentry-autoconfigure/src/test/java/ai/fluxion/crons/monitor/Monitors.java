package ai.fluxion.crons.monitor;

import ai.fluxion.crons.schedule.Schedule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Definitions for tests. */
public final class Monitors {

    private Monitors() {}

    /** A monitor that this process came to know by its own scheduler. */
    public static MonitorDefinition discovered(String slug, @Nullable Schedule schedule) {
        return of(slug, schedule, settings(1, 30, 1, 1), MonitorDefinition.Origin.DISCOVERED);
    }

    /** A monitor that must report. */
    public static MonitorDefinition declared(String slug, @Nullable Schedule schedule) {
        return of(slug, schedule, settings(1, 30, 1, 1), MonitorDefinition.Origin.DECLARED);
    }

    public static MonitorDefinition of(
            String slug, @Nullable Schedule schedule, MonitorSettings settings, MonitorDefinition.Origin origin) {
        return new MonitorDefinition(
                slug,
                slug,
                null,
                null,
                null,
                schedule,
                schedule == null ? null : schedule.toSentry(),
                settings,
                origin,
                true,
                true);
    }

    public static MonitorDefinition disabled(MonitorDefinition one) {
        return new MonitorDefinition(
                one.slug(),
                one.name(),
                one.key(),
                one.description(),
                one.job(),
                one.schedule(),
                one.sentry(),
                one.settings(),
                one.origin(),
                false,
                one.sent());
    }

    /** Margin and maximum runtime in minutes, then the thresholds. */
    public static MonitorSettings settings(long margin, long maxRuntime, int failures, int recoveries) {
        return new MonitorSettings(
                Duration.ofMinutes(margin), Duration.ofMinutes(maxRuntime), failures, recoveries, null);
    }
}
