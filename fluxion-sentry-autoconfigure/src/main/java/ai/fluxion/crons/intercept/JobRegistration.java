package ai.fluxion.crons.intercept;

import ai.fluxion.crons.engine.DiscoveredJob;
import ai.fluxion.crons.engine.JobMonitor;
import ai.fluxion.crons.engine.MonitorDeclaration;
import ai.fluxion.crons.engine.MonitorRegistry;
import ai.fluxion.crons.engine.RunEngine;
import ai.fluxion.crons.intercept.InterceptedJobs.FoundJob;
import ai.fluxion.crons.schedule.Schedule;
import ai.fluxion.crons.schedule.Schedules;
import java.lang.reflect.Method;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.util.StringValueResolver;
import org.springframework.util.function.SingletonSupplier;

/**
 * From what was found to monitors. Several {@code @Scheduled} on one method are one monitor if one schedule says them
 * all, else one each. A bean that is made again (a prototype, a scope) has the monitors that it had.
 */
final class JobRegistration {

    private static final String SCOPED_TARGET = "scopedTarget.";

    private final SingletonSupplier<MonitorRegistry> registry;

    private final SingletonSupplier<RunEngine> engine;

    private final StringValueResolver resolver;

    private final Function<String, ZoneId> zones;

    private final Map<Identity, Known> monitors = new ConcurrentHashMap<>();

    JobRegistration(
            ObjectProvider<MonitorRegistry> registry,
            ObjectProvider<RunEngine> engine,
            StringValueResolver resolver,
            Function<String, ZoneId> zones) {
        this.registry = SingletonSupplier.of(registry::getObject);
        this.engine = SingletonSupplier.of(engine::getObject);
        this.resolver = resolver;
        this.zones = zones;
    }

    void register(DiscoveredJob discovered, InterceptedJob job) {
        Known known = Objects.requireNonNull(monitorOf(discovered, this.registry.obtain()::register));
        job.bind(known.monitor, this.engine.obtain());
    }

    /** Whether it is a monitor; otherwise nothing is kept of it. */
    boolean registerIfDeclared(DiscoveredJob discovered, InterceptedJob job) {
        Known known = monitorOf(discovered, this.registry.obtain()::registerIfDeclared);
        if (known == null) {
            return false;
        }
        job.bind(known.monitor, this.engine.obtain());
        return true;
    }

    void retire(DiscoveredJob gone) {
        this.monitors.remove(Identity.of(gone));
        this.registry.obtain().retire(gone);
    }

    /** What is registered again as it was is not registered; what is scheduled otherwise is. */
    private @Nullable Known monitorOf(
            DiscoveredJob discovered, Function<DiscoveredJob, @Nullable JobMonitor> registration) {
        return this.monitors.compute(Identity.of(discovered), (identity, before) -> {
            if (before != null && before.job.equals(discovered)) {
                return before;
            }
            JobMonitor monitor = registration.apply(discovered);
            return monitor == null ? null : new Known(discovered, monitor);
        });
    }

    @Nullable MonitorDeclaration declarationOf(Method method) {
        return new DeclarationReader(this.resolver).read(method);
    }

    void register(List<FoundJob> found) {
        Map<String, ZoneId> known = new HashMap<>();
        Function<String, ZoneId> zonesOnce = qualifier -> known.computeIfAbsent(qualifier, this.zones);
        byMethod(found).forEach(jobs -> register(jobs, zonesOnce));
    }

    private static List<List<FoundJob>> byMethod(List<FoundJob> found) {
        Map<Object, Map<Object, List<FoundJob>>> groups = new IdentityHashMap<>();
        List<List<FoundJob>> inOrder = new ArrayList<>();
        for (FoundJob job : found) {
            groups.computeIfAbsent(job.owner(), owner -> new LinkedHashMap<>())
                    .computeIfAbsent(job.method(), method -> {
                        List<FoundJob> group = new ArrayList<>();
                        inOrder.add(group);
                        return group;
                    })
                    .add(job);
        }
        return inOrder;
    }

    private void register(List<FoundJob> jobs, Function<String, ZoneId> zonesOnce) {
        List<Timed> timed = new ArrayList<>(jobs.size());
        for (FoundJob job : jobs) {
            ScheduledTiming timing = timing(job.annotation(), zonesOnce);
            if (!timing.disabled()) {
                timed.add(new Timed(job, timing));
            }
        }
        if (timed.isEmpty()) {
            return;
        }
        MonitorDeclaration declaration = declarationOf(jobs.get(0).method());
        Optional<Schedule> union = timed.size() > 1 ? union(timed) : Optional.empty();
        for (int i = 0; i < timed.size(); i++) {
            Timed job = timed.get(i);
            String suffix = i == 0 || union.isPresent() ? null : String.valueOf(i + 1);
            bind(job, suffix, union.orElse(job.timing.schedule()), declaration);
        }
    }

    private ScheduledTiming timing(@Nullable Scheduled annotation, Function<String, ZoneId> zonesOnce) {
        return annotation == null
                ? new ScheduledTiming(null, null, false)
                : ScheduledTiming.of(annotation, this.resolver, zonesOnce);
    }

    private static Optional<Schedule> union(List<Timed> timed) {
        List<Schedule> schedules = timed.stream()
                .map(job -> job.timing.schedule())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        return schedules.size() == timed.size() ? Schedules.union(schedules) : Optional.empty();
    }

    private void bind(
            Timed timed,
            @Nullable String suffix,
            @Nullable Schedule schedule,
            @Nullable MonitorDeclaration declaration) {
        FoundJob found = timed.found;
        DiscoveredJob discovered = new DiscoveredJob(
                found.job().name(),
                withoutScope(found.beanName()),
                suffix,
                schedule,
                timed.timing.note(),
                found.annotation() != null,
                declaration);
        register(discovered, found.job());
    }

    private static String withoutScope(String beanName) {
        return beanName.startsWith(SCOPED_TARGET) ? beanName.substring(SCOPED_TARGET.length()) : beanName;
    }

    /** What a job has in common with itself scheduled otherwise. */
    private record Identity(String job, @Nullable String bean, @Nullable String suffix) {

        static Identity of(DiscoveredJob job) {
            return new Identity(job.job(), job.bean(), job.suffix());
        }
    }

    private record Known(DiscoveredJob job, JobMonitor monitor) {}

    private record Timed(FoundJob found, ScheduledTiming timing) {}
}
