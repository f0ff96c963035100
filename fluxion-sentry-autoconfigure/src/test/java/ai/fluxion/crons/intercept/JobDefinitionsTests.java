package ai.fluxion.crons.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.crons.CronMonitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.scheduling.annotation.Scheduled;

class JobDefinitionsTests {

    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

    private final RecordingEngine engine = new RecordingEngine();

    @Test
    void jobsThatBeansInheritAreTheBeansAsInTheApplicationThatRuns() {
        this.beans.registerBeanDefinition("norte", new RootBeanDefinition(Norte.class));
        this.beans.registerBeanDefinition("sur", new RootBeanDefinition(Sur.class));
        JobDefinitions.register(this.beans, this.engine);
        assertThat(this.engine.jobs)
                .extracting("job")
                .containsExactlyInAnyOrder(
                        Norte.class.getName() + ".cargar",
                        Norte.class.getName() + ".cerrar",
                        Sur.class.getName() + ".cargar",
                        Sur.class.getName() + ".cerrar");
        assertThat(this.beans.getSingletonNames()).doesNotContain("norte", "sur");
    }

    static class Zona {

        @CronMonitor(schedule = "0 2 * * *")
        void cargar() {}

        @Scheduled(cron = "0 0 3 * * *")
        void cerrar() {}
    }

    static class Norte extends Zona {}

    static class Sur extends Zona {}
}
