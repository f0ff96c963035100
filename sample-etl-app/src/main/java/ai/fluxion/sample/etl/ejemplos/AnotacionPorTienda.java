package ai.fluxion.sample.etl.ejemplos;

import ai.fluxion.crons.CronMonitor;
import ai.fluxion.crons.MonitorRun;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** 4. Lo mismo con una anotación: la clave sale del argumento. */
@Component
@ConditionalOnProperty(name = "etl.ejemplo", havingValue = "anotacion-por-tienda")
class AnotacionPorTienda implements Ejemplo {

    private final Carga carga;

    AnotacionPorTienda(Carga carga) {
        this.carga = carga;
    }

    @Override
    public void correr() {
        List.of("tienda_01", "tienda_08", "tienda_17").forEach(carga::cargar);
    }

    /** Un bean aparte: un método que se llama a sí mismo dentro de su clase no pasa por Spring. */
    @Component
    @ConditionalOnProperty(name = "etl.ejemplo", havingValue = "anotacion-por-tienda")
    static class Carga {

        @CronMonitor(value = "ejemplo_anotacion_tienda", key = "#tienda")
        public void cargar(String tienda) {
            MonitorRun.current().tag("tienda", tienda);
        }
    }
}
