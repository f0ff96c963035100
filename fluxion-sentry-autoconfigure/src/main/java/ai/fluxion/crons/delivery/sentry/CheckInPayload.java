package ai.fluxion.crons.delivery.sentry;

import ai.fluxion.crons.delivery.CheckInMessage;
import ai.fluxion.crons.schedule.SentrySchedule;
import io.sentry.CheckIn;
import io.sentry.CheckInStatus;
import io.sentry.MonitorConfig;
import io.sentry.MonitorSchedule;
import io.sentry.protocol.SentryId;
import java.time.Duration;
import java.util.Map;

/** A check-in as the SDK serializes it. */
final class CheckInPayload {

    /** Sentry stores milliseconds in 31 bits. */
    private static final double LONGEST_SECONDS = 2_147_483.647;

    private CheckInPayload() {}

    static CheckIn of(CheckInMessage message) {
        CheckIn checkIn = new CheckIn(new SentryId(message.id()), message.slug(), status(message));
        checkIn.setEnvironment(message.environment());
        if (message.duration() != null) {
            checkIn.setDuration(seconds(message.duration()));
        }
        if (message.traceId() != null) {
            checkIn.getContexts().put("trace", Map.of("trace_id", message.traceId()));
        }
        if (message.config() != null) {
            checkIn.setMonitorConfig(config(message.config()));
        }
        return checkIn;
    }

    private static CheckInStatus status(CheckInMessage message) {
        return switch (message.status()) {
            case IN_PROGRESS -> CheckInStatus.IN_PROGRESS;
            case OK -> CheckInStatus.OK;
            case ERROR -> CheckInStatus.ERROR;
            default -> throw new IllegalArgumentException("No client may send " + message.status());
        };
    }

    private static double seconds(Duration duration) {
        return Math.min(Math.max(duration.toMillis(), 0) / 1000.0, LONGEST_SECONDS);
    }

    /** Everything is set, absent or not: the SDK's constructor fills in {@code sentry.cron.*}. */
    private static MonitorConfig config(ai.fluxion.crons.monitor.MonitorConfig config) {
        MonitorConfig sentry = new MonitorConfig(schedule(config.schedule()));
        sentry.setTimezone(config.timezone() == null ? null : config.timezone().getId());
        sentry.setCheckinMargin(config.checkinMargin());
        sentry.setMaxRuntime(config.maxRuntime());
        sentry.setFailureIssueThreshold((long) config.failureIssueThreshold());
        sentry.setRecoveryThreshold((long) config.recoveryThreshold());
        if (config.owner() != null) {
            // Sentry knows it, the SDK's class does not.
            sentry.setUnknown(Map.of("owner", config.owner()));
        }
        return sentry;
    }

    private static MonitorSchedule schedule(SentrySchedule schedule) {
        if (schedule.type().equals("crontab")) {
            return MonitorSchedule.crontab(schedule.value());
        }
        int blank = schedule.value().indexOf(' ');
        return new MonitorSchedule(
                schedule.type(),
                schedule.value().substring(0, blank),
                schedule.value().substring(blank + 1));
    }
}
