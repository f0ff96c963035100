package ai.fluxion.sample.etl.ejemplos;

import ai.fluxion.crons.CronMonitor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** 2. Un método anotado de un bean: cada llamada desde fuera es una corrida. */
@Component
@ConditionalOnProperty(name = "etl.ejemplo", havingValue = "anotacion")
class Anotacion implements Ejemplo {

    private static final Logger logger = LoggerFactory.getLogger(Anotacion.class);

    @Override
    @CronMonitor("ejemplo_anotacion")
    public void correr() {
        logger.info("procesando");
    }
}
