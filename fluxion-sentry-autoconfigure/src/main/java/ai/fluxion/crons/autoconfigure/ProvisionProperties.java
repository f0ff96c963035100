package ai.fluxion.crons.autoconfigure;

import ai.fluxion.crons.provision.AlertTarget;
import ai.fluxion.crons.provision.ProvisioningSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Sentry's Web API, for the commands only.
 *
 * @param token bearer token with the scopes alerts:write and org:write
 * @param org slug of the organization
 * @param project slug of the project
 * @param url where Sentry is
 * @param page who is paged for a monitor without key, as in pagerduty:2345:123456
 * @param channel who is told of every monitor, as in slack:1:#etl
 * @param recommendedAlerts whether the alerts on errors and durations are made
 * @param dashboards whether the dashboards are made
 */
@ConfigurationProperties("fluxion.crons.provision")
record ProvisionProperties(
        @Nullable String token,
        @Nullable String org,
        @Nullable String project,
        @DefaultValue("https://sentry.io") URI url,
        @DefaultValue List<String> page,
        @DefaultValue List<String> channel,
        @DefaultValue("true") boolean recommendedAlerts,
        @DefaultValue("true") boolean dashboards) {

    /** @throws IllegalArgumentException naming what is missing, or what is no target */
    ProvisioningSettings toSettings(String environment, @Nullable String application) {
        List<String> missing = new ArrayList<>();
        String someToken = required("token", this.token, missing);
        String someOrg = required("org", this.org, missing);
        String someProject = required("project", this.project, missing);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    String.join(", ", missing) + (missing.size() == 1 ? " is not set" : " are not set"));
        }
        if (!List.of("https", "http").contains(String.valueOf(this.url.getScheme()))) {
            throw new IllegalArgumentException(
                    "fluxion.crons.provision.url = '%s': write it as https://sentry.io".formatted(this.url));
        }
        return new ProvisioningSettings(
                this.url,
                someToken,
                someOrg,
                someProject,
                environment,
                application,
                targets("page", this.page),
                targets("channel", this.channel),
                this.recommendedAlerts,
                this.dashboards);
    }

    private static String required(String property, @Nullable String value, List<String> missing) {
        if (value == null || value.isBlank()) {
            missing.add("fluxion.crons.provision." + property);
            return "";
        }
        if (value.strip().chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException(
                    "fluxion.crons.provision.%s has a blank or another sign in it that does not belong there"
                            .formatted(property));
        }
        return value.strip();
    }

    private static List<AlertTarget> targets(String property, List<String> texts) {
        try {
            return texts.stream().map(AlertTarget::parse).toList();
        } catch (IllegalArgumentException ex) {
            throw new IllegalArgumentException(
                    "fluxion.crons.provision.%s: %s".formatted(property, ex.getMessage()), ex);
        }
    }
}
