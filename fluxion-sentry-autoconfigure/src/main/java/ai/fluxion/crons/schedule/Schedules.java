package ai.fluxion.crons.schedule;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Reads schedules.
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

    /** An interval between runs, at least a minute apart for Sentry. */
    public static Schedule interval(Duration every) {
        return period(Dialect.INTERVAL, every);
    }

    /** {@code @Scheduled(fixedRate)}; {@code Long.MAX_VALUE} milliseconds run once. */
    public static Schedule fixedRate(Duration rate) {
        return period(Dialect.FIXED_RATE, rate);
    }

    /** {@code @Scheduled(fixedDelay)}; {@code Long.MAX_VALUE} milliseconds run once. */
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
     * One schedule for several of one job.
     *
     * @param schedules at least one
     * @return the schedule whose runs are the runs of them all; empty if no crontab expresses it
     */
    public static Optional<Schedule> union(List<Schedule> schedules) {
        return schedules.stream().distinct().count() == 1 ? Optional.of(schedules.get(0)) : Optional.empty();
    }

    private static Schedule period(Dialect dialect, Duration period) {
        return PeriodSchedule.of(dialect, CronText.of(period.toString()), period);
    }
}
