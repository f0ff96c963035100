package ai.fluxion.crons.engine;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody declared of a monitor, by annotation or by property; {@code null} is what was not said.
 *
 * @param name the monitor's name; {@code null}: {@code class-method}
 * @param source where it was said, for messages: a property's prefix with its origin, or a method
 * @param schedule in any dialect
 * @param timezone a zone's id
 * @param checkinMargin how late a run may begin
 * @param maxRuntime how long a run may take
 * @param failureIssueThreshold failures in a row that open an incident
 * @param recoveryThreshold successes in a row that resolve it
 * @param owner {@code team:...} or {@code user:...}
 * @param description for people
 * @param enabled whether it is on
 * @param method {@code package.Class.method} or {@code bean.method}
 * @param keys the keys that must report; empty: those that come
 * @since 0.1.0
 */
public record MonitorDeclaration(
        @Nullable String name,
        String source,
        @Nullable String schedule,
        @Nullable String timezone,
        @Nullable Duration checkinMargin,
        @Nullable Duration maxRuntime,
        @Nullable Integer failureIssueThreshold,
        @Nullable Integer recoveryThreshold,
        @Nullable String owner,
        @Nullable String description,
        @Nullable Boolean enabled,
        @Nullable String method,
        List<String> keys) {}
