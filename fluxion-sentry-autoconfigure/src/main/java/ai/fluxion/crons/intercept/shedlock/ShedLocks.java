package ai.fluxion.crons.intercept.shedlock;

import ai.fluxion.crons.intercept.JobLock;
import ai.fluxion.crons.intercept.JobLocks;
import ai.fluxion.crons.intercept.MayDeclare;
import java.lang.reflect.Method;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.StringValueResolver;

/**
 * The locks of {@link SchedulerLock} methods. A bean that ShedLock advises takes its lock when it is called; otherwise
 * ShedLock, if it locks at all, has the scheduler take it before.
 *
 * @since 0.1.0
 */
public final class ShedLocks implements JobLocks {

    private static final String SHEDLOCK = "net.javacrumbs.shedlock.";

    private static final MayDeclare LOCK = new MayDeclare(type -> type == SchedulerLock.class);

    private final LockProviderWatch watch;

    private final StringValueResolver resolver;

    /**
     * @param watch tells of locks
     * @param resolver resolves a lock's name as ShedLock does
     */
    public ShedLocks(LockProviderWatch watch, StringValueResolver resolver) {
        this.watch = watch;
        this.resolver = resolver;
    }

    @Override
    public @Nullable JobLock find(Object target, Method method) {
        SchedulerLock lock = annotation(target, method);
        return lock == null
                ? null
                : new JobLock(
                        this.resolver.resolveStringValue(lock.name()),
                        isAdvisedByShedLock(target),
                        () -> !this.watch.isBlind());
    }

    private static @Nullable SchedulerLock annotation(Object target, Method method) {
        Method specific = AopUtils.getMostSpecificMethod(method, AopProxyUtils.ultimateTargetClass(target));
        return LOCK.on(specific) ? AnnotatedElementUtils.findMergedAnnotation(specific, SchedulerLock.class) : null;
    }

    private static boolean isAdvisedByShedLock(Object target) {
        if (!(target instanceof Advised advised)) {
            return false;
        }
        for (Advisor advisor : advised.getAdvisors()) {
            if (advisor.getClass().getName().startsWith(SHEDLOCK)
                    || advisor.getAdvice().getClass().getName().startsWith(SHEDLOCK)) {
                return true;
            }
        }
        return false;
    }
}
