package ai.fluxion.sample.etl.ejemplos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import ai.fluxion.crons.engine.MonitorRegistry;
import ai.fluxion.crons.engine.StateKeeper;
import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.MonitorDefinition;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class EjemplosTests {

    private final ApplicationContextRunner contexts =
            new ApplicationContextRunner().withUserConfiguration(Aplicacion.class);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "simple               | {ejemplo-simple=ok}",
                "anotacion            | {ejemplo-anotacion=ok}",
                "por-tienda           | {ejemplo-tienda-tienda-01=ok, ejemplo-tienda-tienda-08=ok, ejemplo-tienda-tienda-17=ok}",
                "anotacion-por-tienda | {ejemplo-anotacion-tienda-tienda-01=ok, ejemplo-anotacion-tienda-tienda-08=ok, ejemplo-anotacion-tienda-tienda-17=ok}",
                "metricas             | {ejemplo-metricas=ok}",
                "horario              | {ejemplo-horario=ok}",
                "falla                | {ejemplo-falla=error}",
                "paralelo             | {ejemplo-barrido=error, ejemplo-paralelo-tienda-01=ok, ejemplo-paralelo-tienda-08=error, ejemplo-paralelo-tienda-17=ok}",
                "lista                | {ejemplo-lista-tienda-01=ok, ejemplo-lista-tienda-08=ok, ejemplo-lista-tienda-17=ok}",
                "manual               | {ejemplo-manual=ok}",
            })
    void cadaEjemploDejaSusMonitoresComoDice(String nombre, String esperado) {
        this.contexts.withPropertyValues("etl.ejemplo=" + nombre).run(context -> {
            Ejemplo ejemplo = context.getBean(Ejemplo.class);

            Exception dejada = catchException(ejemplo::correr);

            assertThat(dejada == null || nombre.equals("falla")).isTrue();
            assertThat(ultimos(context.getBean(MonitorRegistry.class), context.getBean(StateKeeper.class)))
                    .hasToString(esperado);
        });
    }

    private static Map<String, String> ultimos(MonitorRegistry registry, StateKeeper states) {
        Map<String, String> ultimos = new TreeMap<>();
        for (MonitorDefinition definition : registry.definitions()) {
            for (CheckIn checkIn : states.history(definition, 1)) {
                ultimos.put(definition.slug(), checkIn.status().value());
            }
        }
        return ultimos;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    @Import(Ejemplos.class)
    static class Aplicacion {}
}
