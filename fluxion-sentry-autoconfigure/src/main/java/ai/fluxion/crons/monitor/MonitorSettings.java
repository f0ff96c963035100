package ai.fluxion.crons.monitor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How patient a monitor is, and who owns it. Values are what Sentry accepts; {@link SettingsException} says otherwise.
 *
 * @param checkinMargin how late a run may begin: 1 to 40320 whole minutes
 * @param maxRuntime how long a run may take: 1 to 10080 whole minutes
 * @param failureIssueThreshold failures in a row that open an incident: 1 to 720
 * @param recoveryThreshold successes in a row that resolve it: 1 to 720
 * @param owner {@code team:<slug or id>} or {@code user:<id>}, or {@code null}
 * @since 0.1.0
 */
public record MonitorSettings(
        Duration checkinMargin,
        Duration maxRuntime,
        int failureIssueThreshold,
        int recoveryThreshold,
        @Nullable String owner) {

    /** The defaults of every monitor. */
    public static final MonitorSettings DEFAULTS =
            new MonitorSettings(Duration.ofMinutes(5), Duration.ofHours(3), 1, 1, null);

    public MonitorSettings {
        minutes("checkin-margin", checkinMargin, 40_320);
        minutes("max-runtime", maxRuntime, 10_080);
        threshold("failure-issue-threshold", failureIssueThreshold);
        threshold("recovery-threshold", recoveryThreshold);
        if (owner != null && !owner.matches("team:[A-Za-z0-9_-]+|user:[0-9]+")) {
            throw new SettingsException("owner", owner, "Sentry knows owners as team:<slug or id> or user:<id>");
        }
    }

    private static void minutes(String setting, Duration value, int max) {
        if (value.compareTo(Duration.ofMinutes(1)) < 0 || value.compareTo(Duration.ofMinutes(max)) > 0) {
            throw new SettingsException(setting, value, "Sentry accepts from 1 to %d minutes".formatted(max));
        }
        if (!value.equals(Duration.ofMinutes(value.toMinutes()))) {
            throw new SettingsException(setting, value, "Sentry counts in whole minutes");
        }
    }

    private static void threshold(String setting, int value) {
        if (value < 1 || value > 720) {
            throw new SettingsException(setting, value, "Sentry accepts from 1 to 720");
        }
    }

    /** A value that Sentry would refuse. */
    public static class SettingsException extends IllegalArgumentException {

        private final String setting;

        private final Object value;

        private final String reason;

        SettingsException(String setting, Object value, String reason) {
            super("%s: %s. %s".formatted(setting, value, reason));
            this.setting = setting;
            this.value = value;
            this.reason = reason;
        }

        /** The setting, as the property is called: {@code checkin-margin}. */
        public String setting() {
            return this.setting;
        }

        /** The value that was given. */
        public Object value() {
            return this.value;
        }

        /** Why it cannot be. */
        public String reason() {
            return this.reason;
        }
    }
}
