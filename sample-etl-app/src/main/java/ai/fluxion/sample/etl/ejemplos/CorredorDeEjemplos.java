package ai.fluxion.sample.etl.ejemplos;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Corre el ejemplo al arrancar. Lo que falla se ve en su monitor; no tumba la aplicación. */
@Component
@ConditionalOnProperty("etl.ejemplo")
class CorredorDeEjemplos implements ApplicationRunner {

    private static final Logger logger = LoggerFactory.getLogger(CorredorDeEjemplos.class);

    private final Ejemplo ejemplo;

    CorredorDeEjemplos(Ejemplo ejemplo) {
        this.ejemplo = ejemplo;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        String nombre = ejemplo.getClass().getSimpleName().replaceAll("\\$.*", "");
        try {
            ejemplo.correr();
            logger.info("El ejemplo {} terminó; sus monitores: /actuator/monitors", nombre);
        } catch (Exception ex) {
            logger.info("El ejemplo {} terminó con {}", nombre, ex.toString());
        }
    }
}
