package ai.fluxion.crons.monitor;

import org.jspecify.annotations.Nullable;

/**
 * The names of environments that Sentry accepts. A check-in with any other is lost there.
 *
 * @since 0.1.0
 */
public final class EnvironmentName {

    /** What Sentry takes an empty name for. */
    public static final String DEFAULT = "production";

    private static final int MAX_LENGTH = 64;

    private EnvironmentName() {}

    /**
     * The name as Sentry keeps it.
     *
     * @param name at most 64 characters, without line breaks and {@code /}; {@code null} or empty: {@value #DEFAULT}
     * @throws MonitorSettings.SettingsException if Sentry would lose the check-in
     */
    public static String of(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return DEFAULT;
        }
        if (name.length() > MAX_LENGTH) {
            throw new MonitorSettings.SettingsException(
                    "environment", name, "Sentry accepts at most %d characters".formatted(MAX_LENGTH));
        }
        if (name.chars().anyMatch(c -> c == '\n' || c == '\r' || c == '\f' || c == '/')) {
            throw new MonitorSettings.SettingsException(
                    "environment", name, "Sentry accepts no line break, form feed or '/' in it");
        }
        return name;
    }
}
