package ai.fluxion.crons.intercept.shedlock;

import ai.fluxion.crons.intercept.LockWords;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import net.javacrumbs.shedlock.core.LockProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.ProxyProcessorSupport;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.ReflectionUtils;

/**
 * Watches every {@link LockProvider} bean, by a proxy of its class: an application may inject the class. A provider whose
 * class cannot be proxied stays as it is; from then on no run waits for a lock.
 *
 * @since 0.1.0
 */
public final class LockProviderWatch extends ProxyProcessorSupport implements BeanPostProcessor {

    private static final Logger logger = LoggerFactory.getLogger(LockProviderWatch.class);

    private final Supplier<LockWords> words;

    private volatile boolean blind;

    /** @param words told of each lock; asked for when the first lock is taken */
    public LockProviderWatch(Supplier<LockWords> words) {
        this.words = words;
    }

    /** Whether there is a provider whose locks nobody hears of. */
    boolean isBlind() {
        return this.blind;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof LockProvider ? watch(bean, beanName) : bean;
    }

    private Object watch(Object provider, String beanName) {
        DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(
                new NameMatchMethodPointcut().addMethodName("lock"), new LockAdvice(this.words));
        if (provider instanceof Advised existing && !existing.isFrozen()) {
            existing.addAdvisor(0, advisor);
            return provider;
        }
        ProxyFactory factory = new ProxyFactory();
        factory.setTarget(provider);
        if (isAnonymous(provider.getClass())) {
            evaluateProxyInterfaces(provider.getClass(), factory);
        } else {
            List<String> obstacles = obstacles(provider.getClass());
            if (!obstacles.isEmpty()) {
                this.blind = true;
                logger.warn(
                        "The lock provider '{}' ({}) cannot be watched: {}. Runs open before their locks are held.",
                        beanName,
                        provider.getClass().getName(),
                        obstacles);
                return provider;
            }
            factory.setProxyTargetClass(true);
        }
        factory.addAdvisor(advisor);
        return factory.getProxy(getProxyClassLoader());
    }

    /** A lambda, or a proxy: nobody can inject its class, so its interfaces are enough. */
    private static boolean isAnonymous(Class<?> type) {
        return type.isHidden() || type.isSynthetic() || Proxy.isProxyClass(type);
    }

    /** A final method would run on the proxy itself, which has no state. */
    private static List<String> obstacles(Class<?> type) {
        List<String> obstacles = new ArrayList<>();
        if (Modifier.isFinal(type.getModifiers())) {
            obstacles.add("its class is final");
        }
        for (Method method : ReflectionUtils.getAllDeclaredMethods(type)) {
            int modifiers = method.getModifiers();
            if (method.getDeclaringClass() != Object.class
                    && Modifier.isFinal(modifiers)
                    && !Modifier.isPrivate(modifiers)
                    && !Modifier.isStatic(modifiers)) {
                obstacles.add("its method " + method.getName() + " is final");
            }
        }
        return obstacles;
    }
}
