package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.MonitorSlug;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody declared of a monitor, by annotation or by property; {@code null} is what was not said.
 *
 * @param name the monitor's name; {@code null}: {@code class-method}
 * @param source where it was said, for messages: a property's prefix, or {@code @CronMonitor on com.x.Ventas.historico}
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
 * @param keyed whether its runs have keys: the family itself is no monitor then
 * @param keys the keys that must report; empty: those that come
 * @param slug what the monitor is called in Sentry already: neither prefix nor spelling of ours; {@code null}: made of the
 *     name
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
        boolean keyed,
        List<String> keys,
        @Nullable String slug) {

    public MonitorDeclaration {
        keys = List.copyOf(keys);
    }

    /** Without a slug of its own. */
    public MonitorDeclaration(
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
            boolean keyed,
            List<String> keys) {
        this(
                name,
                source,
                schedule,
                timezone,
                checkinMargin,
                maxRuntime,
                failureIssueThreshold,
                recoveryThreshold,
                owner,
                description,
                enabled,
                method,
                keyed,
                keys,
                null);
    }

    /**
     * What is said of a monitor by what Sentry's SDK reads: its slug only.
     *
     * @param slug as the SDK sends it
     * @return {@code null} if nothing is left of it
     */
    public static @Nullable MonitorDeclaration ofSentrys(String slug, String source) {
        String kept = MonitorSlug.ofSentrys(slug);
        return kept == null
                ? null
                : new MonitorDeclaration(
                        kept, source, null, null, null, null, null, null, null, null, null, null, false, List.of(),
                        kept);
    }

    /**
     * Where one of its parts was said, for messages.
     *
     * @param setting the part as its property is called: {@code checkin-margin}
     */
    public String where(String setting) {
        if (!this.source.startsWith("@")) {
            return this.source + "." + setting;
        }
        StringBuilder attribute = new StringBuilder();
        for (String word : setting.split("-", -1)) {
            attribute.append(attribute.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return attribute + " of " + this.source;
    }
}
