package ai.fluxion.crons.schedule;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

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
        CronText text = CronText.of(cron).trimmed();
        return text.text().equals("-")
                ? new DisabledSchedule(zone)
                : new SpringSchedule(text.text(), SpringSyntax.read(text), zone);
    }

    /**
     * A crontab of five fields.
     *
     * @throws InvalidScheduleException if cron would refuse it
     */
    public static Schedule unix(String crontab, ZoneId zone) {
        SentryCrontab slots = SentryCrontab.of(crontab, zone);
        return new UnixSchedule(crontab.strip(), CrontabSyntax.read(crontab), slots, zone);
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
     * One schedule for several of one job.
     *
     * @param schedules at least one
     * @return the schedule whose runs are the runs of them all; empty if no crontab expresses it
     */
    public static Optional<Schedule> union(List<Schedule> schedules) {
        return schedules.stream().distinct().count() == 1 ? Optional.of(schedules.get(0)) : Optional.empty();
    }

    private static Schedule period(Dialect dialect, Duration period) {
        if (period.isZero() || period.isNegative()) {
            throw new InvalidScheduleException(
                    period.toString(), 0, "a period must be longer than nothing", "Write a duration such as PT10M.");
        }
        return new PeriodSchedule(period.toString(), dialect, period);
    }
}
