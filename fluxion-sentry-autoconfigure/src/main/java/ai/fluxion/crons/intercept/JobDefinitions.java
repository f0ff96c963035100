package ai.fluxion.crons.intercept;

import ai.fluxion.crons.engine.ActiveRun;
import ai.fluxion.crons.engine.JobMonitor;
import ai.fluxion.crons.engine.MonitorRegistry;
import ai.fluxion.crons.engine.RunEngine;
import ai.fluxion.crons.intercept.InterceptedJobs.FoundJob;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.EmbeddedValueResolver;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.Schedules;
import org.springframework.util.ClassUtils;

/**
 * The jobs of an application that does not run: read from the types of its beans, none of which is made for it. What only
 * a running application knows (jobs of Quartz, tasks registered in code) is not seen.
 *
 * @since 0.1.0
 */
public final class JobDefinitions {

    private JobDefinitions() {}

    /**
     * Registers every job.
     *
     * @param beans the definitions
     * @param registry where they go
     */
    public static void register(ConfigurableListableBeanFactory beans, MonitorRegistry registry) {
        JobRegistration registration = new JobRegistration(
                new Fixed<>(registry),
                new Fixed<>(new NoRuns()),
                new EmbeddedValueResolver(beans),
                new SchedulerZones(beans));
        List<FoundJob> found = new ArrayList<>();
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = ScopedProxyUtils.isScopedTarget(name) ? null : beans.getType(name, false);
            if (type != null) {
                found.addAll(jobsOf(name, ClassUtils.getUserClass(type)));
            }
        }
        registration.register(found);
    }

    private static List<FoundJob> jobsOf(String beanName, Class<?> type) {
        Object owner = new Object();
        List<FoundJob> found = new ArrayList<>();
        Map<Method, Set<Scheduled>> scheduled = MethodIntrospector.selectMethods(
                type, (MetadataLookup<@Nullable Set<Scheduled>>) JobDefinitions::scheduledOf);
        scheduled.forEach((method, annotations) -> annotations.forEach(annotation ->
                found.add(new FoundJob(job(JobNames.of(type, method)), method, beanName, owner, annotation))));
        Set<Method> monitored = MethodIntrospector.selectMethods(
                type, (Method method) -> !scheduled.containsKey(method) && DeclarationReader.isMonitor(method));
        monitored.forEach(method -> {
            InterceptedJob job = job(JobNames.of(type, method));
            found.add(new FoundJob(job, method, beanName, job, null));
        });
        return found;
    }

    private static InterceptedJob job(String name) {
        return new InterceptedJob(name, null, () -> null);
    }

    private static @Nullable Set<Scheduled> scheduledOf(Method method) {
        Set<Scheduled> annotations =
                AnnotatedElementUtils.getMergedRepeatableAnnotations(method, Scheduled.class, Schedules.class);
        return annotations.isEmpty() ? null : annotations;
    }

    private record Fixed<T>(T value) implements ObjectProvider<T> {

        @Override
        public T getObject() {
            return this.value;
        }
    }

    /** Jobs are bound to it and never run. */
    private static final class NoRuns implements RunEngine {

        @Override
        public ActiveRun open(JobMonitor monitor, @Nullable String key) {
            throw new IllegalStateException("This application does not run");
        }

        @Override
        public void skipped(JobMonitor monitor, @Nullable String key, String reason) {
            throw new IllegalStateException("This application does not run");
        }
    }
}
