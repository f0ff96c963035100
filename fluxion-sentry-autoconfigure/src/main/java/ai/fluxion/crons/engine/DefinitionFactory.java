package ai.fluxion.crons.engine;

import ai.fluxion.crons.engine.ScheduleResolver.Resolved;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorDefinition.Origin;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.SentryTranslation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes a definition of a job and of what was declared of it. */
final class DefinitionFactory {

    private final RegistrySettings settings;

    private final DeclarationReader reader;

    private final ScheduleResolver schedules;

    /** Why a family is local only, by its name. */
    private final Map<String, String> localBecause = new ConcurrentHashMap<>();

    DefinitionFactory(RegistrySettings settings, DeclarationReader reader, ScheduleResolver schedules) {
        this.settings = settings;
        this.reader = reader;
        this.schedules = schedules;
    }

    MonitorDefinition create(
            String name, String slug, @Nullable DiscoveredJob job, Declarations declared, Origin origin) {
        Resolved resolved = this.schedules.resolve(job, declared);
        String local = localBecause(job, resolved, origin);
        if (local != null) {
            this.localBecause.put(name, local);
        } else {
            this.localBecause.remove(name);
        }
        Boolean enabled = declared.value(MonitorDeclaration::enabled);
        return new MonitorDefinition(
                slug,
                name,
                null,
                declared.value(MonitorDeclaration::description),
                job != null ? job.job() : null,
                resolved.schedule(),
                resolved.sentry(),
                this.reader.settings(declared, this.settings.defaults()),
                origin,
                enabled == null || enabled,
                local == null);
    }

    @Nullable String localBecause(MonitorDefinition definition) {
        return this.localBecause.get(definition.name());
    }

    private static @Nullable String localBecause(@Nullable DiscoveredJob job, Resolved resolved, Origin origin) {
        Schedule schedule = resolved.schedule();
        SentryTranslation sentry = resolved.sentry();
        if (schedule == null || sentry == null) {
            return job != null && job.scheduled() ? job.note() : null;
        }
        if (schedule.isSubMinute() && origin == Origin.DISCOVERED) {
            return "it runs more often than once a minute; declare it to have it in Sentry";
        }
        if (sentry.schedule() == null) {
            return sentry.note() != null ? sentry.note() : "Sentry has no schedule for it";
        }
        return null;
    }
}
