package ai.fluxion.crons.delivery;

import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorConfig;
import ai.fluxion.crons.schedule.SentrySchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Check-ins to deliver. */
public final class CheckIns {

    public static final Instant EPOCH = Instant.parse("2026-11-02T06:00:00Z");

    public static final MonitorConfig CONFIG = new MonitorConfig(
            new Schedule("crontab", "0 2 * * *"), ZoneId.of("America/Caracas"), 30, 180, 1, 1, "team:datos");

    private CheckIns() {}

    public static CheckInMessage start(UUID run, String slug) {
        return new CheckInMessage(
                run, slug, "production", CheckInStatus.IN_PROGRESS, null, "0".repeat(31) + "1", CONFIG, EPOCH, null);
    }

    public static CheckInMessage close(UUID run, String slug, CheckInStatus status) {
        return close(run, slug, status, EPOCH.plus(Duration.ofDays(1)));
    }

    public static CheckInMessage close(UUID run, String slug, CheckInStatus status, @Nullable Instant trueUntil) {
        return new CheckInMessage(
                run,
                slug,
                "production",
                status,
                Duration.ofMillis(12_500),
                "0".repeat(31) + "1",
                CONFIG,
                EPOCH,
                trueUntil);
    }

    public record Schedule(String type, String value) implements SentrySchedule {

        @Override
        public @Nullable Instant next(Instant reference) {
            return null;
        }

        @Override
        public @Nullable Instant previous(Instant anchor, Instant before) {
            return null;
        }
    }
}
