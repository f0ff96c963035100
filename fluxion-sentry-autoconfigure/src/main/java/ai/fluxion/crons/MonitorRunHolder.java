package ai.fluxion.crons;

import org.jspecify.annotations.Nullable;

/**
 * The run of the calling thread, for those that open runs and carry them to other threads. Applications use
 * {@link MonitorRun#current()}.
 *
 * @since 0.1.0
 */
public final class MonitorRunHolder {

    private static final ThreadLocal<@Nullable MonitorRun> CURRENT = new ThreadLocal<>();

    private MonitorRunHolder() {}

    static MonitorRun get() {
        MonitorRun run = CURRENT.get();
        return run != null ? run : NoRun.INSTANCE;
    }

    /**
     * Makes a run the calling thread's.
     *
     * @param run the run; {@code null}: none
     * @return the one before, to be put back; {@code null}: none
     */
    public static @Nullable MonitorRun exchange(@Nullable MonitorRun run) {
        MonitorRun before = CURRENT.get();
        if (run == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(run);
        }
        return before;
    }
}
