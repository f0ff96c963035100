package ai.fluxion.crons.engine;

import ai.fluxion.crons.CronMonitors;
import ai.fluxion.crons.MonitorRun;
import ai.fluxion.crons.monitor.CheckInStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Runs what it is given and monitors nothing, so that code which uses the API works with monitoring switched off.
 *
 * @since 0.1.0
 */
public final class UnmonitoredCronMonitors implements CronMonitors {

    @Override
    public <T extends @Nullable Object, E extends Throwable> T call(String name, @Nullable String key, Call<T, E> call)
            throws E {
        return call.call(MonitorRun.current());
    }

    @Override
    public MonitorRun start(String name, @Nullable String key) {
        return MonitorRun.current();
    }

    @Override
    public void checkIn(String name, @Nullable String key, CheckInStatus status, @Nullable Duration duration) {}
}
