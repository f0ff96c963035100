package ai.fluxion.crons.actuate;

import ai.fluxion.crons.actuate.MonitorDescriptor.CheckInDescriptor;
import ai.fluxion.crons.actuate.MonitorDescriptor.DurationsDescriptor;
import ai.fluxion.crons.actuate.MonitorDescriptor.HistoryDescriptor;
import ai.fluxion.crons.actuate.MonitorDescriptor.IncidentDescriptor;
import ai.fluxion.crons.actuate.MonitorDescriptor.ScheduleDescriptor;
import ai.fluxion.crons.actuate.MonitorDescriptor.SentryDescriptor;
import ai.fluxion.crons.actuate.MonitorDescriptor.StatsDescriptor;
import ai.fluxion.crons.actuate.MonitorDescriptor.StepDescriptor;
import ai.fluxion.crons.engine.MonitorStatistics;
import ai.fluxion.crons.engine.MonitorView;
import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.Incident;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorState;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.SentryInterval;
import ai.fluxion.crons.schedule.SentrySchedule;
import ai.fluxion.crons.schedule.SentryTranslation;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** From the domain to what the endpoint serves. */
final class MonitorDescriptors {

    private MonitorDescriptors() {}

    static MonitorDescriptor describe(MonitorDefinition monitor, MonitorView view) {
        MonitorState state = view.state();
        return new MonitorDescriptor(
                monitor.slug(),
                monitor.name(),
                monitor.key(),
                monitor.description(),
                monitor.job(),
                view.status().value(),
                view.running(),
                schedule(monitor),
                monitor.settings().checkinMargin(),
                monitor.settings().maxRuntime(),
                monitor.settings().failureIssueThreshold(),
                monitor.settings().recoveryThreshold(),
                monitor.settings().owner(),
                checkIn(view.lastCheckIn()),
                state.next(),
                state.nextLatest(),
                incident(state.incident()),
                stats(view.statistics()));
    }

    private static @Nullable ScheduleDescriptor schedule(MonitorDefinition monitor) {
        Schedule schedule = monitor.schedule();
        SentryTranslation sentry = monitor.sentry();
        if (schedule == null || sentry == null) {
            return null;
        }
        ZoneId zone = schedule.zone();
        return new ScheduleDescriptor(
                schedule.text(),
                schedule.dialect().value(),
                zone != null ? zone.getId() : null,
                schedule.describe(Locale.ENGLISH),
                monitor.sent() ? sentry(sentry.schedule()) : null,
                sentry.exact(),
                monitor.isNoteworthy() ? sentry.note() : null);
    }

    private static @Nullable SentryDescriptor sentry(@Nullable SentrySchedule schedule) {
        if (schedule == null) {
            return null;
        }
        return schedule instanceof SentryInterval interval
                ? new SentryDescriptor(
                        schedule.type(), interval.amount(), interval.unit().value())
                : new SentryDescriptor(schedule.type(), schedule.value(), null);
    }

    private static @Nullable CheckInDescriptor checkIn(@Nullable CheckIn checkIn) {
        if (checkIn == null) {
            return null;
        }
        return new CheckInDescriptor(
                checkIn.id().toString(),
                checkIn.status().value(),
                checkIn.startedAt(),
                checkIn.finishedAt(),
                seconds(checkIn.duration()),
                checkIn.report().message());
    }

    static HistoryDescriptor history(CheckIn checkIn) {
        return new HistoryDescriptor(
                checkIn.id().toString(),
                checkIn.status().value(),
                checkIn.startedAt(),
                checkIn.finishedAt(),
                seconds(checkIn.duration()),
                checkIn.report().message(),
                checkIn.expectedAt(),
                checkIn.report().tags(),
                checkIn.report().metrics(),
                checkIn.report().steps().stream()
                        .map(step ->
                                new StepDescriptor(step.name(), step.duration().toNanos() / 1e9, step.ok()))
                        .toList(),
                checkIn.report().traceId());
    }

    private static @Nullable IncidentDescriptor incident(@Nullable Incident incident) {
        return incident != null ? new IncidentDescriptor(incident.startedAt(), incident.failures()) : null;
    }

    private static StatsDescriptor stats(MonitorStatistics statistics) {
        return new StatsDescriptor(
                statistics.runs(),
                statistics.ok(),
                statistics.error(),
                statistics.missed(),
                statistics.timeout(),
                statistics.skipped(),
                statistics.successRate(),
                new DurationsDescriptor(
                        seconds(statistics.p50()), seconds(statistics.p95()), seconds(statistics.max())),
                statistics.lastSuccess());
    }

    private static @Nullable Double seconds(@Nullable Duration duration) {
        return duration != null ? duration.toNanos() / 1e9 : null;
    }
}
