package ai.fluxion.sample.etl.simulador;

import ai.fluxion.sample.etl.tienda.Tiendas;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("klk.simulador.activo")
class SimuladorConfiguration {

    @Bean(initMethod = "iniciar")
    Simulador simulador(SimuladorProperties propiedades, Tiendas tiendas, Clock reloj) {
        return new Simulador(propiedades, tiendas.todas(), reloj);
    }
}
