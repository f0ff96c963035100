package ai.fluxion.sample.etl.ejemplos;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.engine.MonitorRegistry;
import ai.fluxion.crons.engine.StateKeeper;
import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.MonitorDefinition;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Cada ejemplo, por su nombre, deja sus monitores como dice. */
class EjemplosTests {

    private final ApplicationContextRunner contexts =
            new ApplicationContextRunner().withUserConfiguration(Aplicacion.class);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "simple",
                "anotacion",
                "por-tienda",
                "anotacion-por-tienda",
                "metricas",
                "horario",
                "falla",
                "paralelo",
                "lista",
                "manual"
            })
    void ningunBeanDeUnEjemploSeLlamaComoOtroDeLaAplicacion(String nombre) {
        ConfigurableEnvironment entorno = new StandardEnvironment();
        entorno.getPropertySources().addFirst(new MapPropertySource("ejemplo", Map.of("etl.ejemplo", nombre)));
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

        new ClassPathBeanDefinitionScanner(beans, true, entorno).scan("ai.fluxion.sample.etl");

        assertThat(beans.getBeanNamesForType(Ejemplo.class)).isNotEmpty();
    }

    @Test
    void simple() {
        correr("simple", ultimos -> assertThat(ultimos).hasToString("{ejemplo-simple=ok}"));
    }

    @Test
    void anotacion() {
        correr("anotacion", ultimos -> assertThat(ultimos).hasToString("{ejemplo-anotacion=ok}"));
    }

    @Test
    void porTienda() {
        correr("por-tienda", ultimos -> {
            assertThat(ultimos)
                    .hasToString("{ejemplo-tienda-tienda-01=ok, ejemplo-tienda-tienda-08=ok,"
                            + " ejemplo-tienda-tienda-17=ok}");
            assertThat(ultimos.get("ejemplo-tienda-tienda-08").checkIn.report().tags())
                    .containsEntry("tienda", "tienda_08");
        });
    }

    @Test
    void anotacionPorTienda() {
        correr("anotacion-por-tienda", ultimos -> {
            assertThat(ultimos)
                    .hasToString("{ejemplo-anotacion-tienda-tienda-01=ok, ejemplo-anotacion-tienda-tienda-08=ok,"
                            + " ejemplo-anotacion-tienda-tienda-17=ok}");
            assertThat(ultimos.get("ejemplo-anotacion-tienda-tienda-17")
                            .checkIn
                            .report()
                            .tags())
                    .containsEntry("tienda", "tienda_17");
        });
    }

    @Test
    void metricas() {
        correr("metricas", ultimos -> {
            assertThat(ultimos).hasToString("{ejemplo-metricas=ok}");
            CheckIn corrida = ultimos.get("ejemplo-metricas").checkIn;
            assertThat(corrida.report().metrics().keySet())
                    .containsExactlyInAnyOrder("registros_extraidos", "registros_cargados");
            assertThat(corrida.report().steps()).extracting(paso -> paso.name()).containsExactly("extraer", "cargar");
        });
    }

    @Test
    void horario() {
        correr("horario", ultimos -> {
            assertThat(ultimos).hasToString("{ejemplo-horario=ok}");
            MonitorDefinition monitor = ultimos.get("ejemplo-horario").monitor;
            assertThat(Objects.requireNonNull(monitor.config()).schedule().value())
                    .isEqualTo("0 */6 * * *");
            assertThat(monitor.settings().maxRuntime()).isEqualTo(Duration.ofHours(1));
        });
    }

    @Test
    void falla() {
        correr("falla", ultimos -> {
            assertThat(ultimos).hasToString("{ejemplo-falla=error}");
            assertThat(ultimos.get("ejemplo-falla").checkIn.report().message()).contains("KLK no contesta");
        });
    }

    @Test
    void paralelo() {
        correr("paralelo", ultimos -> {
            assertThat(ultimos)
                    .hasToString("{ejemplo-barrido=error, ejemplo-paralelo-tienda-01=ok,"
                            + " ejemplo-paralelo-tienda-08=error, ejemplo-paralelo-tienda-17=ok}");
            assertThat(ultimos.get("ejemplo-barrido").checkIn.report().message())
                    .isEqualTo("1 de 3: tienda_08 timeout");
        });
    }

    @Test
    void lista() {
        correr("lista", ultimos -> {
            assertThat(ultimos)
                    .hasToString(
                            "{ejemplo-lista-tienda-01=ok, ejemplo-lista-tienda-08=ok, ejemplo-lista-tienda-17=ok}");
            assertThat(ultimos.get("ejemplo-lista-tienda-01").monitor.config()).isNotNull();
        });
    }

    @Test
    void manual() {
        correr("manual", ultimos -> {
            assertThat(ultimos).hasToString("{ejemplo-manual=ok}");
            assertThat(ultimos.get("ejemplo-manual").checkIn.duration()).isEqualTo(Duration.ofSeconds(60));
        });
    }

    private void correr(String nombre, Consumer<Map<String, Ultimo>> comprobar) {
        this.contexts.withPropertyValues("etl.ejemplo=" + nombre).run(context -> {
            assertThat(context).hasSingleBean(Ejemplo.class);

            context.getBean(CorredorDeEjemplos.class).run(new DefaultApplicationArguments());

            StateKeeper states = context.getBean(StateKeeper.class);
            Map<String, Ultimo> ultimos = new TreeMap<>();
            for (MonitorDefinition monitor :
                    context.getBean(MonitorRegistry.class).definitions()) {
                states.history(monitor, 1)
                        .forEach(checkIn -> ultimos.put(monitor.slug(), new Ultimo(monitor, checkIn)));
            }
            comprobar.accept(ultimos);
        });
    }

    private record Ultimo(MonitorDefinition monitor, CheckIn checkIn) {

        @Override
        public String toString() {
            return this.checkIn.status().value();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    @Import({
        CorredorDeEjemplos.class,
        Simple.class,
        Anotacion.class,
        PorTienda.class,
        AnotacionPorTienda.class,
        Metricas.class,
        Horario.class,
        Falla.class,
        Paralelo.class,
        Lista.class,
        Manual.class
    })
    static class Aplicacion {}
}
