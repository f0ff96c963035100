package ai.fluxion.crons.intercept;

import static ai.fluxion.crons.intercept.ScheduledMethodsTest.SCHEDULING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.TaskManagementConfigUtils;
import reactor.core.publisher.Mono;

class FallbackSchedulingTest {

    private static final ApplicationContextRunner ANOTHER_PROCESSOR =
            SCHEDULING.withUserConfiguration(AnotherProcessor.class, Jobs.class);

    @Test
    void theJobsOfAProcessorThatIsNotSpringsOwnAreMonitored() {
        ANOTHER_PROCESSOR.run(FallbackSchedulingTest::assertMonitored);
    }

    @Test
    void alsoWhereTheUserObserves() {
        ANOTHER_PROCESSOR.withUserConfiguration(Observing.class).run(FallbackSchedulingTest::assertMonitored);
    }

    private static void assertMonitored(AssertableApplicationContext context) {
        assertThat(context).doesNotHaveBean(MonitoringScheduledProcessor.class);
        RecordingEngine engine = context.getBean(RecordingEngine.class);
        await().until(() -> engine.endedRunsOf("works").size() > 1
                && engine.endedRunsOf("fails").size() > 1
                && engine.endedRunsOf("failsReactively").size() > 1
                && engine.endedRunsOf("behindAnInterface").size() > 1);
        assertThat(engine.endedRunsOf("works")).allMatch(run -> run.outcome().equals("ok"));
        assertThat(engine.endedRunsOf("fails")).allMatch(run -> run.outcome().equals("java.io.IOException: sin red"));
        assertThat(engine.endedRunsOf("failsReactively"))
                .allMatch(run -> run.outcome().equals("java.lang.Error: mono"));
        assertThat(engine.job("works").schedule()).extracting("text").isEqualTo("PT0.01S");
    }

    @Test
    void aMockedProcessorSchedulesNothingAndBreaksNothing() {
        SCHEDULING.withUserConfiguration(MockedProcessor.class, Jobs.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(RecordingEngine.class).runs).isEmpty();
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Jobs {

        final AtomicInteger works = new AtomicInteger();

        @Scheduled(fixedRate = 10)
        void works() {
            this.works.incrementAndGet();
        }

        @Scheduled(fixedRate = 10)
        void fails() throws Exception {
            throw new IOException("sin red");
        }

        @Scheduled(fixedRate = 10)
        Mono<Object> failsReactively() {
            return Mono.error(() -> new Error("mono"));
        }

        @Bean
        Contract proxied() {
            return (Contract) new ProxyFactory((Object) new Implementation()).getProxy();
        }

        interface Contract {
            void behindAnInterface();
        }

        static class Implementation implements Contract {
            @Override
            @Scheduled(fixedRate = 10)
            public void behindAnInterface() {}
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Observing {

        @Bean
        SchedulingConfigurer observation() {
            ObservationRegistry registry = ObservationRegistry.create();
            registry.observationConfig().observationHandler(context -> false);
            return registrar -> registrar.setObservationRegistry(registry);
        }
    }

    static class SubclassOfSomebody extends ScheduledAnnotationBeanPostProcessor {}

    @Configuration(proxyBeanMethods = false)
    static class AnotherProcessor {

        @Bean
        static Swap swap() {
            return new Swap();
        }

        static class Swap implements BeanDefinitionRegistryPostProcessor, PriorityOrdered {

            @Override
            public int getOrder() {
                return Ordered.HIGHEST_PRECEDENCE;
            }

            @Override
            public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
                registry.removeBeanDefinition(TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME);
                registry.registerBeanDefinition(
                        TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME,
                        new RootBeanDefinition(SubclassOfSomebody.class));
            }

            @Override
            public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {}
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class MockedProcessor {

        @Bean
        static BeanFactoryPostProcessor mock() {
            return factory -> {
                String name = TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME;
                ((BeanDefinitionRegistry) factory).removeBeanDefinition(name);
                RootBeanDefinition definition = new RootBeanDefinition(ScheduledAnnotationBeanPostProcessor.class);
                definition.setInstanceSupplier(() -> Mockito.mock(ScheduledAnnotationBeanPostProcessor.class));
                ((BeanDefinitionRegistry) factory).registerBeanDefinition(name, definition);
            };
        }
    }
}
