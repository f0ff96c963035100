package ai.fluxion.crons.cli;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where check-ins go: {@code https://<key>@<host>/<project>}.
 *
 * @param key the public key
 * @param base where the API is, up to the project
 * @param project the project's number
 */
record SentryDsn(String key, URI base, String project) {

    /** @throws CommandFailure if there is none, or it is none */
    static SentryDsn of(@Nullable String dsn) {
        if (dsn == null || dsn.isBlank()) {
            throw new CommandFailure("There is no DSN: sentry.dsn, or SENTRY_DSN in the environment.");
        }
        URI uri;
        try {
            uri = URI.create(dsn.strip());
        } catch (IllegalArgumentException ex) {
            throw wrong();
        }
        String path = Objects.requireNonNullElse(uri.getPath(), "");
        int slash = path.lastIndexOf('/');
        String key = uri.getUserInfo();
        if (uri.getHost() == null || key == null || slash < 0 || slash == path.length() - 1) {
            throw wrong();
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        URI base = URI.create(uri.getScheme() + "://" + uri.getHost() + port + path.substring(0, slash + 1));
        return new SentryDsn(key.split(":", -1)[0], base, path.substring(slash + 1));
    }

    private static CommandFailure wrong() {
        return new CommandFailure(
                "The DSN is none; it looks like https://<key>@<host>/<project>, and Sentry shows it under"
                        + " Settings, Projects, Client Keys.");
    }

    URI envelope() {
        return this.base.resolve("api/" + this.project + "/envelope/");
    }
}
