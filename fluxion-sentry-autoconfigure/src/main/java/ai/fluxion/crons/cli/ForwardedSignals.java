package ai.fluxion.crons.cli;

import java.io.IOException;
import java.util.List;
import sun.misc.Signal;

/** Passes the signals that end or steer a process on to another one. */
final class ForwardedSignals {

    private static final List<String> NAMES = List.of("TERM", "INT", "HUP", "USR1", "USR2");

    private ForwardedSignals() {}

    /** From now on; this process no longer obeys them itself. */
    static void to(Process process) {
        for (String name : NAMES) {
            try {
                Signal.handle(new Signal(name), signal -> forward(name, process));
            } catch (IllegalArgumentException ex) {
                // The system, or the JVM for its own ends, does not let go of this one.
            }
        }
    }

    private static void forward(String name, Process process) {
        if (name.equals("INT") && System.console() != null) {
            // Ctrl-C: the terminal has told the other process already.
            return;
        }
        try {
            new ProcessBuilder("kill", "-s", name, String.valueOf(process.pid()))
                    .inheritIO()
                    .start();
        } catch (IOException ex) {
            // No such program here: this is TERM on every system.
            process.destroy();
        }
    }
}
