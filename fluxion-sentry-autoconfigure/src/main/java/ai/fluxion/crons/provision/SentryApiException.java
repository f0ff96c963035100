package ai.fluxion.crons.provision;

/**
 * Sentry's Web API refused, or did not answer. The message says what was asked, what came back, and what to do.
 *
 * @since 0.1.0
 */
public class SentryApiException extends RuntimeException {

    private final int status;

    SentryApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    SentryApiException(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
    }

    /** The HTTP status; 0 if nothing came back. */
    public int status() {
        return this.status;
    }

    static SentryApiException of(int status, String method, String path, String body, ProvisioningSettings settings) {
        return new SentryApiException(
                status,
                "%s %s: %d. %s"
                        .formatted(method, path, status, answered(because(status, method, path, settings), body)));
    }

    private static String because(int status, String method, String path, ProvisioningSettings settings) {
        return switch (status) {
            case 400 -> "Sentry does not accept the request; what it answers says why.";
            case 401 ->
                "The token is not valid (any more), or belongs to another Sentry than %s: fluxion.crons.provision.token."
                        .formatted(settings.url());
            case 403 ->
                "The token may not do this. It needs the scope %s, and its owner access to the project %s."
                        .formatted(scope(method, path), settings.project());
            case 404 ->
                ("There is no organization '%s', or no project '%s' in it, or the token cannot see them:"
                                + " fluxion.crons.provision.org and .project are slugs, as in the address of Sentry's pages.")
                        .formatted(settings.organization(), settings.project());
            case 409 -> "It exists already under this name.";
            case 429 -> "Too many requests, also after waiting. Try again in some minutes; what was done stays done.";
            default ->
                status >= 500
                        ? "Sentry has trouble of its own (status.sentry.io). Try again later; what was done stays done."
                        : "That was not expected.";
        };
    }

    private static String scope(String method, String path) {
        if (path.contains("/dashboards/")) {
            return method.equals("GET") ? "org:read" : "org:write";
        }
        return method.equals("GET") ? "alerts:read (or org:read)" : "alerts:write (or org:write)";
    }

    private static String answered(String because, String body) {
        String text = body.strip();
        if (text.isEmpty()) {
            return because;
        }
        return "%s It answered: %s".formatted(because, text.length() > 500 ? text.substring(0, 500) + "..." : text);
    }
}
