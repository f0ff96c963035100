package ai.fluxion.crons.intercept;

import ai.fluxion.crons.engine.DiscoveredJob;
import ai.fluxion.crons.engine.MonitorDeclaration;
import ai.fluxion.crons.engine.MonitorRegistry;
import ai.fluxion.crons.engine.RunEngine;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.EmbeddedValueResolver;
import org.springframework.core.MethodClassKey;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.util.function.SingletonSupplier;

/**
 * Every job of this application whose executions pass by us. Jobs are found while beans are made, when nothing else may
 * be asked for; they are registered together when all beans are there, before the first of them runs, and from then on
 * as they come. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class InterceptedJobs implements SmartInitializingSingleton {

    /** Its bean's name: by type, Spring looks through all definitions that there are. */
    public static final String BEAN_NAME = "fluxionCronsInterceptedJobs";

    private static final Logger logger = LoggerFactory.getLogger(InterceptedJobs.class);

    private final JobRegistration registration;

    /** Looked up once: that costs more than all else that is done for a job. */
    private final SingletonSupplier<Optional<JobLocks>> locks;

    private final ConfigurableBeanFactory beans;

    private final List<FoundJob> pending = new ArrayList<>();

    private final Map<CallKey, InterceptedJob> called = new ConcurrentHashMap<>();

    private final Map<MethodClassKey, InterceptedJob> byMethod = new ConcurrentHashMap<>();

    /** A bean that is made again, as a prototype, has the locks that it had. */
    private final Map<List<Object>, InterceptedJob> lockedByScheduler = new ConcurrentHashMap<>();

    private volatile boolean started;

    /**
     * @param registry asked for when all beans are there
     * @param engine asked for when all beans are there
     * @param locks knows the locks of jobs, if there are any
     * @param beans where the jobs live
     */
    public InterceptedJobs(
            ObjectProvider<MonitorRegistry> registry,
            ObjectProvider<RunEngine> engine,
            ObjectProvider<JobLocks> locks,
            ConfigurableBeanFactory beans) {
        this.registration =
                new JobRegistration(registry, engine, new EmbeddedValueResolver(beans), new SchedulerZones(beans));
        this.locks = SingletonSupplier.of(() -> Optional.ofNullable(locks.getIfAvailable()));
        this.beans = beans;
    }

    /** A {@code @Scheduled} method whose executions on the scheduler's thread are its runs. */
    InterceptedJob scheduled(ScheduledMethod found) {
        JobLock lock = found.reactive() ? null : lockOf(found.bean(), found.method());
        InterceptedJob job =
                new InterceptedJob(found.job(), lock, KeyExpression.of(found.method(), this.beans)::withoutArguments);
        this.byMethod.put(key(found.type(), found.method()), job);
        if (Proxy.isProxyClass(found.bean().getClass())) {
            this.byMethod.put(key(found.bean().getClass(), found.invocable()), job);
        }
        if (lock != null && !lock.aroundMethod()) {
            this.lockedByScheduler.put(List.of(found.beanName(), found.method(), found.annotation()), job);
        }
        return add(found, job);
    }

    /** A {@code @Scheduled} method that hands its work to another thread: each call there is a run. */
    MonitoredCall handedOver(ScheduledMethod found) {
        InterceptedJob job = called(found.beanName(), found.type(), found.method());
        this.byMethod.putIfAbsent(key(found.type(), found.method()), job);
        return monitored(found.method(), add(found, job));
    }

    /** A method whose calls are runs. */
    MonitoredCall call(String beanName, Class<?> type, Method method) {
        InterceptedJob job = called(beanName, type, method);
        this.byMethod.putIfAbsent(key(type, method), job);
        return monitored(method, add(new FoundJob(job, method, beanName, job, null), job));
    }

    private MonitoredCall monitored(Method method, InterceptedJob job) {
        return new MonitoredCall(job, KeyExpression.of(method, this.beans), ReactiveTypes.isReactive(method));
    }

    private InterceptedJob called(String beanName, Class<?> type, Method method) {
        String name = JobNames.of(type, method);
        return this.called.computeIfAbsent(
                new CallKey(beanName, AopUtils.getMostSpecificMethod(method, type)),
                key -> new InterceptedJob(name, null, () -> null));
    }

    private InterceptedJob add(ScheduledMethod found, InterceptedJob job) {
        return add(new FoundJob(job, found.method(), found.beanName(), found.bean(), found.annotation()), job);
    }

    private InterceptedJob add(FoundJob found, InterceptedJob job) {
        if (this.started) {
            job.comes();
        }
        synchronized (this.pending) {
            this.pending.add(found);
        }
        return job;
    }

    @Override
    public void afterSingletonsInstantiated() {
        this.started = true;
        List<FoundJob> found = drain();
        while (!found.isEmpty()) {
            this.registration.register(found);
            found = drain();
        }
    }

    /** Registers what came since, once the application has started; before that, nothing. */
    void registerLateOnes() {
        if (!this.started) {
            return;
        }
        List<FoundJob> found = drain();
        if (found.isEmpty()) {
            return;
        }
        try {
            this.registration.register(found);
        } catch (RuntimeException refused) {
            logger.warn("Not monitored, since its monitor was refused: " + found, refused);
        } finally {
            found.forEach(late -> late.job().hasCome());
        }
    }

    private List<FoundJob> drain() {
        synchronized (this.pending) {
            List<FoundJob> drained = List.copyOf(this.pending);
            this.pending.clear();
            return drained;
        }
    }

    /** The job that a method of a class is, if it is one. */
    @Nullable InterceptedJob find(Class<?> type, Method method) {
        return this.byMethod.get(key(type, method));
    }

    /** A lock was refused before any execution began: whose it was is told by its name only. */
    void skipLockedByScheduler(String lock) {
        for (InterceptedJob job : this.lockedByScheduler.values()) {
            JobLock its = job.lock();
            if (its != null && lock.equals(its.name())) {
                job.skipped("lock held elsewhere");
            }
        }
    }

    private @Nullable JobLock lockOf(Object bean, Method method) {
        return this.locks.obtain().map(present -> present.find(bean, method)).orElse(null);
    }

    /**
     * Registers a job that something else than Spring schedules. To be called before all beans are there, by a
     * {@link SmartInitializingSingleton}, or later for a job that comes later.
     *
     * @throws RuntimeException if it is declared and wrong
     */
    public JobRuns register(DiscoveredJob discovered) {
        InterceptedJob job = new InterceptedJob(discovered.job(), null, () -> null);
        this.registration.register(discovered, job);
        return job;
    }

    /**
     * Registers a job that runs when somebody asks it to, at any time: without a schedule it is a monitor only if it is
     * declared, by an annotation or in the configuration.
     *
     * @return {@code null} if it is none
     */
    public @Nullable JobRuns registerIfDeclared(DiscoveredJob discovered) {
        InterceptedJob job = new InterceptedJob(discovered.job(), null, () -> null);
        return this.registration.registerIfDeclared(discovered, job) ? job : null;
    }

    /** A job that something else than Spring scheduled is gone. */
    public void retire(DiscoveredJob gone) {
        this.registration.retire(gone);
    }

    /** What the annotations of a method declare, or {@code null}. */
    public @Nullable MonitorDeclaration declarationOf(Method method) {
        return this.registration.declarationOf(method);
    }

    /** Of an invocation only the class is known. */
    private static MethodClassKey key(Class<?> type, Method method) {
        return new MethodClassKey(AopUtils.getMostSpecificMethod(method, type), type);
    }

    /** What tells two jobs of one method apart is the bean. */
    private record CallKey(String beanName, Method method) {}

    /**
     * A job that was found, before its monitor.
     *
     * @param owner keeps the {@code @Scheduled} annotations of one method together: the bean, or the job itself
     * @param annotation the one that schedules it; {@code null} if this process does not
     */
    record FoundJob(InterceptedJob job, Method method, String beanName, Object owner, @Nullable Scheduled annotation) {

        @Override
        public String toString() {
            return Objects.toString(this.job);
        }
    }
}
