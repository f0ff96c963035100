package ai.fluxion.sample.etl.ejemplos;

import ai.fluxion.crons.CronMonitors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** 7. Falla con una excepción, que sigue su camino. */
@Component
@ConditionalOnProperty(name = "etl.ejemplo", havingValue = "falla")
class Falla implements Ejemplo {

    private final CronMonitors monitors;

    Falla(CronMonitors monitors) {
        this.monitors = monitors;
    }

    @Override
    public void correr() {
        monitors.run("ejemplo_falla", run -> {
            throw new IllegalStateException("KLK no contesta");
        });
    }
}
