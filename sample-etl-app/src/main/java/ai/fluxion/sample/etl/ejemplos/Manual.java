package ai.fluxion.sample.etl.ejemplos;

import ai.fluxion.crons.CronMonitors;
import ai.fluxion.crons.monitor.CheckInStatus;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** 10. Un check-in a mano, de algo que corrió en otra parte. */
@Component
@ConditionalOnProperty(name = "etl.ejemplo", havingValue = "manual")
class Manual implements Ejemplo {

    private final CronMonitors monitors;

    Manual(CronMonitors monitors) {
        this.monitors = monitors;
    }

    @Override
    public void correr() {
        monitors.checkIn("ejemplo_manual", CheckInStatus.OK, Duration.ofSeconds(60));
    }
}
