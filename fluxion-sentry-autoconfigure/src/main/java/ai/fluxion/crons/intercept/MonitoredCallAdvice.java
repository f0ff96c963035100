package ai.fluxion.crons.intercept;

import java.lang.reflect.Method;
import java.util.Map;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;

/** The runs of one bean's methods. Innermost of all advice, so that a run is what the method itself does. */
final class MonitoredCallAdvice implements MethodInterceptor {

    private final Class<?> type;

    private final Map<Method, MonitoredCall> calls;

    MonitoredCallAdvice(Class<?> type, Map<Method, MonitoredCall> calls) {
        this.type = type;
        this.calls = calls;
    }

    boolean serves(Method method) {
        return this.calls.containsKey(method);
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        MonitoredCall call = this.calls.get(AopUtils.getMostSpecificMethod(invocation.getMethod(), this.type));
        return call == null ? invocation.proceed() : call.proceed(invocation);
    }
}
