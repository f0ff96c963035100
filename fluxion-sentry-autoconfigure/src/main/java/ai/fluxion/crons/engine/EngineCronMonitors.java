package ai.fluxion.crons.engine;

import ai.fluxion.crons.CronMonitors;
import ai.fluxion.crons.MonitorRun;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorDefinition;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * The API for applications, on the engine.
 *
 * @since 0.1.0
 */
public final class EngineCronMonitors implements CronMonitors {

    /** The longest that Sentry accepts, to the millisecond; stores know no end of some that are longer by far. */
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    private final MonitorRegistry registry;

    private final ProcessRunEngine engine;

    /**
     * @param registry the monitors
     * @param engine where runs are opened
     */
    public EngineCronMonitors(MonitorRegistry registry, ProcessRunEngine engine) {
        this.registry = registry;
        this.engine = engine;
    }

    @Override
    public <T extends @Nullable Object, E extends Throwable> T call(String name, @Nullable String key, Call<T, E> call)
            throws E {
        ActiveRun run = this.engine.open(this.registry.named(name), key);
        T result;
        try {
            result = call.call(run);
        } catch (Throwable ex) {
            run.end(ex);
            throw ex;
        }
        Completion.of(result, run::detach, run::end);
        return result;
    }

    @Override
    public MonitorRun start(String name, @Nullable String key) {
        return this.engine.open(this.registry.named(name), key);
    }

    @Override
    public void checkIn(String name, @Nullable String key, CheckInStatus status, @Nullable Duration duration) {
        Assert.isTrue(status.isSendable(), () -> "a check-in is in_progress, ok or error, not " + status.value());
        Assert.isTrue(duration == null || !duration.isNegative(), () -> "the duration is negative: " + duration);
        MonitorDefinition definition = this.registry.named(name).definition(key);
        Duration took = duration != null && duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
        this.engine.checkIn(definition, status, took);
    }
}
