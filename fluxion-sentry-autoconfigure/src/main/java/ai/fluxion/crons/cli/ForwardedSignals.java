package ai.fluxion.crons.cli;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Passes the signals that end or steer a process on to another one, until it is closed. */
final class ForwardedSignals implements AutoCloseable {

    private static final List<String> NAMES = List.of("TERM", "INT", "HUP", "USR1", "USR2");

    private final Map<Object, Object> before = new LinkedHashMap<>();

    private final List<String> early = new ArrayList<>();

    private @Nullable Process process;

    /** From now on this process no longer obeys them itself. */
    ForwardedSignals() {
        for (String name : NAMES) {
            try {
                Object signal = Class.forName("sun.misc.Signal")
                        .getConstructor(String.class)
                        .newInstance(name);
                Object handler = handle(signal, handler(name));
                if (handler != null) {
                    this.before.put(signal, handler);
                }
            } catch (ReflectiveOperationException ex) {
                // The system, or the JVM for its own ends, does not let go of this one.
            }
        }
    }

    /** Those that came already, too. */
    synchronized void to(Process receiver) {
        this.process = receiver;
        this.early.forEach(name -> send(name, receiver));
    }

    private synchronized void received(String name) {
        if (this.process == null) {
            this.early.add(name);
        } else if (!(name.equals("INT") && isInForeground())) {
            send(name, this.process);
        }
    }

    /**
     * Of a terminal, which tells Ctrl-C to the other process itself, also where the output goes into a pipe. What is sent to
     * this process alone looks the same: of the two mistakes, twice is the worse one.
     */
    private static boolean isInForeground() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            // Behind the name in brackets: state, parent, process group, session, terminal, the group in its
            // foreground.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[2].equals(fields[5]);
        } catch (IOException | IndexOutOfBoundsException ex) {
            // Not Linux.
            return System.console() != null;
        }
    }

    /** Java has one way to see a signal, {@code sun.misc.Signal}, which compilers warn of. */
    private static @Nullable Object handle(Object signal, Object handler) throws ReflectiveOperationException {
        return signal.getClass()
                .getMethod("handle", signal.getClass(), Class.forName("sun.misc.SignalHandler"))
                .invoke(null, signal, handler);
    }

    private Object handler(String name) throws ClassNotFoundException {
        Class<?> type = Class.forName("sun.misc.SignalHandler");
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) {
                received(name);
                return null;
            }
            return method.getName().equals("equals") ? proxy == arguments[0] : name.hashCode();
        });
    }

    @Override
    public void close() {
        this.before.forEach((signal, handler) -> {
            try {
                handle(signal, handler);
            } catch (ReflectiveOperationException ex) {
                // As above.
            }
        });
    }

    private static void send(String name, Process process) {
        if (!process.isAlive()) {
            return;
        }
        try {
            // Every shell has it built in; slim images have no program of that name.
            new ProcessBuilder("/bin/sh", "-c", "kill -s \"$0\" \"$1\"", name, String.valueOf(process.pid()))
                    .inheritIO()
                    .start();
        } catch (IOException ex) {
            // No shell either: this is TERM on every system, which none of the others may become.
            if (!name.startsWith("USR")) {
                process.destroy();
            }
        }
    }
}
