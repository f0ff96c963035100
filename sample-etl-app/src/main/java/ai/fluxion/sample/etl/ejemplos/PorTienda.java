package ai.fluxion.sample.etl.ejemplos;

import ai.fluxion.crons.CronMonitors;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** 3. Un monitor por tienda: la clave es la tienda. */
@Component
@ConditionalOnProperty(name = "etl.ejemplo", havingValue = "por-tienda")
class PorTienda implements Ejemplo {

    private static final List<String> TIENDAS = List.of("tienda_01", "tienda_08", "tienda_17");

    private final CronMonitors monitors;

    PorTienda(CronMonitors monitors) {
        this.monitors = monitors;
    }

    @Override
    public void correr() {
        for (String tienda : TIENDAS) {
            monitors.run("ejemplo_tienda", tienda, run -> run.tag("tienda", tienda));
        }
    }
}
