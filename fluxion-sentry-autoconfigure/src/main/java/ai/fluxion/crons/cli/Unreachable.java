package ai.fluxion.crons.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** Why a call did not get through, in the words of people. */
final class Unreachable {

    private Unreachable() {}

    static String because(IOException ex) {
        if (ex instanceof HttpConnectTimeoutException) {
            return "no connection in time; a firewall or a proxy on the way?";
        }
        if (ex instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        if (ex instanceof SSLException) {
            return "TLS: " + ex.getMessage();
        }
        if (ex instanceof ConnectException) {
            return isUnresolved(ex) ? "there is no such host (DNS)" : "the connection is refused";
        }
        return ex.getMessage() == null ? ex.toString() : ex.getMessage();
    }

    private static boolean isUnresolved(Throwable ex) {
        return ex instanceof UnresolvedAddressException || (ex.getCause() != null && isUnresolved(ex.getCause()));
    }
}
