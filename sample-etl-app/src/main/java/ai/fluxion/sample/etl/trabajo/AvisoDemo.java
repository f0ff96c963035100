package ai.fluxion.sample.etl.trabajo;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says what the demo leaves behind. */
@Component
@Profile("demo")
class AvisoDemo {

    private static final Logger log = LoggerFactory.getLogger(AvisoDemo.class);

    private final String prefijo;
    private final String entorno;

    AvisoDemo(@Value("${fluxion.crons.slug-prefix:}") String prefijo, @Value("${sentry.environment:}") String entorno) {
        this.prefijo = prefijo;
        this.entorno = entorno;
    }

    @EventListener(ApplicationReadyEvent.class)
    void avisar() {
        log.info(
                "Demo: simulated KLK, every job each minute. With a DSN its monitors '{}*' appear in Sentry, environment"
                        + " '{}', with thresholds that alarm nobody. To remove them: Sentry > Crons > search '{}' >"
                        + " select > Delete, or DELETE /api/0/projects/<org>/<project>/monitors/<slug>/ for each.",
                prefijo,
                entorno,
                prefijo);
    }
}
