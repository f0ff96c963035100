package ai.fluxion.crons.export;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorDefinition.Origin;
import ai.fluxion.crons.monitor.MonitorSettings;
import ai.fluxion.crons.monitor.MonitorSlug;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Monitors to write templates of. */
final class Monitors {

    static final ZoneId CARACAS = ZoneId.of("America/Caracas");

    static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");

    private Monitors() {}

    static MonitorDefinition unix(String name, String crontab) {
        return of(name, Schedules.unix(crontab, CARACAS));
    }

    static MonitorDefinition of(String name, Schedule schedule) {
        return of(MonitorSlug.of(name, null, null), name, "Lo que hace \"" + name + "\"", schedule);
    }

    static MonitorDefinition of(String slug, String name, String description, Schedule schedule) {
        return new MonitorDefinition(
                slug,
                name,
                null,
                description,
                null,
                schedule,
                schedule.toSentry(),
                new MonitorSettings(Duration.ofMinutes(30), Duration.ofHours(3), 1, 1, null),
                Origin.DECLARED,
                true,
                true);
    }
}
