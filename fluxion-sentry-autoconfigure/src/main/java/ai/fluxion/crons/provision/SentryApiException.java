package ai.fluxion.crons.provision;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Sentry's Web API refused, or did not answer. The message says what was asked, what came back, and what to do.
 *
 * @since 0.1.0
 */
public class SentryApiException extends RuntimeException {

    /** The path of one monitor, and of what it has. */
    static final Pattern ONE_MONITOR = Pattern.compile("monitors/([^/?]+)/");

    private final int status;

    SentryApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    SentryApiException(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
    }

    private SentryApiException(String message, SentryApiException cause) {
        super(message, cause);
        this.status = cause.status;
    }

    /** The same, with what it is about: {@code monitor etl-x}. */
    SentryApiException of(String what) {
        return new SentryApiException(what + ": " + getMessage(), this);
    }

    /** The HTTP status; 0 if nothing came back. */
    public int status() {
        return this.status;
    }

    /** Why a call did not get through, in the words of people. */
    public static String because(IOException ex) {
        if (ex instanceof HttpConnectTimeoutException) {
            return "no connection in time; a firewall or a proxy on the way?";
        }
        if (ex instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        if (ex instanceof SSLException) {
            return "TLS: %s".formatted(ex.getMessage());
        }
        if (ex instanceof ConnectException) {
            return isUnresolved(ex) ? "there is no such host (DNS)" : "the connection is refused";
        }
        return ex.getMessage() == null ? ex.toString() : ex.getMessage();
    }

    private static boolean isUnresolved(Throwable ex) {
        return ex instanceof UnresolvedAddressException || (ex.getCause() != null && isUnresolved(ex.getCause()));
    }

    static SentryApiException of(int status, String method, String path, String body, ProvisioningSettings settings) {
        return new SentryApiException(
                status,
                "%s %s: %d. %s"
                        .formatted(method, path, status, answered(because(status, method, path, settings), body)));
    }

    private static String because(int status, String method, String path, ProvisioningSettings settings) {
        return switch (status) {
            case 301, 302, 303, 307, 308 ->
                "%s sends elsewhere: fluxion.crons.provision.url is to be where Sentry itself answers (https, no other name of it)."
                        .formatted(settings.url());
            case 400 -> "Sentry does not accept the request; what it answers says why.";
            case 401 ->
                "The token is not valid (any more), or belongs to another Sentry than %s: fluxion.crons.provision.token."
                        .formatted(settings.url());
            case 403 ->
                "The token may not do this. It needs the scope %s, and its owner access to the project %s."
                        .formatted(scope(method, path), settings.project());
            case 404 -> missing(path, settings);
            case 409 -> "It exists already under this name.";
            case 429 -> "Too many requests, also after waiting. Try again in some minutes; what was done stays done.";
            default ->
                status >= 500
                        ? "Sentry has trouble of its own (status.sentry.io). Try again later; what was done stays done."
                        : "That was not expected.";
        };
    }

    private static String missing(String path, ProvisioningSettings settings) {
        Matcher monitor = ONE_MONITOR.matcher(path);
        return monitor.lookingAt()
                ? "Sentry has no monitor '%s' in the project '%s', or the token cannot see it."
                        .formatted(monitor.group(1), settings.project())
                : ("There is no organization '%s', or no project '%s' in it, or the token cannot see them:"
                                + " fluxion.crons.provision.org and .project are slugs, as in the address of Sentry's pages.")
                        .formatted(settings.organization(), settings.project());
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
