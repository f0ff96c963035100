package ai.fluxion.crons.intercept;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import org.springframework.aop.Advisor;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.interceptor.AsyncExecutionInterceptor;
import org.springframework.aop.support.AopUtils;

/**
 * Tells whether a call of a bean goes on in another thread ({@code @Async}, or whatever annotation stands for it), so that
 * its return says nothing, and makes runs of what is done there.
 */
final class HandOver {

    private HandOver() {}

    static boolean isAsync(Object bean, Method method) {
        if (!(bean instanceof Advised advised)) {
            return false;
        }
        Class<?> type = AopProxyUtils.ultimateTargetClass(bean);
        if (advised.isProxyTargetClass() && Modifier.isFinal(method.getModifiers())) {
            return false; // the proxy does not see it
        }
        for (Advisor advisor : advised.getAdvisors()) {
            if (advisor.getAdvice() instanceof AsyncExecutionInterceptor && applies(advisor, method, type)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the calls of a bean can be advised. */
    static boolean isOpen(Object bean) {
        return bean instanceof Advised advised && !advised.isFrozen();
    }

    /** Has each call that a bean's advice hands over be a run; a method that is scheduled twice is advised once. */
    static void advise(Object bean, Method method, MonitoredCall call) {
        Advised advised = (Advised) bean;
        Class<?> type = AopProxyUtils.ultimateTargetClass(bean);
        Method specific = AopUtils.getMostSpecificMethod(method, type);
        for (Advisor advisor : advised.getAdvisors()) {
            if (advisor.getAdvice() instanceof MonitoredCallAdvice present && present.serves(specific)) {
                return;
            }
        }
        advised.addAdvice(new MonitoredCallAdvice(type, Map.of(specific, call)));
    }

    private static boolean applies(Advisor advisor, Method method, Class<?> type) {
        Method specific = AopUtils.getMostSpecificMethod(method, type);
        return !(advisor instanceof PointcutAdvisor one)
                || (one.getPointcut().getClassFilter().matches(type)
                        && one.getPointcut().getMethodMatcher().matches(specific, type));
    }
}
