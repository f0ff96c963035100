package ai.fluxion.crons.engine;

import java.util.concurrent.ThreadFactory;

/** The private threads of monitoring: none keeps the process alive, and each says what it is for. */
final class DaemonThreads {

    private DaemonThreads() {}

    static ThreadFactory named(String purpose) {
        return work -> {
            Thread thread = new Thread(work, "fluxion-crons-" + purpose);
            thread.setDaemon(true);
            return thread;
        };
    }
}
