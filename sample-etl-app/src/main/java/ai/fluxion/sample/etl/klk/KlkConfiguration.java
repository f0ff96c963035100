package ai.fluxion.sample.etl.klk;

import ai.fluxion.sample.etl.simulador.Simulador;
import java.net.URI;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class KlkConfiguration {

    @Bean
    KlkClient klkClient(KlkProperties propiedades, ObjectProvider<Simulador> simulador) {
        URI direccion = propiedades.baseUrl();
        if (direccion != null) {
            return new KlkClient(propiedades, () -> direccion);
        }
        Simulador propio = simulador.getIfAvailable();
        if (propio == null) {
            throw new IllegalStateException(
                    "klk.base-url: not set, and klk.simulador.activo is off: there is no KLK to ask");
        }
        return new KlkClient(propiedades, propio::url);
    }
}
