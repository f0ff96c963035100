package ai.fluxion.sample.etl.pagina;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells the page at run time where its errors go: one build serves every environment. Open to everybody, as the page is;
 * a DSN is no secret.
 */
@RestController
@Hidden
class PaginaController {

    private final Pagina pagina;

    PaginaController(
            @Value("${etl.pagina.sentry-dsn:}") String dsn,
            @Value("${sentry.environment:production}") String entorno,
            @Value("${sentry.release:}") String version) {
        this.pagina = new Pagina(dsn, entorno, version);
    }

    @GetMapping("/pagina.json")
    Pagina pagina() {
        return pagina;
    }

    /**
     * What the page is told.
     *
     * @param sentryDsn where its errors go; empty: where its build says, else nowhere
     * @param environment Sentry's environment
     * @param release Sentry's release; empty: none
     */
    record Pagina(String sentryDsn, String environment, String release) {}
}
