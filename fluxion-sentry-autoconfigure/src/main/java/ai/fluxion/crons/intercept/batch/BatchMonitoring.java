package ai.fluxion.crons.intercept.batch;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.batch.core.job.AbstractJob;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Gives every Batch job that is a bean our listener, beside those that it has.
 *
 * @since 0.1.0
 */
public final class BatchMonitoring implements BeanPostProcessor {

    private final Supplier<BatchJobs> jobs;

    private final Set<AbstractJob> seen = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** @param jobs asked for when the first job is made */
    public BatchMonitoring(Supplier<BatchJobs> jobs) {
        this.jobs = jobs;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        Object target = AopProxyUtils.getSingletonTarget(bean);
        if ((target != null ? target : bean) instanceof AbstractJob job && this.seen.add(job)) {
            this.jobs.get().found(job.getName());
            job.registerJobExecutionListener(new BatchListener(this.jobs));
        }
        return bean;
    }
}
