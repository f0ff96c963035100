package ai.fluxion.crons.intercept;

import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.Schedules;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.util.StringUtils;
import org.springframework.util.StringValueResolver;

/**
 * When one {@code @Scheduled} is due.
 *
 * @param schedule when; {@code null} if it runs once, or if it cannot be told
 * @param note why there is no schedule, or {@code null}
 * @param disabled whether it never runs ({@code -})
 */
record ScheduledTiming(@Nullable Schedule schedule, @Nullable String note, boolean disabled) {

    /** {@code Long.MAX_VALUE} in any unit is how {@code @Scheduled} says once. */
    private static final Duration ONCE = Duration.ofDays(36_500);

    private static final ScheduledTiming DISABLED = new ScheduledTiming(null, null, true);

    private static final ScheduledTiming RUNS_ONCE = new ScheduledTiming(null, "it runs once", false);

    /**
     * Reads an annotation that Spring has accepted, as Spring reads it.
     *
     * @param zoneOfScheduler the zone of the scheduler of a qualifier, for a cron that names none
     */
    static ScheduledTiming of(
            Scheduled scheduled, StringValueResolver resolver, Function<String, ZoneId> zoneOfScheduler) {
        try {
            return new Reader(scheduled, resolver).read(zoneOfScheduler);
        } catch (RuntimeException unreadable) {
            return new ScheduledTiming(null, "its schedule cannot be told: " + unreadable.getMessage(), false);
        }
    }

    private static ScheduledTiming recurring(Duration period, Function<Duration, Schedule> schedule) {
        return period.compareTo(ONCE) >= 0 ? RUNS_ONCE : new ScheduledTiming(schedule.apply(period), null, false);
    }

    private record Reader(Scheduled scheduled, StringValueResolver resolver) {

        ScheduledTiming read(Function<String, ZoneId> zoneOfScheduler) {
            String cron = resolve(this.scheduled.cron());
            if (StringUtils.hasLength(cron)) {
                return cron.equals(Scheduled.CRON_DISABLED) ? DISABLED : cron(cron, zoneOfScheduler);
            }
            Duration delay = period(this.scheduled.fixedDelay(), this.scheduled.fixedDelayString());
            if (delay != null) {
                return recurring(delay, Schedules::fixedDelay);
            }
            Duration rate = period(this.scheduled.fixedRate(), this.scheduled.fixedRateString());
            return rate != null ? recurring(rate, Schedules::fixedRate) : RUNS_ONCE;
        }

        private ScheduledTiming cron(String cron, Function<String, ZoneId> zoneOfScheduler) {
            String zone = resolve(this.scheduled.zone());
            ZoneId zoneId = StringUtils.hasText(zone)
                    ? StringUtils.parseTimeZoneString(zone).toZoneId()
                    : zoneOfScheduler.apply(resolve(this.scheduled.scheduler()));
            return new ScheduledTiming(Schedules.spring(cron, zoneId), null, false);
        }

        private @Nullable Duration period(long value, String text) {
            TimeUnit unit = this.scheduled.timeUnit();
            if (value >= 0) {
                return Duration.of(value, unit.toChronoUnit());
            }
            String resolved = resolve(text);
            return StringUtils.hasLength(resolved)
                    ? DurationFormatterUtils.detectAndParse(
                            resolved, DurationFormat.Unit.fromChronoUnit(unit.toChronoUnit()))
                    : null;
        }

        private String resolve(String text) {
            String resolved = StringUtils.hasText(text) ? this.resolver.resolveStringValue(text) : "";
            return resolved != null ? resolved : "";
        }
    }
}
