package ai.fluxion.crons.delivery;

import java.util.concurrent.ThreadFactory;

/**
 * The private threads of monitoring: none keeps the process alive, each says what it is for, and none has what a job's
 * thread hands down, though most begin in one: who the job is run for is nothing to the listeners that are told of it.
 *
 * @since 0.1.0
 */
public final class DaemonThreads {

    private DaemonThreads() {}

    /**
     * Makes threads of one purpose, which see the classes that their makers see.
     *
     * @param purpose the end of their names
     */
    public static ThreadFactory named(String purpose) {
        return work -> {
            Thread thread = new Thread(null, work, "fluxion-crons-" + purpose, 0, false);
            thread.setDaemon(true);
            // Since Java 19 it is not handed down either.
            thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
            return thread;
        };
    }
}
