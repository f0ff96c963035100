package ai.fluxion.crons.intercept;

import java.lang.reflect.Method;
import org.springframework.aop.Advisor;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.interceptor.AsyncExecutionInterceptor;
import org.springframework.aop.support.AopUtils;

/** Tells whether a call of a bean goes on in another thread ({@code @Async}), so that its return says nothing. */
final class HandOver {

    private HandOver() {}

    static boolean isAsync(Object bean, Method method) {
        if (!(bean instanceof Advised advised)) {
            return false;
        }
        Class<?> type = AopProxyUtils.ultimateTargetClass(bean);
        for (Advisor advisor : advised.getAdvisors()) {
            if (advisor.getAdvice() instanceof AsyncExecutionInterceptor && applies(advisor, method, type)) {
                return true;
            }
        }
        return false;
    }

    private static boolean applies(Advisor advisor, Method method, Class<?> type) {
        Method specific = AopUtils.getMostSpecificMethod(method, type);
        return !(advisor instanceof PointcutAdvisor one)
                || (one.getPointcut().getClassFilter().matches(type)
                        && one.getPointcut().getMethodMatcher().matches(specific, type));
    }
}
