package ai.fluxion.sample.etl.tracking;

import ai.fluxion.sample.etl.ejecucion.Estado;
import ai.fluxion.sample.etl.ejecucion.EtlTipo;
import ai.fluxion.sample.etl.ejecucion.Modo;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.convert.converter.Converter;
import org.springframework.format.FormatterRegistry;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Query parameters are the words of the tables; recoveries have threads of their own. */
@Configuration(proxyBeanMethods = false)
@OpenAPIDefinition(info = @Info(title = "KLK ETLs", version = "${etl.version}"))
@SecurityScheme(
        name = TrackingConfiguration.CLAVE,
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.HEADER,
        paramName = "X-Api-Key")
class TrackingConfiguration implements WebMvcConfigurer {

    /** The API key's name in the API's description. */
    static final String CLAVE = "api-key";

    private static final int A_LA_VEZ = 2;
    private static final int EN_ESPERA = 100;

    /** A bean, so that what runs is waited for together with the jobs when the application stops, and not after them. */
    @Bean(defaultCandidate = false)
    @Profile("!cluster")
    ThreadPoolTaskExecutor recuperaciones() {
        ThreadPoolTaskExecutor hilos = new ThreadPoolTaskExecutor();
        hilos.setThreadNamePrefix("recuperacion-");
        hilos.setCorePoolSize(A_LA_VEZ);
        hilos.setQueueCapacity(EN_ESPERA);
        hilos.setDaemon(true);
        return hilos;
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, EtlTipo.class, palabra(EtlTipo::de));
        registry.addConverter(String.class, Modo.class, palabra(Modo::de));
        registry.addConverter(String.class, Estado.class, palabra(Estado::de));
    }

    private static <T> Converter<String, T> palabra(Converter<String, T> de) {
        return texto -> texto.isEmpty() ? null : de.convert(texto);
    }
}
