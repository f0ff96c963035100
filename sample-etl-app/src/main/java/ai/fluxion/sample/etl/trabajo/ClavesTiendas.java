package ai.fluxion.sample.etl.trabajo;

import ai.fluxion.crons.MonitorKeys;
import ai.fluxion.sample.etl.tienda.Tiendas;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** Every store must report: a store that is added to the list is a monitor that is expected. */
@Component
class ClavesTiendas implements MonitorKeys {

    private final Tiendas tiendas;

    ClavesTiendas(Tiendas tiendas) {
        this.tiendas = tiendas;
    }

    @Override
    public Collection<String> keysOf(String monitor) {
        return monitor.equals("etl_ventas_tienda") ? tiendas.ids() : List.of();
    }
}
