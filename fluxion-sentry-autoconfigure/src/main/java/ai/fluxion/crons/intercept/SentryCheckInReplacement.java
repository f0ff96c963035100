package ai.fluxion.crons.intercept;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.Ordered;

/**
 * Puts an advice in front of the SDK's for {@code @SentryCheckIn} that leaves out the methods which report by us, so that
 * each of them reports once. The SDK's bean is known by its name, since its package differs between the SDK's modules.
 *
 * @since 0.1.0
 */
public final class SentryCheckInReplacement implements BeanDefinitionRegistryPostProcessor, Ordered {

    private static final String ADVICE = "sentryCheckInAdvice";

    private static final String ORIGINAL = "fluxionCronsOriginalSentryCheckInAdvice";

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        if (!registry.containsBeanDefinition(ADVICE) || registry.containsBeanDefinition(ORIGINAL)) {
            return;
        }
        BeanDefinition original = registry.getBeanDefinition(ADVICE);
        if (original instanceof AbstractBeanDefinition hidden) {
            hidden.setAutowireCandidate(false);
        }
        registry.removeBeanDefinition(ADVICE);
        registry.registerBeanDefinition(ORIGINAL, original);
        RootBeanDefinition ours = new RootBeanDefinition(SentryCheckInOnce.class);
        ours.getConstructorArgumentValues().addIndexedArgumentValue(0, new RuntimeBeanReference(ORIGINAL));
        ours.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
        registry.registerBeanDefinition(ADVICE, ours);
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {}
}
