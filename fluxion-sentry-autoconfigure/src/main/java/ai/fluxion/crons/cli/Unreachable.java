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

    static Said because(IOException ex) {
        if (ex instanceof HttpConnectTimeoutException) {
            return Said.of("unreachable.connect");
        }
        if (ex instanceof HttpTimeoutException) {
            return Said.of("unreachable.answer");
        }
        if (ex instanceof SSLException) {
            return Said.of("unreachable.tls", String.valueOf(ex.getMessage()));
        }
        if (ex instanceof ConnectException) {
            return Said.of(isUnresolved(ex) ? "unreachable.host" : "unreachable.refused");
        }
        return Said.of("unreachable.other", ex.getMessage() == null ? ex.toString() : ex.getMessage());
    }

    private static boolean isUnresolved(Throwable ex) {
        return ex instanceof UnresolvedAddressException || (ex.getCause() != null && isUnresolved(ex.getCause()));
    }
}
