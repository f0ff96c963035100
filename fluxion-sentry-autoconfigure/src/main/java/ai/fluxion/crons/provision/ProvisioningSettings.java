package ai.fluxion.crons.provision;

import ai.fluxion.crons.monitor.MonitorSlug;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where Sentry's Web API is, who calls it, and who is to be told of trouble.
 *
 * @param url where Sentry is, without a path: {@code https://sentry.io}
 * @param token a bearer token; what it must be allowed to do stands in {@link SentryApiException}
 * @param organization the organization's slug
 * @param project the project's slug
 * @param environment the environment that alerts watch
 * @param application tells what this application made apart from what others made; {@code null}: all share one mark, and nothing is
 *     pruned
 * @param page who is paged for a monitor without key (a sweep)
 * @param channel who is told of every monitor, a store's too
 * @param recommended whether the alerts on errors and durations are wanted
 * @param dashboards whether the dashboards are wanted
 * @since 0.1.0
 */
public record ProvisioningSettings(
        URI url,
        String token,
        String organization,
        String project,
        String environment,
        @Nullable String application,
        List<AlertTarget> page,
        List<AlertTarget> channel,
        boolean recommended,
        boolean dashboards) {

    /** The monitor that {@code crons test-alert} lets fail; every alert watches it. */
    public static final String TEST_SLUG = "fluxion-crons-test-alert";

    private static final int NAME_LENGTH = 34;

    private static final int HASH_LENGTH = 9;

    public ProvisioningSettings {
        page = List.copyOf(page);
        channel = List.copyOf(channel);
    }

    /** What the names of everything end in that this application made, and of nothing else. */
    String mark() {
        return "[" + owner() + "]";
    }

    /**
     * That of alerts: all projects of an organization have theirs in one list, and each watches one environment. Those of
     * another project or environment are another's.
     */
    String alertMark() {
        return "[%s/%s/%s]".formatted(owner(), distinct(this.project), distinct(this.environment));
    }

    /** Whether its mark is that of every application without a name. */
    boolean isNameless() {
        return name().isEmpty();
    }

    private String owner() {
        return "fluxion-crons" + (isNameless() ? "" : ":" + distinct(name()));
    }

    private String name() {
        return this.application == null ? "" : this.application.strip();
    }

    /** Whatever loses something on the way ends in a hash: the mark decides whose things are deleted. */
    private static String distinct(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9:._-]+", "-");
        if (plain.equals(name) && plain.length() <= NAME_LENGTH) {
            return plain;
        }
        int room = NAME_LENGTH - HASH_LENGTH;
        return MonitorSlug.distinct(plain.length() > room ? plain.substring(0, room) : plain, name);
    }

    /** A name that says who made the thing, cut to what Sentry stores. */
    static String marked(String name, String mark, int maxLength) {
        int room = maxLength - mark.length() - 1;
        return (name.length() > room ? name.substring(0, room) : name) + " " + mark;
    }

    /** Without the token, so that no log shows it. */
    @Override
    public String toString() {
        return "%s/%s at %s (%s)".formatted(this.organization, this.project, this.url, this.environment);
    }
}
