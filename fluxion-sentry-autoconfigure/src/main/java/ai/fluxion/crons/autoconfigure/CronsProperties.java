package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.delivery.HeartbeatPolicy;
import ai.fluxion.crons.delivery.InterruptedPolicy;
import ai.fluxion.crons.engine.RegistrySettings.ScheduledJobs;
import ai.fluxion.crons.store.jdbc.SchemaInitialization;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * Monitors of scheduled jobs.
 *
 * @param enabled whether jobs are monitored at all
 * @param environment environment of every check-in; sentry.environment by default, else production
 * @param slugPrefix what every slug begins with, for several applications in one Sentry project
 * @param scheduled scheduled jobs
 * @param timezone zone of schedules given by configuration or annotation without one; the JVM's by default. Never that of
 *     a job which this process schedules
 * @param checkinMargin how late a run may begin; a bare number is minutes
 * @param maxRuntime how long a run may take; a bare number is minutes
 * @param failureIssueThreshold failures in a row that open an incident
 * @param recoveryThreshold successes in a row that resolve an incident
 * @param owner owner of every monitor, as team:slug or user:id
 * @param maxMonitors how many monitors may take a seat in Sentry; those beyond are local only
 * @param maxKeys how many dynamic keys of a monitor are known at once
 * @param monitors monitors by name
 * @param task this process as a whole
 * @param delivery check-ins on their way to Sentry
 * @param store states and histories
 * @param health health
 * @param upsert whether check-ins create and update the monitors in Sentry
 * @param tracesSampleRate share of runs that may become transactions, from 0 to 1; independent of
 *     sentry.traces-sample-rate, which governs HTTP
 * @param captureExceptions whether the failure of a run becomes a Sentry error
 */
