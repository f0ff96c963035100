package ai.fluxion.sample.etl.seguridad;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The content security policy: the page loads nothing but its own, and reports to Sentry. */
final class Csp {

    private static final String LO_PROPIO = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none';"
            + " connect-src 'self' ";

    private Csp() {}

    /** @param dsn of the page; empty: its build may know one, at a place that is not known here */
    static String para(String dsn) {
        return LO_PROPIO + (dsn.isBlank() ? "https:" : origen(dsn));
    }

    private static String origen(String dsn) {
        URI uri = uri(dsn);
        if (uri == null || uri.getScheme() == null || uri.getHost() == null) {
            throw new IllegalArgumentException("etl.pagina.sentry-dsn is no DSN: '" + dsn + "'");
        }
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    private static @Nullable URI uri(String texto) {
        try {
            return URI.create(texto);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
