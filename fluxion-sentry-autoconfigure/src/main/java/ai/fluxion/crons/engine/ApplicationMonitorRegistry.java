package ai.fluxion.crons.engine;

import ai.fluxion.crons.MonitorKeys;
import ai.fluxion.crons.engine.MonitorFamilies.Answer;
import ai.fluxion.crons.monitor.MonitorDefinition;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    private final DeclarationReader reader = new DeclarationReader();

    private final DefinitionFactory factory;

    private final Seats seats;

    private final ConfiguredMonitors configured;

    private final MonitorFamilies families;

    private final MonitorSettlement settlement;

    /** In the order of their coming. */
    private final Map<RegisteredJob.Key, RegisteredJob> jobs = new LinkedHashMap<>();

    private final Map<String, JobMonitor> byName = new ConcurrentHashMap<>();

    private volatile Runnable whenUntold = () -> {};

    private boolean settled;

    /**
     * @param settings what is configured
     * @param keys who know the keys that must report, besides those of the declarations
     * @param clock for comparing schedules
     */
    public ApplicationMonitorRegistry(RegistrySettings settings, Iterable<MonitorKeys> keys, Clock clock) {
        this.seats = new Seats(settings.maxMonitors());
        this.factory = new DefinitionFactory(
                settings, this.reader, new ScheduleResolver(this.reader, settings.timezone(), clock.instant()));
        this.configured = new ConfiguredMonitors(settings, this.reader);
        this.families = new MonitorFamilies(settings, keys, this.factory, this.seats);
        this.settlement = new MonitorSettlement(settings, this.reader, this.configured, this.families);
    }

    @Override
    public synchronized JobMonitor register(DiscoveredJob job) {
        RegisteredJob.Key key = RegisteredJob.Key.of(job);
        RegisteredJob known = this.jobs.get(key);
        if (known != null) {
            if (this.settled && !Objects.equals(known.job().schedule(), job.schedule())) {
                this.settlement.reschedule(known, job);
                warnOfProblems();
            }
            return known;
        }
        RegisteredJob registered = new RegisteredJob(job, this);
        this.jobs.put(key, registered);
        if (this.settled) {
            this.settlement.settleLate(registered);
            warnOfProblems();
            askSoon();
        }
        return registered;
    }

    /** What would have stopped the start stops nothing that runs. */
    private void warnOfProblems() {
        this.reader.problems().forEach(problem -> logger.warn("Ignored: {}", problem));
        this.reader.forgetProblems();
    }

    @Override
    public synchronized void retire(DiscoveredJob job) {
        RegisteredJob gone = this.jobs.get(RegisteredJob.Key.of(job));
        if (gone != null && this.settlement.retire(gone, this.jobs.values())) {
            this.jobs.remove(RegisteredJob.Key.of(job));
        }
    }

    @Override
    public synchronized @Nullable JobMonitor registerIfDeclared(DiscoveredJob job) {
        this.configured.readOnce();
        return this.configured.isDeclared(job) ? register(job) : null;
    }

    /**
     * Decides on every monitor. Called once, when all beans are there and before the first job runs.
     *
     * @throws MonitorConfigurationException if something that was declared cannot be
     */
    public void settle() {
        Set<RegisteredJob> known = beginToSettle();
        if (known == null) {
            return;
        }
        // Not in the lock: it makes beans, and they may take as long as a database that is away.
        this.families.askAtFirst(this::tellAtFirst);
        endSettling(known);
    }

    /** What is known at first; {@code null} if all is settled already. */
    private synchronized @Nullable Set<RegisteredJob> beginToSettle() {
        if (this.settled) {
            return null;
        }
        this.settlement.settle(this.jobs.values());
        return Set.copyOf(this.jobs.values());
    }

    private synchronized void tellAtFirst(String slug, Answer answer) {
        this.families.tellAtFirst(slug, answer);
    }

    private synchronized void endSettling(Set<RegisteredJob> known) {
        this.settlement.refuseDuplicateKeys();
        if (!this.reader.problems().isEmpty()) {
            throw new MonitorConfigurationException(this.reader.problems());
        }
        this.families.seat();
        this.settled = true;
        for (RegisteredJob job : this.jobs.values()) {
            if (!known.contains(job) && job.family() == null) {
                this.settlement.settleLate(job);
            }
        }
        warnOfProblems();
    }

    /** A run that comes before the application has started; its job is settled alone. */
    synchronized MonitorFamily settleEarly(RegisteredJob job) {
        return this.settlement.settleEarly(job);
    }

    @Override
    public JobMonitor named(String name) {
        return this.byName.computeIfAbsent(name, NamedMonitor::new);
    }

    @Override
    public Collection<MonitorDefinition> definitions() {
        return this.families.definitionsBySlug().values();
    }

    @Override
    public @Nullable MonitorDefinition find(String slug) {
        return this.families.definitionsBySlug().get(slug);
    }

    @Override
    public synchronized @Nullable MonitorDefinition adopt(String slug, @Nullable String key) {
        MonitorDefinition known = find(slug);
        return known != null || key == null ? known : this.families.adopt(slug, key);
    }

    /**
     * Asks for the keys that no bean has told yet: a database that is away for a moment must neither keep stores from being
     * missed nor have their monitor be missed in their place, and a monitor that is named at run time must not wait for it.
     *
     * @return whether all keys are told now
     */
    boolean askForKeys() {
        // Not in the lock: a bean may take long.
        this.families.ask(this::tell);
        return !this.families.isUntold();
    }

    private synchronized void tell(String slug, Answer answer) {
        this.families.tell(slug, answer);
    }

    /**
     * Has {@link #askForKeys()} be called, elsewhere and as often as it takes, whenever there is something to ask for.
     *
     * @param asking begins that, and does not wait for it
     */
    void whenUntold(Runnable asking) {
        this.whenUntold = asking;
        askSoon();
    }

    private void askSoon() {
        if (this.families.isUntold()) {
            this.whenUntold.run();
        }
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

    /** Each {@code method} that is configured and names no job of this process: its property, and what that says. */
    public synchronized List<String> unboundMethods() {
        return this.configured.unboundMethods(this.jobs.values());
    }

    private synchronized MonitorFamily settleNamed(String name, String slug) {
        MonitorFamily family = this.settlement.settleNamed(name, slug);
        if (this.settled) {
            askSoon();
        }
        return family;
    }

    private final class NamedMonitor implements JobMonitor {

        private final String name;

        private final String slug;

        NamedMonitor(String name) {
            this.name = name;
            this.slug = ApplicationMonitorRegistry.this.settlement.slugOf(name);
        }

        @Override
        public boolean isActive() {
            return true;
        }

        @Override
        public MonitorDefinition definition(@Nullable String key) {
            MonitorFamily family = ApplicationMonitorRegistry.this.families.find(this.name, this.slug);
            return (family != null ? family : settleNamed(this.name, this.slug)).definition(key);
        }
    }
}
