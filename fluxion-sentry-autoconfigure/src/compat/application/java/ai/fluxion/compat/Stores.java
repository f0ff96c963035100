package ai.fluxion.compat;

import ai.fluxion.crons.CronMonitor;
import org.springframework.stereotype.Component;

/** A method that nothing schedules, with a monitor for each key. */
@Component
class Stores {

    @CronMonitor(value = "tienda", key = "#store", schedule = "every 6 hours")
    public void load(String store) {}
}
