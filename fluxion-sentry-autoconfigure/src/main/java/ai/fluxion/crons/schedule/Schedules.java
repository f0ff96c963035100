package ai.fluxion.crons.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Reads, joins, compares and writes schedules. Pure and safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class Schedules {

    private Schedules() {}

    /**
     * Reads a schedule of any dialect.
     *
     * @param text the schedule
     * @param defaultZone the zone of its fields, if it has any
     * @throws InvalidScheduleException if it is none, or if its dialect cannot be told
     */
    public static Schedule parse(String text, ZoneId defaultZone) {
        return ScheduleReader.read(text, defaultZone);
    }

    /**
     * A Spring cron, as {@code @Scheduled(cron)} has it; {@code -} is disabled.
     *
     * @throws InvalidScheduleException if Spring would refuse it
     */
    public static Schedule spring(String cron, ZoneId zone) {
        return ScheduleReader.spring(CronText.of(cron).trimmed(), zone);
    }

    /**
     * A crontab of five fields, as cron, Kubernetes and Sentry read it.
     *
     * @throws InvalidScheduleException if cron would refuse it
     */
    public static Schedule unix(String crontab, ZoneId zone) {
        return ScheduleReader.unix(CronText.of(crontab).trimmed(), zone);
    }

    /**
     * A Quartz cron of six or seven fields.
     *
     * @throws InvalidScheduleException if Quartz would refuse it, or would not do what it says
     */
    public static Schedule quartz(String cron, ZoneId zone) {
        return ScheduleReader.quartz(CronText.of(cron).trimmed(), zone);
    }

    /**
     * An expression of EventBridge, {@code cron(...)} or {@code rate(...)}.
     *
     * @throws InvalidScheduleException if EventBridge would refuse it
     */
    public static Schedule eventBridge(String expression, ZoneId zone) {
        return ScheduleReader.eventBridge(CronText.of(expression).trimmed(), zone);
    }

    /**
     * An interval, counted from the last run.
     *
     * @throws InvalidScheduleException if it is not positive
     */
    public static Schedule interval(Duration every) {
        return period(Dialect.INTERVAL, every);
    }

    /**
     * {@code @Scheduled(fixedRate)}; {@code Long.MAX_VALUE} milliseconds run once.
     *
     * @throws InvalidScheduleException if it is not positive
     */
    public static Schedule fixedRate(Duration rate) {
        return period(Dialect.FIXED_RATE, rate);
    }

    /**
     * {@code @Scheduled(fixedDelay)}; {@code Long.MAX_VALUE} milliseconds run once.
     *
     * @throws InvalidScheduleException if it is not positive
     */
    public static Schedule fixedDelay(Duration delay) {
        return period(Dialect.FIXED_DELAY, delay);
    }

    /**
     * {@code @Scheduled(fixedRateString)}: a number of units, {@code 15s}, {@code 1h30m} or {@code PT10M}.
     *
     * @throws InvalidScheduleException if Spring would refuse it
     */
    public static Schedule fixedRate(String rate, TimeUnit unit) {
        return PeriodSchedule.of(Dialect.FIXED_RATE, CronText.of(rate), unit.toChronoUnit());
    }

    /**
     * {@code @Scheduled(fixedDelayString)}: a number of units, {@code 15s}, {@code 1h30m} or {@code PT10M}.
     *
     * @throws InvalidScheduleException if Spring would refuse it
     */
    public static Schedule fixedDelay(String delay, TimeUnit unit) {
        return PeriodSchedule.of(Dialect.FIXED_DELAY, CronText.of(delay), unit.toChronoUnit());
    }

    /**
     * The one schedule that several of one job amount to.
     *
     * @return empty if no single crontab says all of them
     */
    public static Optional<Schedule> union(List<Schedule> schedules) {
        return UnionSchedule.of(schedules);
    }

    /**
     * A schedule in the words of another system, exactly or refused. Exactly means the same days and times of the day; an
     * hour that the clock skips or repeats each system serves in its own way.
     */
    public static WrittenSchedule write(Schedule schedule, ScheduleTarget target) {
        return ScheduleWriter.write(schedule, target);
    }

    /**
     * The local dates on which Sentry expects other runs than the scheduler makes, because the clock changes.
     *
     * @param told what Sentry is told of the schedule
     * @param from the first instant that is compared
     * @param to the first that is not any more; two years later is a good one
     * @return the dates in order; none if Sentry is told exactly, no crontab, or that of another schedule
     */
    public static List<LocalDate> differencesFromSentry(
            Schedule schedule, SentryTranslation told, Instant from, Instant to) {
        if (schedule instanceof CronSchedule cron
                && !told.exact()
                && told.schedule() instanceof SentryCrontab crontab
                && crontab.fields().sameMinutesAs(cron.fields())) {
            return List.copyOf(ClockChanges.of(cron.zone().getRules(), from, to).differences(cron, crontab));
        }
        return List.of();
    }

    /**
     * How a declared schedule contradicts the one that a scheduler has: by the minute, however either is written, and
     * apart from what each does with an hour that the clock skips or repeats.
     *
     * @param from where the comparison begins
     * @return empty if they are the same
     */
    public static Optional<ScheduleDifference> difference(Schedule declared, Schedule actual, Instant from) {
        return ScheduleComparison.difference(declared, actual, from);
    }

    /**
     * The same fields in another zone.
     *
     * @return the very schedule if it has no fields (an interval)
     */
    public static Schedule inZone(Schedule schedule, ZoneId zone) {
        return schedule instanceof CronSchedule cron ? cron.in(zone) : schedule;
    }

    private static Schedule period(Dialect dialect, Duration period) {
        return PeriodSchedule.of(dialect, CronText.of(period.toString()), period);
    }
}
