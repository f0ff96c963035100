package ai.fluxion.crons.engine;

import ai.fluxion.crons.MonitorKeys;
import ai.fluxion.crons.engine.RegistrySettings.ScheduledJobs;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorDefinition.Origin;
import ai.fluxion.crons.monitor.MonitorSlug;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The monitors of an application: jobs register while beans come to be, and {@link #settle()} decides once all are known,
 * so that names and seats do not depend on the order of beans.
 *
 * @since 0.1.0
 */
public final class ApplicationMonitorRegistry implements MonitorRegistry {

    private static final Logger logger = LoggerFactory.getLogger(ApplicationMonitorRegistry.class);

    private final RegistrySettings settings;

    private final MonitorKeys keys;

    private final DeclarationReader reader = new DeclarationReader();

    private final DefinitionFactory factory;

    private final JobPatterns excluded;

    private final Seats seats;

    /** In the order of their coming. */
    private final Map<RegisteredJob.Key, RegisteredJob> jobs = new LinkedHashMap<>();

    /** The configuration's declarations by the slug of their name. */
    private final Map<String, MonitorDeclaration> configured = new LinkedHashMap<>();

    private final Map<String, MonitorFamily> families = new ConcurrentHashMap<>();

    private final Map<String, JobMonitor> byName = new ConcurrentHashMap<>();

    /** The slugs that are not made of their names, by {@link MonitorSlug#identity} of the name. */
    private final Map<String, String> keptSlugs = new ConcurrentHashMap<>();

    private final AtomicLong changes = new AtomicLong();

    private volatile @Nullable Snapshot snapshot;

    private boolean settled;

    /**
     * @param settings what is configured
     * @param keys the keys that must report, besides those of the declarations
     * @param clock for comparing schedules
     */
    public ApplicationMonitorRegistry(RegistrySettings settings, MonitorKeys keys, Clock clock) {
        this.settings = settings;
        this.keys = keys;
        this.excluded = new JobPatterns(settings.exclude());
        this.seats = new Seats(settings.maxMonitors());
        this.factory = new DefinitionFactory(
                settings, this.reader, new ScheduleResolver(this.reader, settings.timezone(), clock.instant()));
    }

    @Override
    public synchronized JobMonitor register(DiscoveredJob job) {
        RegisteredJob.Key key = RegisteredJob.Key.of(job);
        RegisteredJob known = this.jobs.get(key);
        if (known != null) {
            return known;
        }
        RegisteredJob registered = new RegisteredJob(job, this);
        this.jobs.put(key, registered);
        if (this.settled) {
            settleLate(registered);
        }
        return registered;
    }

    /**
     * Decides on every monitor. Called once, when all beans are there and before the first job runs.
     *
     * @throws MonitorConfigurationException if something that was declared cannot be
     */
    public synchronized void settle() {
        if (this.settled) {
            return;
        }
        readConfigured();
        List<Candidate> candidates = new ArrayList<>();
        for (RegisteredJob job : this.jobs.values()) {
            Candidate candidate = candidate(job);
            if (candidate != null) {
                candidates.add(candidate);
            }
        }
        settle(candidates);
        settleWithoutJob(candidates);
        refuseDuplicateKeys();
        if (!this.reader.problems().isEmpty()) {
            throw new MonitorConfigurationException(this.reader.problems());
        }
        this.seats.allot(allDefinitions().toList());
        this.families.values().forEach(family -> family.replaceAll(this.seats::seated));
        this.changes.incrementAndGet();
        this.settled = true;
    }

    @Override
    public JobMonitor named(String name) {
        return this.byName.computeIfAbsent(name, NamedMonitor::new);
    }

    @Override
    public Collection<MonitorDefinition> definitions() {
        return snapshot().values();
    }

    @Override
    public @Nullable MonitorDefinition find(String slug) {
        return snapshot().get(slug);
    }

    @Override
    public synchronized @Nullable MonitorDefinition adopt(String slug, @Nullable String key) {
        MonitorDefinition known = find(slug);
        if (known != null || key == null) {
            return known;
        }
        for (MonitorFamily family : this.families.values()) {
            MonitorDefinition adopted = family.adopt(slug, key);
            if (adopted != null) {
                this.changes.incrementAndGet();
                return adopted;
            }
        }
        return null;
    }

    /** All definitions by slug, in its order; made anew after a change only, since every minute asks for all of them. */
    private SortedMap<String, MonitorDefinition> snapshot() {
        Snapshot known = this.snapshot;
        long now = this.changes.get();
        if (known == null || known.asOf() != now) {
            SortedMap<String, MonitorDefinition> bySlug = new TreeMap<>();
            allDefinitions().forEach(definition -> bySlug.put(definition.slug(), definition));
            known = new Snapshot(now, Collections.unmodifiableSortedMap(bySlug));
            this.snapshot = known;
        }
        return known.bySlug();
    }

    private Stream<MonitorDefinition> allDefinitions() {
        return this.families.values().stream().flatMap(family -> family.definitions().stream());
    }

    private MonitorDefinition admit(MonitorDefinition definition) {
        MonitorDefinition admitted = this.seats.admit(definition);
        this.changes.incrementAndGet();
        return admitted;
    }

    /** How many monitors take a seat in Sentry. */
    public int seats() {
        return this.seats.taken();
    }

    /** Why a monitor is local only, or {@code null} if that is for its seat or not so. */
    public @Nullable String localBecause(MonitorDefinition definition) {
        return this.factory.localBecause(definition);
    }

    /** The jobs that are no monitors, with the reason. */
    public synchronized Map<String, String> excludedJobs() {
        Map<String, String> excludedJobs = new LinkedHashMap<>();
        for (RegisteredJob job : this.jobs.values()) {
            String because = job.inactiveBecause();
            if (because != null) {
                excludedJobs.put(job.job().job(), because);
            }
        }
        return excludedJobs;
    }

    /** The configured monitors whose {@code method} names no job of this process, by name. */
    public synchronized List<String> unboundMethods() {
        return this.configured.values().stream()
                .filter(declaration -> declaration.method() != null)
                .filter(declaration -> this.jobs.values().stream().noneMatch(job -> bindsByMethod(declaration, job.job())))
                .map(declaration -> declaration.where("method"))
                .toList();
    }

    /** A run that comes before the application has started; its job is settled alone. */
    synchronized MonitorFamily settleEarly(RegisteredJob job) {
        if (this.configured.isEmpty()) {
            readConfigured();
        }
        return settleLate(job);
    }

    private MonitorFamily settleLate(RegisteredJob job) {
        Candidate candidate = Objects.requireNonNullElseGet(
                candidate(job), () -> new Candidate(job, job.job().job(), Declarations.of(null, null)));
        String wanted = slugOf(candidate);
        MonitorFamily known = this.families.get(wanted);
        if (known != null && candidate.isDeclared()) {
            job.settle(known);
            return known;
        }
        String slug = known != null ? apart(candidate) : wanted;
        MonitorFamily family = add(candidate, slug);
        family.replaceAll(this::admit);
        job.settle(family);
        return family;
    }

    private void readConfigured() {
        for (MonitorDeclaration declaration : this.settings.declarations()) {
            String name = Objects.requireNonNullElse(declaration.name(), "");
            String slug = declaredSlug(name, declaration.source());
            if (slug == null) {
                continue;
            }
            MonitorDeclaration before = this.configured.putIfAbsent(slug, declaration);
            if (before != null && before != declaration) {
                duplicate(slug, before.source(), declaration.source());
            }
        }
    }

    private @Nullable String declaredSlug(String name, String source) {
        try {
            return MonitorSlug.of(name, this.settings.slugPrefix(), null);
        } catch (IllegalArgumentException ex) {
            this.reader.problem(source, name, String.valueOf(ex.getMessage()), "Write a name with a letter in it.");
            return null;
        }
    }

    private void duplicate(String slug, String first, String second) {
        this.reader.problem(
                second,
                null,
                "its slug '%s' is declared twice, also by %s".formatted(slug, first),
                "Give each monitor a name of its own; names that differ only in case, blank, '_' or '-' are one.");
    }

    /** What a job would be called; {@code null} if it is no monitor. */
    private @Nullable Candidate candidate(RegisteredJob registered) {
        DiscoveredJob job = registered.job();
        MonitorDeclaration annotated = job.declaration();
        String discoveredName = MonitorSlug.ofJob(job.job());
        String ownName = annotated != null && annotated.name() != null ? annotated.name() : discoveredName;
        MonitorDeclaration bound = configuredFor(job, ownName);
        Declarations declared = Declarations.of(bound, annotated);
        if (job.scheduled() && declared.isEmpty()) {
            String because = excludedBecause(job);
            if (because != null) {
                registered.deactivate(because);
                return null;
            }
        }
        if (job.scheduled() && this.settings.scheduledJobs() == ScheduledJobs.NONE) {
            registered.deactivate("fluxion.crons.scheduled.monitor is none");
            return null;
        }
        String name = bound != null && bound.name() != null ? bound.name() : ownName;
        return new Candidate(registered, job.suffix() == null ? name : name + "-" + job.suffix(), declared);
    }

    private @Nullable String excludedBecause(DiscoveredJob job) {
        if (this.settings.scheduledJobs() != ScheduledJobs.ALL) {
            return "it is not declared (fluxion.crons.scheduled.monitor)";
        }
        return this.excluded.match(job.job()) ? "fluxion.crons.scheduled.exclude" : null;
    }

    private @Nullable MonitorDeclaration configuredFor(DiscoveredJob job, String ownName) {
        for (MonitorDeclaration declaration : this.configured.values()) {
            if (bindsByMethod(declaration, job)) {
                return declaration;
            }
        }
        if (this.configured.isEmpty()) {
            return null;
        }
        try {
            return this.configured.get(MonitorSlug.of(ownName, this.settings.slugPrefix(), null));
        } catch (IllegalArgumentException ex) {
            return null;
        }
    }

    private static boolean bindsByMethod(MonitorDeclaration declaration, DiscoveredJob job) {
        String method = declaration.method();
        return method != null && (method.equals(job.job()) || method.equals(beanMethod(job)));
    }

    private static String beanMethod(DiscoveredJob job) {
        return job.bean() + job.job().substring(job.job().lastIndexOf('.'));
    }

    private void settle(List<Candidate> candidates) {
        Map<String, List<Candidate>> bySlug = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            String kept = candidate.keptSlug();
            String slug = kept != null ? kept : declaredSlug(candidate.name(), candidate.source());
            if (slug != null) {
                bySlug.computeIfAbsent(slug, s -> new ArrayList<>()).add(candidate);
            }
        }
        bySlug.forEach((slug, same) -> {
            List<Candidate> declared =
                    same.stream().filter(Candidate::isDeclared).toList();
            if (!declared.isEmpty()) {
                settleDeclared(slug, declared);
            }
            List<Candidate> discovered =
                    same.stream().filter(candidate -> !candidate.isDeclared()).toList();
            boolean collides = discovered.size() > 1 || !declared.isEmpty() || this.configured.containsKey(slug);
            for (Candidate candidate : discovered) {
                candidate.job().settle(add(candidate, collides ? apart(candidate) : slug));
            }
        });
    }

    private void settleDeclared(String slug, List<Candidate> declared) {
        Candidate first = declared.get(0);
        MonitorFamily family = add(first, slug);
        for (Candidate candidate : declared) {
            if (!candidate.job().job().job().equals(first.job().job().job())) {
                shareOrRefuse(slug, first, candidate);
            }
            candidate.job().settle(family);
        }
    }

    /** Jobs that report to one slug by the SDK's annotation already go on to do so. */
    private void shareOrRefuse(String slug, Candidate first, Candidate second) {
        if (first.keptSlug() == null || second.keptSlug() == null) {
            duplicate(slug, first.source(), second.source());
            return;
        }
        logger.warn(
                "Two jobs are one monitor, '{}', with the schedule of the first: {} and {}",
                slug,
                first.source(),
                second.source());
    }

    private String apart(Candidate candidate) {
        DiscoveredJob job = candidate.job().job();
        return MonitorSlug.distinct(slugOf(candidate), job.bean() + "@" + job.job());
    }

    private MonitorFamily add(Candidate candidate, String slug) {
        Origin origin = candidate.isDeclared() ? Origin.DECLARED : Origin.DISCOVERED;
        return add(candidate.name(), slug, candidate.job().job(), candidate.declared(), origin);
    }

    private MonitorFamily add(
            String name, String slug, @Nullable DiscoveredJob job, Declarations declared, Origin origin) {
        MonitorDefinition template = this.factory.create(name, slug, job, declared, origin);
        Collection<String> known = keysOf(name, declared);
        boolean kept = declared.value(MonitorDeclaration::slug) != null;
        if (kept) {
            this.keptSlugs.put(MonitorSlug.identity(name), slug);
        }
        MonitorFamily family = new MonitorFamily(
                template,
                declared.isKeyed() || !known.isEmpty(),
                !known.isEmpty(),
                kept
                        ? key -> MonitorSlug.of(slug, null, key)
                        : key -> MonitorSlug.of(name, this.settings.slugPrefix(), key),
                this.settings.maxKeys(),
                this::admit);
        known.forEach(family::declare);
        this.families.put(slug, family);
        this.changes.incrementAndGet();
        return family;
    }

    private Collection<String> keysOf(String name, Declarations declared) {
        List<String> all = new ArrayList<>(declared.keys());
        try {
            all.addAll(this.keys.keysOf(name));
        } catch (RuntimeException ex) {
            logger.warn("The keys of monitor {} cannot be told", name, ex);
        }
        return all.stream().distinct().toList();
    }

    private void settleWithoutJob(List<Candidate> candidates) {
        this.configured.forEach((slug, declaration) -> {
            boolean taken = candidates.stream()
                    .anyMatch(candidate -> candidate.declared().layers().contains(declaration));
            if (!taken && !this.families.containsKey(slug)) {
                String name = Objects.requireNonNull(declaration.name());
                add(name, slug, null, Declarations.of(declaration, null), Origin.DECLARED);
            }
        });
    }

    /** A key may make the slug of another monitor: {@code etl_ventas} of {@code tienda}, and {@code etl_ventas_tienda}. */
    private void refuseDuplicateKeys() {
        Map<String, MonitorDefinition> bySlug = new HashMap<>();
        for (MonitorDefinition definition : allDefinitions().toList()) {
            MonitorDefinition before = bySlug.putIfAbsent(definition.slug(), definition);
            if (before != null && !before.equals(definition)) {
                duplicate(definition.slug(), spoken(before), spoken(definition));
            }
        }
    }

    private static String spoken(MonitorDefinition definition) {
        return definition.key() == null
                ? "monitor " + definition.name()
                : "key '%s' of monitor %s".formatted(definition.key(), definition.name());
    }

    private synchronized MonitorFamily adHoc(String name, String slug) {
        MonitorFamily known = this.families.get(slug);
        if (known != null) {
            return known;
        }
        if (!this.settled && this.configured.isEmpty()) {
            readConfigured();
        }
        MonitorDeclaration declaration = this.configured.get(slug);
        MonitorFamily family = add(
                name,
                slug,
                null,
                Declarations.of(declaration, null),
                declaration != null ? Origin.DECLARED : Origin.AD_HOC);
        family.replaceAll(this::admit);
        if (declaration == null) {
            logger.warn(
                    "Monitor {} is not configured: its check-ins are kept here, but Sentry drops those of a monitor"
                            + " that it does not know (fluxion.crons.monitors.{}.schedule)",
                    name,
                    name);
        }
        return family;
    }

    private String slugOf(Candidate candidate) {
        String kept = candidate.keptSlug();
        return kept != null ? kept : slugOf(candidate.name());
    }

    /** A name given at run time must not fail the job that gives it. */
    private String slugOf(String name) {
        try {
            return MonitorSlug.of(name, this.settings.slugPrefix(), null);
        } catch (IllegalArgumentException ex) {
            return MonitorSlug.distinct("monitor", name);
        }
    }

    /** A job on its way to a monitor. */
    private record Candidate(RegisteredJob job, String name, Declarations declared) {

        boolean isDeclared() {
            return !this.declared.isEmpty();
        }

        /** The slug that the monitor has in Sentry already, or {@code null}. */
        @Nullable String keptSlug() {
            String kept = this.declared.value(MonitorDeclaration::slug);
            String suffix = this.job.job().suffix();
            return kept == null || suffix == null ? kept : MonitorSlug.of(kept, null, suffix);
        }

        String source() {
            return isDeclared()
                    ? this.declared.layers().get(0).source()
                    : this.job.job().job();
        }
    }

    private record Snapshot(long asOf, SortedMap<String, MonitorDefinition> bySlug) {}

    private final class NamedMonitor implements JobMonitor {

        private final String name;

        private final String slug;

        NamedMonitor(String name) {
            this.name = name;
            this.slug = slugOf(name);
        }

        @Override
        public boolean isActive() {
            return true;
        }

        @Override
        public MonitorDefinition definition(@Nullable String key) {
            String kept = ApplicationMonitorRegistry.this.keptSlugs.get(MonitorSlug.identity(this.name));
            MonitorFamily family = ApplicationMonitorRegistry.this.families.get(kept != null ? kept : this.slug);
            return (family != null ? family : adHoc(this.name, this.slug)).definition(key);
        }
    }
}
