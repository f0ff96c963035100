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

    private static final int LAST_PORT = 65_535;

    /** @throws CommandFailure if there is none, or it is none */
    static SentryDsn of(@Nullable String dsn) {
        if (dsn == null || dsn.isBlank()) {
            throw new CommandFailure(Said.of("dsn.none"));
        }
        try {
            return of(URI.create(dsn.strip()));
        } catch (IllegalArgumentException ex) {
            throw wrong();
        }
    }

    private static SentryDsn of(URI uri) {
        String path = Objects.requireNonNullElse(uri.getRawPath(), "");
        int slash = path.lastIndexOf('/');
        String key = uri.getUserInfo();
        boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        boolean there = uri.getHost() != null && uri.getPort() <= LAST_PORT;
        if (!http || !there || key == null || !key.matches("[!-~]+") || slash < 0 || slash == path.length() - 1) {
            throw wrong();
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        URI base = URI.create(uri.getScheme() + "://" + uri.getHost() + port + path.substring(0, slash + 1));
        return new SentryDsn(key.split(":", -1)[0], base, path.substring(slash + 1));
    }

    private static CommandFailure wrong() {
        return new CommandFailure(Said.of("dsn.wrong"));
    }

    URI envelope() {
        return this.base.resolve("api/" + this.project + "/envelope/");
    }
}
