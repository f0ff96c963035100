package ai.fluxion.crons.schedule;

/**
 * A dialect that schedules are written in, for a system that runs them.
 *
 * @since 0.1.0
 */
public enum ScheduleTarget {
    /** The five fields of cron, without anything that only Sentry's library knows. */
    UNIX,
    /** Spring's six fields. */
    SPRING,
    /** Quartz's six or seven fields. */
    QUARTZ,
    /** EventBridge's {@code cron(...)} or {@code rate(...)}; the zone goes beside it. */
    EVENTBRIDGE,
    /** The {@code schedule} of a Kubernetes CronJob; the zone goes into its {@code timeZone}. */
    KUBERNETES
}
