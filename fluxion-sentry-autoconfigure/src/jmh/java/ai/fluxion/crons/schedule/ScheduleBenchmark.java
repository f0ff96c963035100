package ai.fluxion.crons.schedule;

import ai.fluxion.crons.benchmark.Versus;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.scheduling.support.CronExpression;

/** What reading, translating and computing next times cost beside Spring's own {@link CronExpression}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class ScheduleBenchmark {

    private static final Instant START = Instant.parse("2026-01-01T10:11:12Z");

    @Param({"0 0 2 * * *", "0 */5 * * * *", "0 30 8-18/2 * * MON-FRI", "0 0 0 29 2 MON"})
    public String cron;

    @Param({"UTC", "Europe/Madrid"})
    public String zone;

    private ZoneId zoneId;

    private CronExpression spring;

    private Schedule schedule;

    private SentrySchedule sentry;

    /** Reads once what the measurements use. */
    @Setup
    public void read() {
        this.zoneId = ZoneId.of(this.zone);
        this.spring = CronExpression.parse(this.cron);
        this.schedule = Schedules.spring(this.cron, this.zoneId);
        SentrySchedule told = this.schedule.toSentry().schedule();
        this.sentry = told == null ? SentryInterval.of(1, SentryInterval.Unit.DAY) : told;
    }

    /** The yardstick. */
    @Benchmark
    public @Nullable Object springNext() {
        return this.spring.next(START.atZone(this.zoneId));
    }

    /** The next run. */
    @Benchmark
    @Versus("springNext")
    public @Nullable Instant scheduleNext() {
        return this.schedule.next(START);
    }

    /** The run before. */
    @Benchmark
    @Versus("springNext")
    public @Nullable Instant schedulePrevious() {
        return this.schedule.previous(START, START);
    }

    /** Sentry's next slot. */
    @Benchmark
    @Versus("springNext")
    public @Nullable Instant sentryNext() {
        return this.sentry.next(START);
    }

    /** The yardstick of reading. */
    @Benchmark
    public CronExpression springParse() {
        return CronExpression.parse(this.cron);
    }

    /** Reading. */
    @Benchmark
    @Versus("springParse")
    public Schedule scheduleParse() {
        return Schedules.spring(this.cron, this.zoneId);
    }

    /** Translating. */
    @Benchmark
    @Versus("springParse")
    public SentryTranslation toSentry() {
        return this.schedule.toSentry();
    }
}
