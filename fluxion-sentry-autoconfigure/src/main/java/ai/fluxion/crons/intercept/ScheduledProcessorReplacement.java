package ai.fluxion.crons.intercept;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.MutablePropertyValues;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.Ordered;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.scheduling.annotation.SchedulingConfiguration;

/**
 * Puts our processor of {@code @Scheduled} in the place of Spring's own. A definition that is not Spring's own stays as
 * it is; {@link FallbackScheduling} serves it.
 *
 * @since 0.1.0
 */
public final class ScheduledProcessorReplacement implements BeanDefinitionRegistryPostProcessor, Ordered {

    /** Spring 6's and Spring 7's: TaskManagementConfigUtils' constant would be compiled in, with the value of one of them. */
    private static final List<String> PROCESSORS = List.of(
            "org.springframework.context.annotation.internalScheduledAnnotationProcessor",
            "org.springframework.scheduling.config.internalScheduledAnnotationProcessor");

    private static final Logger logger = LoggerFactory.getLogger(ScheduledProcessorReplacement.class);

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        PROCESSORS.stream().filter(registry::containsBeanDefinition).forEach(name -> replace(name, registry));
    }

    private static void replace(String name, BeanDefinitionRegistry registry) {
        BeanDefinition springs = registry.getBeanDefinition(name);
        if (!isSpringsOwn(springs, registry)) {
            logger.debug("Somebody else's processor of @Scheduled stays: " + springs);
            return;
        }
        registry.removeBeanDefinition(name);
        registry.registerBeanDefinition(name, inPlaceOf(springs));
    }

    private static boolean isSpringsOwn(BeanDefinition definition, BeanDefinitionRegistry registry) {
        String factory = definition.getFactoryBeanName();
        if (factory == null) {
            return ScheduledAnnotationBeanPostProcessor.class.getName().equals(definition.getBeanClassName());
        }
        return registry.containsBeanDefinition(factory)
                && SchedulingConfiguration.class
                        .getName()
                        .equals(registry.getBeanDefinition(factory).getBeanClassName());
    }

    /** With what XML may have set: the scheduler. */
    private static RootBeanDefinition inPlaceOf(BeanDefinition springs) {
        RootBeanDefinition ours = new RootBeanDefinition(MonitoringScheduledProcessor.class);
        ours.setPropertyValues(new MutablePropertyValues(springs.getPropertyValues()));
        ours.setRole(springs.getRole());
        ours.setSource(springs.getSource());
        return ours;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {}
}
