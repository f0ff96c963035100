package ai.fluxion.sample.etl.seguridad;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Requests of this machine to a server that listens on loopback only. The host that they name must be local too:
 * a page elsewhere may have its name point to 127.0.0.1. What a proxy forwards is not of this machine.
 */
final class Local implements RequestMatcher {

    private static final Set<String> NOMBRES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final boolean soloLoopback;

    /** @param direccion where the server listens; {@code null}: everywhere */
    Local(@Nullable InetAddress direccion) {
        this.soloLoopback = direccion != null && direccion.isLoopbackAddress();
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        return soloLoopback
                && NOMBRES.contains(request.getServerName())
                && request.getHeader("X-Forwarded-For") == null
                && request.getHeader("Forwarded") == null
                && esLoopback(request.getRemoteAddr());
    }

    private static boolean esLoopback(String direccion) {
        try {
            return InetAddress.getByName(direccion).isLoopbackAddress(); // a literal: nobody is asked
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