@ConfigurationProperties("fluxion.crons")
public record CronsProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String environment,
        @Nullable String slugPrefix,
        @DefaultValue Scheduled scheduled,
        @Nullable String timezone,
        @DefaultValue("5m") @DurationUnit(ChronoUnit.MINUTES) Duration checkinMargin,
        @DefaultValue("3h") @DurationUnit(ChronoUnit.MINUTES) Duration maxRuntime,
        @DefaultValue("1") int failureIssueThreshold,
        @DefaultValue("1") int recoveryThreshold,
        @Nullable String owner,
        @DefaultValue("50") int maxMonitors,
        @DefaultValue("1000") int maxKeys,
        @DefaultValue Map<String, Monitor> monitors,
        @DefaultValue Task task,
        @DefaultValue Delivery delivery,
        @DefaultValue Store store,
        @DefaultValue Health health,
        @DefaultValue("true") boolean upsert,
        @DefaultValue("1.0") double tracesSampleRate,
        @DefaultValue("true") boolean captureExceptions) {

    public CronsProperties {
        atLeast("fluxion.crons.max-monitors", maxMonitors, 0);
        atLeast("fluxion.crons.max-keys", maxKeys, 1);
        if (!(tracesSampleRate >= 0 && tracesSampleRate <= 1)) {
            throw new IllegalArgumentException(
                    "fluxion.crons.traces-sample-rate is %s; write a number from 0 to 1".formatted(tracesSampleRate));
        }
    }

    private static void atLeast(String property, long value, long min) {
        if (value < min) {
            throw new IllegalArgumentException("%s is %d; write %d or more".formatted(property, value, min));
        }
    }

    private static void positive(String property, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("%s is %s; write a duration above zero".formatted(property, value));
        }
    }

    /**
     * Scheduled jobs.
     *
     * @param monitor which scheduled methods are monitors
     * @param exclude patterns over package.Class.method of scheduled methods that are no monitors
     */
    public record Scheduled(
            @DefaultValue("all") ScheduledJobs monitor, @DefaultValue("org.springframework.**") List<String> exclude) {}

    /**
     * A monitor.
     *
     * @param schedule when it is due, as a Spring cron, a crontab, a Quartz or EventBridge expression, or as in "every 6
     *     hours"
     * @param timezone zone of the schedule
     * @param checkinMargin how late a run may begin; a bare number is minutes
     * @param maxRuntime how long a run may take; a bare number is minutes
     * @param failureIssueThreshold failures in a row that open an incident
     * @param recoveryThreshold successes in a row that resolve an incident
     * @param owner owner, as team:slug or user:id
     * @param description what it does, for people
     * @param enabled whether it is on
     * @param method the job that it watches, as package.Class.method or bean.method
     * @param keys the keys that must report
     */
    public record Monitor(
            @Nullable String schedule,
            @Nullable String timezone,
            @Nullable @DurationUnit(ChronoUnit.MINUTES) Duration checkinMargin,
            @Nullable @DurationUnit(ChronoUnit.MINUTES) Duration maxRuntime,
            @Nullable Integer failureIssueThreshold,
            @Nullable Integer recoveryThreshold,
            @Nullable String owner,
            @Nullable String description,
            @Nullable Boolean enabled,
            @Nullable String method,
            @DefaultValue List<String> keys) {}

    /**
     * This process as a whole.
     *
     * @param monitor the monitor whose one run this process is, as the task of an ECS schedule or of a Kubernetes CronJob;
     *     blank is none
     */
    public record Task(@Nullable String monitor) {}

    /**
     * Check-ins on their way to Sentry.
     *
     * @param capacity how many check-ins may wait; beyond, the least telling ones are dropped
     * @param timeout how long Sentry may take to answer
     * @param shutdownTimeout how long the end of the process may take for open runs and pending check-ins
     * @param heartbeat when a run that goes on says so: auto (after each slot that it outlives, until its max-runtime),
     *     off, a period such as 5m, or progress (only while run.progress grows)
     * @param interrupted what becomes of a run that a shutdown cuts off: auto leaves it open if its next slot comes before
     *     its timeout, error never does
     */
    public record Delivery(
            @DefaultValue("10000") int capacity,
            @DefaultValue("5s") Duration timeout,
            @DefaultValue("5s") Duration shutdownTimeout,
            @DefaultValue("auto") String heartbeat,
            @DefaultValue("auto") InterruptedPolicy interrupted) {

        public Delivery {
            try {
                HeartbeatPolicy.parse(heartbeat);
            } catch (IllegalArgumentException ex) {
                // Without its cause, which Spring Boot would show instead.
                throw new IllegalArgumentException("fluxion.crons.delivery.heartbeat: " + ex.getMessage());
            }
            atLeast("fluxion.crons.delivery.capacity", capacity, 1);
            positive("fluxion.crons.delivery.timeout", timeout);
            positive("fluxion.crons.delivery.shutdown-timeout", shutdownTimeout);
        }
    }

    /**
     * States and histories.
     *
     * @param type where they are kept: memory, or jdbc, which outlives the process and which replicas share
     * @param history check-ins kept of each monitor
     * @param retention how long check-ins are kept; a bare number is days
     * @param lease how long a process may be silent until the runs that it has open count as ended; a bare number is
     *     minutes
     * @param jdbc the database
     */
    public record Store(
            @DefaultValue("memory") StoreType type,
            @DefaultValue("100") int history,
            @DefaultValue("90d") @DurationUnit(ChronoUnit.DAYS) Duration retention,
            @DefaultValue("2m") @DurationUnit(ChronoUnit.MINUTES) Duration lease,
            @DefaultValue Jdbc jdbc) {

        public Store {
            positive("fluxion.crons.store.retention", retention);
            positive("fluxion.crons.store.lease", lease);
            atLeast("fluxion.crons.store.history", history, 1);
        }

        /**
         * The database.
         *
         * @param initializeSchema whether tables are made: always, embedded (in a database in memory only), or never
         */
        public record Jdbc(@DefaultValue("embedded") SchemaInitialization initializeSchema) {}
    }

    /** Where states are kept. */
    public enum StoreType {
        /** In this process. */
        MEMORY,
        /** In a database. */
        JDBC
    }

    /**
     * Health.
     *
     * @param incidentStatus what health says while a monitor has an open incident
     */
    public record Health(@DefaultValue("DEGRADED") String incidentStatus) {}
}
