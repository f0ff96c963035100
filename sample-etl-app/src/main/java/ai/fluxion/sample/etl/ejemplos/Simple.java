package ai.fluxion.sample.etl.ejemplos;

import ai.fluxion.crons.CronMonitors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** 1. Un pedazo de código con nombre. */
@Component
@ConditionalOnProperty(name = "etl.ejemplo", havingValue = "simple")
class Simple implements Ejemplo {

    private static final Logger logger = LoggerFactory.getLogger(Simple.class);

    private final CronMonitors monitors;

    Simple(CronMonitors monitors) {
        this.monitors = monitors;
    }

    @Override
    public void correr() {
        monitors.run("ejemplo_simple", run -> logger.info("procesando"));
    }
}
