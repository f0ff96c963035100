package ai.fluxion.crons.intercept;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.scheduling.annotation.Schedules;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.scheduling.support.ScheduledTaskObservationContext;
import org.springframework.util.CollectionUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Monitors the jobs of a {@code @Scheduled} processor that is not ours because it was not Spring's own: its registrar
 * gets a registry of observations that tells us of each execution. Beside our own processor it does nothing.
 *
 * @since 0.1.0
 */
public final class FallbackScheduling implements SchedulingConfigurer, SmartInitializingSingleton, Ordered {

    private static final Logger logger = LoggerFactory.getLogger(FallbackScheduling.class);

    private final InterceptedJobs jobs;

    private final ConfigurableListableBeanFactory beans;

    private final SingletonSupplier<RunObservations> observing;

    /**
     * @param jobs where to make the jobs known
     * @param beans where to look for them
     */
    public FallbackScheduling(InterceptedJobs jobs, ConfigurableListableBeanFactory beans) {
        this.jobs = jobs;
        this.beans = beans;
        this.observing = SingletonSupplier.of(
                () -> new RunObservations(context -> jobs.find(context.getTargetClass(), context.getMethod())));
    }

    /** Last, since whoever sets a registry after us would be the only one heard. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!isNeeded()) {
            return;
        }
        logger.info("The processor of @Scheduled is not Spring's own; its jobs are monitored by their observations.");
        for (String name : this.beans.getBeanDefinitionNames()) {
            Object bean = this.beans.containsSingleton(name) ? this.beans.getSingleton(name) : null;
            if (bean != null) {
                find(bean, name);
            }
        }
    }

    private boolean isNeeded() {
        return this.beans.getBeanNamesForType(ScheduledAnnotationBeanPostProcessor.class, true, false).length > 0
                && this.beans.getBeanNamesForType(MonitoringScheduledProcessor.class, true, false).length == 0;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar registrar) {
        if (registrar instanceof MonitoringTaskRegistrar) {
            return;
        }
        ObservationRegistry users = registrar.getObservationRegistry();
        registrar.setObservationRegistry(new JoinedRegistry(users != null ? users : ObservationRegistry.NOOP));
    }

    private void find(Object bean, String beanName) {
        Class<?> type = AopProxyUtils.ultimateTargetClass(bean);
        if (!AnnotationUtils.isCandidateClass(type, Set.of(Scheduled.class, Schedules.class))) {
            return;
        }
        Map<Method, Set<Scheduled>> methods = MethodIntrospector.selectMethods(
                type, (MethodIntrospector.MetadataLookup<@Nullable Set<Scheduled>>) FallbackScheduling::annotations);
        methods.forEach((method, annotations) -> annotations.stream()
                .limit(1) // an observation does not tell which annotation it comes from
                .forEach(one -> this.jobs.scheduled(new ScheduledMethod(one, method, bean, beanName, false))));
    }

    private static @Nullable Set<Scheduled> annotations(Method method) {
        Set<Scheduled> found =
                AnnotatedElementUtils.getMergedRepeatableAnnotations(method, Scheduled.class, Schedules.class);
        return CollectionUtils.isEmpty(found) ? null : found;
    }

    /** The user's registry with our handler in it; ours where the user does not observe tasks. */
    private final class JoinedRegistry implements ObservationRegistry {

        private final ObservationRegistry users;

        private final ScheduledTaskObservationContext sample;

        JoinedRegistry(ObservationRegistry users) {
            this.users = users;
            this.sample = new ScheduledTaskObservationContext(
                    this, CollectionUtils.class.getMethods()[0]);
        }

        private ObservationRegistry registry() {
            return FallbackScheduling.this.observing.obtain().registryFor(this.users, this.sample);
        }

        @Override
        public @Nullable Observation getCurrentObservation() {
            return registry().getCurrentObservation();
        }

        @Override
        public Observation.@Nullable Scope getCurrentObservationScope() {
            return registry().getCurrentObservationScope();
        }

        @Override
        public void setCurrentObservationScope(Observation.@Nullable Scope current) {
            registry().setCurrentObservationScope(current);
        }

        @Override
        public ObservationConfig observationConfig() {
            return registry().observationConfig();
        }
    }
}
