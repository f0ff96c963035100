package ai.fluxion.crons.cli;

import ai.fluxion.crons.engine.ApplicationMonitorRegistry;
import ai.fluxion.crons.engine.MonitorConfigurationException.Problem;
import ai.fluxion.crons.engine.StoredMonitors;
import ai.fluxion.crons.provision.ProvisioningSettings;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the commands know of the application, which does not run.
 *
 * @param registry its monitors, settled
 * @param problems what is declared and cannot be: the application would not start; empty if nothing is wrong
 * @param unknownKeys why the keys of a bean are not known, by the name of the bean: monitors are missing; empty if all are
 *     known
 * @param environment the environment of its check-ins
 * @param timezone the zone of schedules without one
 * @param maxMonitors the seats that it may take in Sentry
 * @param shutdownTimeout how long it takes to stop
 * @param states where states are read from; {@code null} if only the running application can tell them
 * @param statesNote whose states these are, or why there are none, for people
 * @param ingest where check-ins go
 * @param provisioning Sentry's Web API; fails with an {@link IllegalArgumentException} that names the property that is
 *     missing or wrong
 * @param clock the time
 * @param locale the language of people
 * @param streams what the commands read and write
 * @since 0.1.0
 */
public record CommandContext(
        ApplicationMonitorRegistry registry,
        List<Problem> problems,
        Map<String, String> unknownKeys,
        String environment,
        ZoneId timezone,
        int maxMonitors,
        Duration shutdownTimeout,
        @Nullable StoredMonitors states,
        String statesNote,
        Ingest ingest,
        Supplier<ProvisioningSettings> provisioning,
        Clock clock,
        Locale locale,
        Streams streams) {

    public CommandContext {
        problems = List.copyOf(problems);
        unknownKeys = Collections.unmodifiableMap(new LinkedHashMap<>(unknownKeys));
    }

    /**
     * Where check-ins go.
     *
     * @param dsn of a project; {@code null} if nobody said
     * @param upsert whether they bring the monitor along
     * @param switchedOff the property by which the application sends none; {@code null} if it does
     */
    public record Ingest(@Nullable String dsn, boolean upsert, @Nullable String switchedOff) {}

    /**
     * What the commands read and write.
     *
     * @param in the answers of a person
     * @param out results
     * @param err everything else
     * @param colors whether results may be coloured
     */
    public record Streams(InputStream in, PrintStream out, PrintStream err, boolean colors) {}
}
