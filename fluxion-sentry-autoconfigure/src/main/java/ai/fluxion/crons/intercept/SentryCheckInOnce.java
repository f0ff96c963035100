package ai.fluxion.crons.intercept;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/** Lets the SDK's advice report only what does not report by us. */
final class SentryCheckInOnce implements MethodInterceptor, BeanFactoryAware {

    private final MethodInterceptor sentrys;

    @SuppressWarnings("NullAway.Init") // set before any call passes
    private SingletonSupplier<InterceptedJobs> jobs;

    SentryCheckInOnce(MethodInterceptor sentrys) {
        this.sentrys = sentrys;
    }

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        this.jobs = SingletonSupplier.of(() -> beanFactory.getBean(InterceptedJobs.BEAN_NAME, InterceptedJobs.class));
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        return isOurs(invocation) ? invocation.proceed() : this.sentrys.invoke(invocation);
    }

    private boolean isOurs(MethodInvocation invocation) {
        Object target = invocation.getThis();
        if (target == null) {
            return false;
        }
        InterceptedJob job = this.jobs.obtain().find(ClassUtils.getUserClass(target), invocation.getMethod());
        return job != null && job.isReported();
    }
}
