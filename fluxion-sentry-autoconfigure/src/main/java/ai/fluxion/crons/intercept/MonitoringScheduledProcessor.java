package ai.fluxion.crons.intercept;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.scheduling.support.ScheduledMethodRunnable;
import org.springframework.util.function.SingletonSupplier;

/**
 * Spring's processor of {@code @Scheduled} with a run around each execution. It takes the place of Spring's own
 * definition, so that everything else, the user's observation, error handler and endpoint, is as it was.
 *
 * <p>Imperative methods pass by {@link #createRunnable(Object, Method, String) createRunnable}; reactive ones do not, so
 * for them the {@linkplain MonitoringTaskRegistrar registrar} is ours.
 */
class MonitoringScheduledProcessor extends ScheduledAnnotationBeanPostProcessor {

    private final MonitoringTaskRegistrar registrar;

    private final ThreadLocal<@Nullable Processing> processing = new ThreadLocal<>();

    private final Set<String> unobserved = new ConcurrentSkipListSet<>();

    @SuppressWarnings("NullAway.Init") // set by setBeanFactory, before any bean passes
    private SingletonSupplier<InterceptedJobs> jobs;

    MonitoringScheduledProcessor() {
        this(new MonitoringTaskRegistrar());
    }

    private MonitoringScheduledProcessor(MonitoringTaskRegistrar registrar) {
        super(registrar);
        this.registrar = registrar;
    }

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        super.setBeanFactory(beanFactory);
        this.jobs = SingletonSupplier.of(() -> beanFactory.getBean(InterceptedJobs.BEAN_NAME, InterceptedJobs.class));
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        Processing outer = this.processing.get();
        Processing mine = new Processing(beanName);
        this.processing.set(mine);
        try {
            return super.postProcessAfterInitialization(bean, beanName);
        } finally {
            restore(outer);
            if (mine.foundAny) {
                this.jobs.obtain().registerLateOnes();
            }
        }
    }

    private void restore(@Nullable Processing outer) {
        if (outer == null) {
            this.processing.remove();
        } else {
            this.processing.set(outer);
        }
    }

    @Override
    protected void processScheduled(Scheduled scheduled, Method method, Object bean) {
        Processing current = this.processing.get();
        if (current == null) {
            super.processScheduled(scheduled, method, bean);
            return;
        }
        ScheduledMethod found = new ScheduledMethod(scheduled, method, bean, current.beanName, false);
        current.begin(found);
        this.registrar.expectReactive(() -> reactive(current, found));
        try {
            super.processScheduled(scheduled, method, bean);
        } finally {
            this.registrar.expectNothing();
        }
        if (!current.observed) {
            this.unobserved.add(found.job());
        }
    }

    @Override
    protected Runnable createRunnable(Object target, Method method, @Nullable String qualifier) {
        Runnable runnable = super.createRunnable(target, method, qualifier);
        Processing current = this.processing.get();
        if (current == null || current.found == null || !(runnable instanceof ScheduledMethodRunnable springs)) {
            return runnable;
        }
        current.observed = true;
        this.registrar.expectNothing();
        if (HandOver.isAsync(target, method)) {
            handOver(current.found);
            return runnable;
        }
        InterceptedJob job = this.jobs.obtain().scheduled(current.found);
        return MonitoredFutureRunnable.serves(springs.getMethod())
                ? new MonitoredFutureRunnable(
                        springs.getTarget(),
                        springs.getMethod(),
                        springs.getQualifier(),
                        this.registrar::observations,
                        job)
                : new MonitoredMethodRunnable(
                        springs.getTarget(),
                        springs.getMethod(),
                        springs.getQualifier(),
                        this.registrar::observations,
                        job);
    }

    private void handOver(ScheduledMethod found) {
        if (HandOver.isOpen(found.bean())) {
            MonitoredCall call = this.jobs.obtain().handedOver(found);
            HandOver.advise(found.bean(), found.method(), call);
        } else {
            logger.warn("Not monitored, since another thread does it, behind a proxy that is frozen: " + found.job());
        }
    }

    private ReactiveExecutions reactive(Processing current, ScheduledMethod found) {
        current.observed = true;
        ScheduledMethod reactive = found.asReactive();
        return new ReactiveExecutions(this.jobs.obtain().scheduled(reactive), reactive);
    }

    @Override
    public void onApplicationEvent(ApplicationContextEvent event) {
        super.onApplicationEvent(event);
        if (event instanceof ContextRefreshedEvent && !this.unobserved.isEmpty()) {
            logger.warn("Not monitored, since this version of Spring schedules them past us: " + this.unobserved);
            this.unobserved.clear();
        }
    }

    /** A bean that is being processed. */
    private static final class Processing {

        private final String beanName;

        private @Nullable ScheduledMethod found;

        private boolean foundAny;

        private boolean observed;

        Processing(String beanName) {
            this.beanName = beanName;
        }

        void begin(ScheduledMethod method) {
            this.found = method;
            this.foundAny = true;
            this.observed = false;
        }
    }
}
