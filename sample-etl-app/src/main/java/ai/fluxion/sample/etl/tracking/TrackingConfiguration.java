package ai.fluxion.sample.etl.tracking;

import ai.fluxion.sample.etl.ejecucion.Estado;
import ai.fluxion.sample.etl.ejecucion.EtlTipo;
import ai.fluxion.sample.etl.ejecucion.Modo;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Query parameters are the words of the tables. */
@Configuration(proxyBeanMethods = false)
class TrackingConfiguration implements WebMvcConfigurer {

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
