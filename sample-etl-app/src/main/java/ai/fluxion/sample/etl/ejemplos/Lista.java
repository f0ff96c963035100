package ai.fluxion.sample.etl.ejemplos;

import ai.fluxion.crons.CronMonitor;
import ai.fluxion.crons.MonitorKeys;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** 9. Las tiendas salen de una lista en un solo lugar: la que nunca reporta también se echa de menos. */
@Component
@ConditionalOnProperty(name = "etl.ejemplo", havingValue = "lista")
class Lista implements Ejemplo, MonitorKeys {

    private static final List<String> TIENDAS = List.of("tienda_01", "tienda_08", "tienda_17");

    private final Carga carga;

    Lista(Carga carga) {
        this.carga = carga;
    }

    @Override
    public Collection<String> keysOf(String monitor) {
        return monitor.equals("ejemplo_lista") ? TIENDAS : List.of();
    }

    @Override
    public void correr() {
        TIENDAS.forEach(carga::cargar);
    }

    /** El trabajo de una tienda. */
    @Component
    @ConditionalOnProperty(name = "etl.ejemplo", havingValue = "lista")
    static class Carga {

        private static final Logger logger = LoggerFactory.getLogger(Carga.class);

        @CronMonitor(value = "ejemplo_lista", key = "#tienda", schedule = "every 6 hours")
        public void cargar(String tienda) {
            logger.info("cargando {}", tienda);
        }
    }
}
