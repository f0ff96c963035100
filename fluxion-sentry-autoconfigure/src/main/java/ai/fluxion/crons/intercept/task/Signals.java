package ai.fluxion.crons.intercept.task;

import org.jspecify.annotations.Nullable;

/** Tells whether a signal ends this process. Handling it ourselves would change who else does. */
final class Signals {

    private Signals() {}

    /**
     * The signal that the JVM is exiting for: its handler's thread lives until the process ends.
     *
     * @return {@code SIGTERM} and the like, or {@code null}
     */
    static @Nullable String received() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("SIG") && name.endsWith(" handler"))
                .map(name -> name.substring(0, name.indexOf(' ')))
                .findFirst()
                .orElse(null);
    }
}
