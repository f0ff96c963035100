package ai.fluxion.crons.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A monitor and its state. Instants are UTC; durations of runs are seconds, settings ISO-8601.
 *
 * @since 0.1.0
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MonitorDescriptor(
        String slug,
        String name,
        @Nullable String key,
        @Nullable String description,
        @Nullable String job,
        String status,
        int running,
        @Nullable ScheduleDescriptor schedule,
        Duration checkinMargin,
        Duration maxRuntime,
        int failureIssueThreshold,
        int recoveryThreshold,
        @Nullable String owner,
        @Nullable CheckInDescriptor lastCheckIn,
        @Nullable Instant nextCheckIn,
        @Nullable Instant nextCheckInLatest,
        @Nullable IncidentDescriptor incident,
        StatsDescriptor stats) {

    /** When it is due, in the words of its declaration, of a person and of Sentry. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record ScheduleDescriptor(
            String declared,
            String dialect,
            @Nullable String timezone,
            String description,
            @Nullable SentryDescriptor sentry,
            boolean exact,
            @Nullable String note) {}

    /** What Sentry is told: a crontab's text, or an interval's number with its {@code unit}. */
    public record SentryDescriptor(
            String type, Object value, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String unit) {}

    /** A check-in. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record CheckInDescriptor(
            String id,
            String status,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Double duration,
            @Nullable String message) {}

    /** An open incident. */
    public record IncidentDescriptor(Instant startedAt, int failures) {}

    /** The retained history in numbers. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record StatsDescriptor(
            int runs,
            int ok,
            int error,
            int missed,
            int timeout,
            int skipped,
            @Nullable Double successRate,
            DurationsDescriptor duration,
            @Nullable Instant lastSuccess) {}

    /** How long runs took, in seconds. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record DurationsDescriptor(@Nullable Double p50, @Nullable Double p95, @Nullable Double max) {}

    /**
     * A monitor with its history, newest first.
     *
     * @param monitor the monitor; its fields stand beside the history
     * @param history its check-ins
     */
    public record WithHistory(@JsonUnwrapped MonitorDescriptor monitor, List<HistoryDescriptor> history)
            implements OperationResponseBody {}

    /** A check-in of the history. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record HistoryDescriptor(
            String id,
            String status,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Double duration,
            @Nullable String message,
            @Nullable Instant expectedAt,
            Map<String, String> tags,
            Map<String, Number> metrics,
            List<StepDescriptor> steps,
            @Nullable String traceId) {}

    /** A part of a run; its duration in seconds. */
    public record StepDescriptor(String name, double duration, boolean ok) {}
}
