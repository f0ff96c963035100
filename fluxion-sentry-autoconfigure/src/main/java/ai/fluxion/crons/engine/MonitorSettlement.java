package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorDefinition.Origin;
import ai.fluxion.crons.monitor.MonitorSlug;
import ai.fluxion.crons.schedule.Schedule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes jobs and declarations monitors: all at the start, so that names do not depend on the order of beans, and one by one later.
 * Not safe for concurrent use.
 */
final class MonitorSettlement {

    private static final Logger logger = LoggerFactory.getLogger(MonitorSettlement.class);

    private final RegistrySettings settings;

    private final DeclarationReader reader;

    private final ConfiguredMonitors configured;

    private final MonitorFamilies families;

    MonitorSettlement(
            RegistrySettings settings,
            DeclarationReader reader,
            ConfiguredMonitors configured,
            MonitorFamilies families) {
        this.settings = settings;
        this.reader = reader;
        this.configured = configured;
        this.families = families;
    }

    /** Settles everything that is known, but for the keys that only beans know; what cannot be is a problem of the reader. */
    void settle(Collection<RegisteredJob> jobs) {
        this.configured.read();
        List<MonitorCandidate> candidates = new ArrayList<>();
        for (RegisteredJob job : jobs) {
            MonitorCandidate candidate = this.configured.candidate(job);
            if (candidate != null) {
                candidates.add(candidate);
            }
        }
        bySlug(candidates).forEach(this::settle);
        settleWithoutJob(candidates);
    }

    /** Settles a job that comes after all others, unless it is no monitor. */
    void settleLate(RegisteredJob job) {
        MonitorCandidate candidate = this.configured.candidate(job);
        if (candidate != null) {
            settleAlone(job, candidate);
        }
    }

    /** Settles a job that runs before all are known; whoever runs it needs a monitor for that, be it excluded or not. */
    MonitorFamily settleEarly(RegisteredJob job) {
        this.configured.readOnce();
        MonitorCandidate candidate = Objects.requireNonNullElseGet(
                this.configured.candidate(job),
                () -> new MonitorCandidate(job, job.job().job(), Declarations.of(null, null)));
        return settleAlone(job, candidate);
    }

    /** The scheduler of a job that is settled has another schedule for it: its monitor follows. */
    void reschedule(RegisteredJob registered, DiscoveredJob job) {
        registered.reschedule(job);
        MonitorFamily family = registered.family();
        MonitorCandidate candidate = family == null ? null : this.configured.candidate(registered);
        if (family == null
                || candidate == null
                || !job.job().equals(family.template().job())) {
            return;
        }
        Schedule before = family.template().schedule();
        this.families.reschedule(family, job, candidate.declared());
        Schedule after = family.template().schedule();
        if (!Objects.equals(before, after)) {
            logger.info(
                    "Monitor {} follows its job from '{}' to '{}'. Sentry hears of it with the next run, and until then"
                            + " waits for the slot that it knew",
                    family.template().slug(),
                    before == null ? "no schedule" : before.text(),
                    after == null ? "no schedule" : after.text());
        }
    }

    /**
     * Nobody runs a job any more: its monitor goes with it, as it would with the next start.
     *
     * @return whether nothing is left of it; a monitor that is configured stays, and is missed
     */
    boolean retire(RegisteredJob gone, Collection<RegisteredJob> jobs) {
        MonitorFamily family = gone.family();
        if (family == null) {
            return true;
        }
        MonitorDefinition monitor = family.template();
        if (this.configured.bySlug().containsKey(monitor.slug())) {
            return false;
        }
        if (jobs.stream().noneMatch(job -> job != gone && job.family() == family)) {
            this.families.remove(family);
            if (monitor.config() != null) {
                logger.warn(
                        "Job {} is gone. Its monitor {} is not missed here, but Sentry goes on to expect it: delete it there,"
                                + " unless the job comes back",
                        gone.job().job(),
                        monitor.slug());
            }
        }
        return true;
    }

    private MonitorFamily settleAlone(RegisteredJob job, MonitorCandidate candidate) {
        String wanted = slugOf(candidate);
        MonitorFamily known = this.families.get(wanted);
        if (known != null && candidate.isDeclared()) {
            job.settle(known);
            return known;
        }
        MonitorFamily family = add(candidate, known != null ? apart(candidate) : wanted);
        this.families.admit(family);
        job.settle(family);
        return family;
    }

