package ai.fluxion.crons.intercept;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.ProxyProcessorSupport;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.util.function.SingletonSupplier;

/**
 * Advises the beans that have methods whose calls are runs, and no others: on the proxy that a bean has already, or on
 * one of its own. A method that no proxy can see is named in a WARN; it runs unmonitored.
 *
 * <p>Runs before the processors of {@code @Async}, which puts its advice first, and of {@code @Scheduled}.
 *
 * @since 0.1.0
 */
public final class MonitoredCallsPostProcessor extends ProxyProcessorSupport
        implements SmartInstantiationAwareBeanPostProcessor, BeanFactoryAware {

    private static final Logger logger = LoggerFactory.getLogger(MonitoredCallsPostProcessor.class);

    private static final int INVISIBLE = Modifier.FINAL | Modifier.PRIVATE | Modifier.STATIC;

    private static final String REMEDY = "Open it (not final, private or static), or call it through CronMonitors.run.";

    private final Map<Class<?>, List<Method>> methods = new ConcurrentHashMap<>();

    private final Set<String> proxiedEarly = ConcurrentHashMap.newKeySet();

    @SuppressWarnings("NullAway.Init") // set before any bean passes
    private ConfigurableListableBeanFactory beans;

    @SuppressWarnings("NullAway.Init")
    private SingletonSupplier<InterceptedJobs> jobs;

    /** @param proxyTargetClass whether a bean with interfaces is proxied by its class all the same */
    public MonitoredCallsPostProcessor(boolean proxyTargetClass) {
        setProxyTargetClass(proxyTargetClass);
        setOrder(Ordered.LOWEST_PRECEDENCE - 1);
    }

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        this.beans = (ConfigurableListableBeanFactory) beanFactory;
        this.jobs = SingletonSupplier.of(() -> beanFactory.getBean(InterceptedJobs.BEAN_NAME, InterceptedJobs.class));
    }

    @Override
    public Object getEarlyBeanReference(Object bean, String beanName) {
        Object proxied = advise(bean, beanName);
        if (proxied != bean || bean instanceof Advised) {
            this.proxiedEarly.add(beanName);
        }
        return proxied;
    }

    @Override
    public @Nullable Object postProcessAfterInitialization(Object bean, String beanName) {
        return this.proxiedEarly.remove(beanName) ? bean : advise(bean, beanName);
    }

    private Object advise(Object bean, String beanName) {
        if (bean instanceof AopInfrastructureBean) {
            return bean;
        }
        Class<?> type = AopProxyUtils.ultimateTargetClass(bean);
        List<Method> found = this.methods.computeIfAbsent(type, CallableMonitors::of);
        if (found.isEmpty()) {
            return bean;
        }
        Object advised = proxy(bean, beanName, type, found);
        this.jobs.obtain().registerLateOnes();
        return advised;
    }

    private Object proxy(Object bean, String beanName, Class<?> type, List<Method> found) {
        if (bean instanceof Advised existing && !existing.isFrozen()) {
            List<Method> visible = existing.isProxyTargetClass() ? visible(type, found) : found;
            if (!visible.isEmpty()) {
                existing.addAdvice(advice(beanName, type, visible));
            }
            return bean;
        }
        ProxyFactory factory = new ProxyFactory();
        factory.copyFrom(this);
        factory.setTarget(bean);
        if (isProxiedByClass(beanName, bean)) {
            factory.setProxyTargetClass(true);
        } else {
            evaluateProxyInterfaces(bean.getClass(), factory);
        }
        List<Method> visible = factory.isProxyTargetClass() ? visible(type, found) : found;
        if (visible.isEmpty()) {
            return bean;
        }
        factory.addAdvice(advice(beanName, type, visible));
        try {
            return factory.getProxy(getProxyClassLoader());
        } catch (AopConfigException failure) {
            logger.warn("Not monitored, since {} cannot be proxied: {}", type.getName(), names(visible), failure);
            return bean;
        }
    }

    private boolean isProxiedByClass(String beanName, Object bean) {
        boolean byClass = isProxyTargetClass() || AutoProxyUtils.shouldProxyTargetClass(this.beans, beanName);
        return byClass && !Proxy.isProxyClass(bean.getClass());
    }

    private MonitoredCallAdvice advice(String beanName, Class<?> type, List<Method> found) {
        Map<Method, MonitoredCall> calls = new HashMap<>();
        for (Method method : found) {
            Method specific = AopUtils.getMostSpecificMethod(method, type);
            calls.put(specific, this.jobs.obtain().call(beanName, type, specific));
        }
        return new MonitoredCallAdvice(type, calls);
    }

    /** Those that a proxy of the class can see; the others are said. */
    private static List<Method> visible(Class<?> type, List<Method> found) {
        boolean sealed = Modifier.isFinal(type.getModifiers());
        List<Method> invisible = found.stream()
                .filter(method -> sealed || (method.getModifiers() & INVISIBLE) != 0)
                .toList();
        if (invisible.isEmpty()) {
            return found;
        }
        logger.warn(
                "Not monitored, since no proxy sees their calls: {} of {}{}. {}",
                names(invisible),
                sealed ? "the final class " : "",
                type.getName(),
                REMEDY);
        return found.stream().filter(method -> !invisible.contains(method)).toList();
    }

    private static List<String> names(List<Method> methods) {
        return methods.stream().map(Method::getName).toList();
    }
}
