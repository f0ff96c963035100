package ai.fluxion.crons.monitor;

import ai.fluxion.crons.schedule.SentrySchedule;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What Sentry is told of a monitor with a check-in ({@code monitor_config}).
 *
 * @param schedule the schedule, in Sentry's words
 * @param timezone the zone of a crontab; {@code null} for intervals, which Sentry would count in wall-clock steps
 * @param checkinMargin whole minutes
 * @param maxRuntime whole minutes
 * @param failureIssueThreshold failures in a row
 * @param recoveryThreshold successes in a row
 * @param owner {@code team:...} or {@code user:...}, or {@code null}
 * @since 0.1.0
 */
public record MonitorConfig(
        SentrySchedule schedule,
        @Nullable ZoneId timezone,
        long checkinMargin,
        long maxRuntime,
        int failureIssueThreshold,
        int recoveryThreshold,
        @Nullable String owner) {

    static MonitorConfig of(SentrySchedule sentry, MonitorSettings settings) {
        return new MonitorConfig(
                sentry,
                sentry.zone(),
                settings.checkinMargin().toMinutes(),
                settings.maxRuntime().toMinutes(),
                settings.failureIssueThreshold(),
                settings.recoveryThreshold(),
                settings.owner());
    }
}
