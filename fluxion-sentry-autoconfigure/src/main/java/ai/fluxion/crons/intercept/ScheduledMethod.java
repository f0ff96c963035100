package ai.fluxion.crons.intercept;

import java.lang.reflect.Method;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * One {@code @Scheduled} annotation of a bean's method.
 *
 * @param reactive whether its executions are subscriptions
 */
record ScheduledMethod(Scheduled annotation, Method method, Object bean, String beanName, boolean reactive) {

    ScheduledMethod asReactive() {
        return new ScheduledMethod(this.annotation, this.method, this.bean, this.beanName, true);
    }

    Class<?> type() {
        return AopProxyUtils.ultimateTargetClass(this.bean);
    }

    /** The method as it is called on the bean: of a JDK proxy, its interface's. */
    Method invocable() {
        return AopUtils.selectInvocableMethod(this.method, this.bean.getClass());
    }

    /** {@code package.Class.method}. */
    String job() {
        return JobNames.of(type(), this.method);
    }
}
