package ai.fluxion.crons.schedule;

/**
 * A way of writing down a schedule.
 *
 * @since 0.1.0
 */
public enum Dialect {
    /** Spring's six fields, seconds first; day of month AND day of week. */
    SPRING("spring"),
    /** The crontab's five fields. */
    UNIX("unix"),
    /** Quartz's six or seven fields, {@code ?}, Sunday is 1. */
    QUARTZ("quartz"),
    /** Amazon EventBridge's {@code cron(...)} and {@code rate(...)}. */
    EVENTBRIDGE("eventbridge"),
    /** {@code every 6 hours}, or an ISO-8601 duration. */
    INTERVAL("interval"),
    /** {@code @Scheduled(fixedRate)}. */
    FIXED_RATE("fixed-rate"),
    /** {@code @Scheduled(fixedDelay)}. */
    FIXED_DELAY("fixed-delay");

    private final String value;

    Dialect(String value) {
        this.value = value;
    }

    /** What people call it. */
    String label() {
        return switch (this) {
            case SPRING -> "Spring";
            case UNIX -> "Cron";
            case QUARTZ -> "Quartz";
            case EVENTBRIDGE -> "EventBridge";
            case INTERVAL, FIXED_RATE, FIXED_DELAY -> "It";
        };
    }

    /** The name as properties and JSON write it. */
    public String value() {
        return this.value;
    }
}
