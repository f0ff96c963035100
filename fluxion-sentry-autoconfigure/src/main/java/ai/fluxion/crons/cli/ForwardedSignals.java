package ai.fluxion.crons.cli;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;

/** Passes the signals that end or steer a process on to another one. */
final class ForwardedSignals {

    private static final List<String> NAMES = List.of("TERM", "INT", "HUP", "USR1", "USR2");

    private ForwardedSignals() {}

    /** From now on; this process no longer obeys them itself. */
    static void to(Process process) {
        for (String name : NAMES) {
            try {
                handle(name, () -> forward(name, process));
            } catch (ReflectiveOperationException ex) {
                // The system, or the JVM for its own ends, does not let go of this one.
            }
        }
    }

    /** Java has one way to see a signal, {@code sun.misc.Signal}, which compilers warn of. */
    private static void handle(String name, Runnable action) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object forwarding = Proxy.newProxyInstance(
                ForwardedSignals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        action.run();
                        return null;
                    }
                    return method.getName().equals("equals") ? proxy == arguments[0] : name.hashCode();
                });
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), forwarding);
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
