package ai.fluxion.crons.engine;

import ai.fluxion.crons.engine.RegistrySettings.ScheduledJobs;
import ai.fluxion.crons.monitor.MonitorSettings.SettingsException;
import ai.fluxion.crons.monitor.MonitorSlug;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the configuration says of monitors and of jobs: which are monitors, and what they are called. Not safe for concurrent use. */
final class ConfiguredMonitors {

    private final RegistrySettings settings;

    private final DeclarationReader reader;

    private final JobPatterns excluded;

    /** The declarations by the slug of their name. */
    private final Map<String, MonitorDeclaration> bySlug = new LinkedHashMap<>();

    ConfiguredMonitors(RegistrySettings settings, DeclarationReader reader) {
        this.settings = settings;
        this.reader = reader;
        this.excluded = new JobPatterns(settings.exclude());
    }

    /** Reads the declarations, again if need be; those that cannot be are problems of the reader. */
    void read() {
        for (MonitorDeclaration declaration : this.settings.declarations()) {
            String name = Objects.requireNonNullElse(declaration.name(), "");
            String slug = slugOf(name, declaration.source());
            if (slug == null) {
                continue;
            }
            MonitorDeclaration before = this.bySlug.putIfAbsent(slug, declaration);
            if (before != null && before != declaration) {
                this.reader.duplicate(slug, before.source(), declaration.source());
            }
        }
    }

    /** Reads unless that was done. */
    void readOnce() {
        if (this.bySlug.isEmpty()) {
            read();
        }
    }

    Map<String, MonitorDeclaration> bySlug() {
        return this.bySlug;
    }

    /** The slug of a declared name; {@code null} if it has none, which is a problem of the reader. */
    @Nullable String slugOf(String name, String source) {
        try {
            return MonitorSlug.of(name, this.settings.slugPrefix(), null);
        } catch (SettingsException ex) {
            this.reader.problem(source, name, ex.reason(), "Write a name with a letter in it.");
            return null;
        }
    }

    /** What a job would be called; {@code null} if it is no monitor. */
    @Nullable MonitorCandidate candidate(RegisteredJob registered) {
        DiscoveredJob job = registered.job();
        MonitorDeclaration annotated = job.declaration();
        String ownName = ownName(job);
        MonitorDeclaration bound = declarationOf(job, ownName);
        Declarations declared = Declarations.of(bound, annotated);
        String because = excludedBecause(job, declared);
        if (because != null) {
            registered.deactivate(because);
            return null;
        }
        String name = bound != null && bound.name() != null ? bound.name() : ownName;
        return new MonitorCandidate(registered, job.suffix() == null ? name : name + "-" + job.suffix(), declared);
    }

    /** Whether a job's annotation or the configuration says something of its monitor. */
    boolean isDeclared(DiscoveredJob job) {
        return job.declaration() != null || declarationOf(job, ownName(job)) != null;
    }

    private static String ownName(DiscoveredJob job) {
        MonitorDeclaration annotated = job.declaration();
        return annotated != null && annotated.name() != null ? annotated.name() : MonitorSlug.ofJob(job.job());
    }

    private @Nullable String excludedBecause(DiscoveredJob job, Declarations declared) {
        if (!job.scheduled()) {
            return null;
        }
        if (declared.isEmpty()) {
            if (this.settings.scheduledJobs() != ScheduledJobs.ALL) {
                return "it is not declared (fluxion.crons.scheduled.monitor)";
            }
            return this.excluded.match(job.job()) ? "fluxion.crons.scheduled.exclude" : null;
        }
        return this.settings.scheduledJobs() == ScheduledJobs.NONE ? "fluxion.crons.scheduled.monitor is none" : null;
    }

    private @Nullable MonitorDeclaration declarationOf(DiscoveredJob job, String ownName) {
        for (MonitorDeclaration declaration : this.bySlug.values()) {
            if (bindsByMethod(declaration, job)) {
                return declaration;
            }
        }
        if (this.bySlug.isEmpty()) {
            return null;
        }
        try {
            return this.bySlug.get(MonitorSlug.of(ownName, this.settings.slugPrefix(), null));
        } catch (IllegalArgumentException ex) {
            return null;
        }
    }

    /** Where a {@code method} is configured, and as what, that names none of these jobs, or only those that others name before it. */
    List<String> unboundMethods(Collection<RegisteredJob> jobs) {
        return this.bySlug.values().stream()
                .filter(declaration -> declaration.method() != null)
                .filter(declaration ->
                        jobs.stream().noneMatch(job -> declaration == declarationOf(job.job(), ownName(job.job()))))
                .map(declaration -> "%s = '%s'".formatted(declaration.where("method"), declaration.method()))
                .toList();
    }

    private static boolean bindsByMethod(MonitorDeclaration declaration, DiscoveredJob job) {
        String method = declaration.method();
        return method != null && (method.equals(job.job()) || method.equals(beanMethod(job)));
    }

    private static String beanMethod(DiscoveredJob job) {
        return job.bean() + job.job().substring(job.job().lastIndexOf('.'));
    }
}
