package ai.fluxion.sample.etl;

import ai.fluxion.sample.etl.ejecucion.EtlProperties;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EtlConfiguration {

    @Bean
    Clock reloj(EtlProperties propiedades) {
        return Clock.system(propiedades.zona());
    }
}
