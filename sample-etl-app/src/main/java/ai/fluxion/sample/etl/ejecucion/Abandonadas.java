package ai.fluxion.sample.etl.ejecucion;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Before any job can start: what the process before left running has failed. */
@Component
@Profile("!cluster")
class Abandonadas implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(Abandonadas.class);

    private final Ejecuciones ejecuciones;

    Abandonadas(Ejecuciones ejecuciones) {
        this.ejecuciones = ejecuciones;
    }

    @Override
    public void afterSingletonsInstantiated() {
        int abandonadas = ejecuciones.abandonar();
        if (abandonadas > 0) {
            log.warn("{} executions had been left running when the process ended: they are fallido now", abandonadas);
        }
    }
}