    /** Makes a monitor of a name that code gives, declared or not. */
    MonitorFamily settleNamed(String name, String slug) {
        MonitorFamily known = this.families.get(slug);
        if (known != null) {
            return known;
        }
        this.configured.readOnce();
        MonitorDeclaration declaration = this.configured.bySlug().get(slug);
        MonitorFamily family = this.families.add(
                name,
                slug,
                null,
                Declarations.of(declaration, null),
                declaration != null ? Origin.DECLARED : Origin.AD_HOC);
        this.families.admit(family);
        if (declaration == null) {
            logger.warn(
                    "Monitor {} is not configured: its check-ins are kept here, but Sentry drops those of a monitor"
                            + " that it does not know (fluxion.crons.monitors.{}.schedule)",
                    name,
                    name);
        }
        return family;
    }

    /** A name given at run time must not fail the job that gives it. */
    String slugOf(String name) {
        try {
            return MonitorSlug.of(name, this.settings.slugPrefix(), null);
        } catch (IllegalArgumentException ex) {
            return MonitorSlug.distinct("monitor", name);
        }
    }

    private String slugOf(MonitorCandidate candidate) {
        String kept = candidate.keptSlug();
        return kept != null ? kept : slugOf(candidate.name());
    }

    private Map<String, List<MonitorCandidate>> bySlug(List<MonitorCandidate> candidates) {
        Map<String, List<MonitorCandidate>> bySlug = new LinkedHashMap<>();
        for (MonitorCandidate candidate : candidates) {
            String kept = candidate.keptSlug();
            String slug = kept != null ? kept : this.configured.slugOf(candidate.name(), candidate.source());
            if (slug != null) {
                bySlug.computeIfAbsent(slug, s -> new ArrayList<>()).add(candidate);
            }
        }
        return bySlug;
    }

    private void settle(String slug, List<MonitorCandidate> same) {
        List<MonitorCandidate> declared = new ArrayList<>();
        List<MonitorCandidate> discovered = new ArrayList<>();
        for (MonitorCandidate candidate : same) {
            (candidate.isDeclared() ? declared : discovered).add(candidate);
        }
        if (!declared.isEmpty()) {
            settleDeclared(slug, declared);
        }
        boolean collides = discovered.size() > 1
                || !declared.isEmpty()
                || this.configured.bySlug().containsKey(slug);
        for (MonitorCandidate candidate : discovered) {
            candidate.job().settle(add(candidate, collides ? apart(candidate) : slug));
        }
    }

    private void settleDeclared(String slug, List<MonitorCandidate> declared) {
        MonitorCandidate first = declared.get(0);
        MonitorFamily family = add(first, slug);
        for (MonitorCandidate candidate : declared) {
            if (!candidate.job().job().job().equals(first.job().job().job())) {
                shareOrRefuse(slug, first, candidate);
            }
            candidate.job().settle(family);
        }
    }

    /** Jobs that report to one slug by the SDK's annotation already go on to do so. */
    private void shareOrRefuse(String slug, MonitorCandidate first, MonitorCandidate second) {
        if (first.keptSlug() == null || second.keptSlug() == null) {
            this.reader.duplicate(slug, first.source(), second.source());
            return;
        }
        logger.warn(
                "Two jobs are one monitor, '{}', with the schedule of the first: {} and {}",
                slug,
                first.source(),
                second.source());
    }

    private MonitorFamily add(MonitorCandidate candidate, String slug) {
        Origin origin = candidate.isDeclared() ? Origin.DECLARED : Origin.DISCOVERED;
        return this.families.add(candidate.name(), slug, candidate.job().job(), candidate.declared(), origin);
    }

    private String apart(MonitorCandidate candidate) {
        DiscoveredJob job = candidate.job().job();
        return MonitorSlug.distinct(slugOf(candidate), job.bean() + "@" + job.job());
    }

    private void settleWithoutJob(List<MonitorCandidate> candidates) {
        this.configured.bySlug().forEach((slug, declaration) -> {
            boolean taken = candidates.stream()
                    .anyMatch(candidate -> candidate.declared().layers().contains(declaration));
            if (!taken && this.families.get(slug) == null) {
                String name = Objects.requireNonNull(declaration.name());
                this.families.add(name, slug, null, Declarations.of(declaration, null), Origin.DECLARED);
            }
        });
    }

    /** A key may make the slug of another monitor: {@code etl_ventas} of {@code tienda}, and {@code etl_ventas_tienda}. */
    void refuseDuplicateKeys() {
        Map<String, MonitorDefinition> bySlug = new HashMap<>();
        for (MonitorDefinition definition : this.families.definitions()) {
            MonitorDefinition before = bySlug.putIfAbsent(definition.slug(), definition);
            if (before != null && !before.equals(definition)) {
                this.reader.duplicate(definition.slug(), spoken(before), spoken(definition));
            }
        }
    }

    private static String spoken(MonitorDefinition definition) {
        return definition.key() == null
                ? "monitor " + definition.name()
                : "key '%s' of monitor %s".formatted(definition.key(), definition.name());
    }
}
