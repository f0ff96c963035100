package ai.fluxion.crons.engine;

import ai.fluxion.crons.MonitorKeys;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorDefinition.Origin;
import ai.fluxion.crons.monitor.MonitorSlug;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The monitors that there are, with their keys. Safe for concurrent use; who adds must see to it that nobody else does. */
final class MonitorFamilies {

    private static final Logger logger = LoggerFactory.getLogger(MonitorFamilies.class);

    private final RegistrySettings settings;

    private final Iterable<MonitorKeys> keys;

    private final DefinitionFactory factory;

    private final Seats seats;

    private final Map<String, MonitorFamily> bySlug = new ConcurrentHashMap<>();

    /** The slugs that are not made of their names, by {@link MonitorSlug#identity} of the name. */
    private final Map<String, String> keptSlugs = new ConcurrentHashMap<>();

    /** The names of the monitors whose keys no bean has told, or not all, by slug. */
    private final Map<String, String> untold = new ConcurrentHashMap<>();

    /** The names of those that a bean could not tell. */
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    private final AtomicLong changes = new AtomicLong();

    /** {@code null} until all that is known is settled: a bean that is asked for before may be in the making. */
    private volatile @Nullable List<MonitorKeys> beans;

    private volatile @Nullable Snapshot snapshot;

    MonitorFamilies(RegistrySettings settings, Iterable<MonitorKeys> keys, DefinitionFactory factory, Seats seats) {
        this.settings = settings;
        this.keys = keys;
        this.factory = factory;
        this.seats = seats;
    }

    /** Makes a family, with the keys of its declarations, in the place of another that has its slug; no bean is asked yet. */
    MonitorFamily add(String name, String slug, @Nullable DiscoveredJob job, Declarations declared, Origin origin) {
        MonitorDefinition template = this.factory.create(name, slug, job, declared, origin);
        Set<String> known = new LinkedHashSet<>(declared.keys());
        known.removeIf(MonitorFamilies::isNone);
        boolean kept = declared.value(MonitorDeclaration::slug) != null;
        if (kept) {
            this.keptSlugs.put(MonitorSlug.identity(name), slug);
        }
        MonitorFamily family = new MonitorFamily(
                template,
                declared.isKeyed() || !known.isEmpty(),
                !known.isEmpty(),
                kept ? key -> MonitorSlug.of(slug, null, key) : key -> slugOf(name, slug, key),
                this.settings.maxKeys(),
                this.seats,
                this.changes::incrementAndGet);
        known.forEach(family::declare);
        this.bySlug.put(slug, family);
        List<MonitorKeys> asked = this.beans;
        if (asked == null || !asked.isEmpty()) {
            this.untold.put(slug, name);
        }
        this.changes.incrementAndGet();
        return family;
    }

    /** A name that gives no slug has one made for it, which its keys go by. */
    private String slugOf(String name, String slug, String key) {
        try {
            return MonitorSlug.of(name, this.settings.slugPrefix(), key);
        } catch (IllegalArgumentException ex) {
            return MonitorSlug.of(slug, null, key);
        }
    }

    /** Its job has another schedule now; everything else is as it was. */
    void reschedule(MonitorFamily family, DiscoveredJob job, Declarations declared) {
        MonitorDefinition before = family.template();
        family.reschedule(this.factory.create(before.name(), before.slug(), job, declared, before.origin()));
    }

    void remove(MonitorFamily family) {
        if (this.bySlug.remove(family.template().slug(), family)) {
            this.untold.remove(family.template().slug());
        }
        this.changes.incrementAndGet();
    }

    /**
     * Asks the beans for the keys of all that there is. The first one to be called, once beans can be made.
     *
     * @param told takes the answer for the monitor of a slug
     */
    void askAtFirst(BiConsumer<String, Answer> told) {
        List<MonitorKeys> present = new ArrayList<>();
        this.keys.forEach(present::add);
        this.beans = present;
        ask(told);
    }

    /** Whether the beans are to be asked, again or for the first time. */
    boolean isUntold() {
        return !this.untold.isEmpty();
    }

    /**
     * Asks every bean for the keys that are not told yet. One that cannot tell is not asked for the others: each time may
     * take as long as a connection that does not come about.
     *
     * @param told takes the answer for the monitor of a slug
     */
    void ask(BiConsumer<String, Answer> told) {
        Set<MonitorKeys> away = Collections.newSetFromMap(new IdentityHashMap<>());
        this.untold.forEach((slug, name) -> told.accept(slug, ask(name, away)));
    }

    private Answer ask(String name, Set<MonitorKeys> away) {
        Set<String> told = new LinkedHashSet<>();
        boolean whole = true;
        for (MonitorKeys bean : Objects.requireNonNullElse(this.beans, List.<MonitorKeys>of())) {
            if (away.contains(bean)) {
                whole = false;
                this.failed.add(name);
                continue;
            }
            try {
                told.addAll(bean.keysOf(name));
            } catch (Exception | LinkageError ex) {
                // Kotlin checks no exception: a database that is away must not end the start by an SQLException.
                whole = false;
                away.add(bean);
                if (this.failed.add(name)) {
                    logger.warn(
                            "The keys of monitor {} cannot be told; they are asked for again every minute", name, ex);
                } else {
                    logger.debug("The keys of monitor {} cannot be told yet", name, ex);
                }
            }
        }
        told.removeIf(MonitorFamilies::isNone);
        return new Answer(name, told, whole);
    }

    /** Takes the keys of a monitor before the seats are given out. */
    void tellAtFirst(String slug, Answer answer) {
        tell(slug, answer, UnaryOperator.identity());
    }

    /** Takes the keys of a monitor that was asked for later. */
    void tell(String slug, Answer answer) {
        tell(slug, answer, this.seats::admit);
    }

    private void tell(String slug, Answer answer, UnaryOperator<MonitorDefinition> admission) {
        MonitorFamily family = this.bySlug.get(slug);
        if (family != null) {
            family.list(answer.keys(), admission);
        }
        if (answer.whole()) {
            this.untold.remove(slug);
            if (this.failed.remove(answer.name())) {
                logger.info("Monitor {} has its keys now: {}", answer.name(), answer.keys());
            }
        }
    }

    /** A comma too many, or a store without a code, is no key that must report. */
    private static boolean isNone(@Nullable String key) {
        return key == null || key.isBlank();
    }

    /** Gives the seats out to all that there are. */
    void seat() {
        this.seats.allot(definitionsBySlug().values());
        for (MonitorFamily family : this.bySlug.values()) {
            family.replaceAll(this.seats::seated);
        }
    }

    /** Asks for a seat for a family that came later. */
    void admit(MonitorFamily family) {
        family.replaceAll(this.seats::admit);
    }

    @Nullable MonitorFamily get(String slug) {
        return this.bySlug.get(slug);
    }

    /** The family of a name whose slug is another than it would make. */
    @Nullable MonitorFamily find(String name, String slug) {
        String kept = this.keptSlugs.get(MonitorSlug.identity(name));
        return this.bySlug.get(kept != null ? kept : slug);
    }

    /** Makes a key known that reported elsewhere, to the family that has it; {@code null} if none has. */
    @Nullable MonitorDefinition adopt(String slug, String key) {
        for (MonitorFamily family : this.bySlug.values()) {
            MonitorDefinition adopted = family.adopt(slug, key);
            if (adopted != null) {
                return adopted;
            }
        }
        return null;
    }

    List<MonitorDefinition> definitions() {
        List<MonitorDefinition> all = new ArrayList<>();
        for (MonitorFamily family : this.bySlug.values()) {
            all.addAll(family.definitions());
        }
        return all;
    }

    /** All definitions by slug, in its order; made anew after a change only, since every minute asks for all of them. */
    SortedMap<String, MonitorDefinition> definitionsBySlug() {
        Snapshot known = this.snapshot;
        long now = this.changes.get();
        if (known == null || known.asOf() != now) {
            SortedMap<String, MonitorDefinition> all = new TreeMap<>();
            for (MonitorDefinition definition : definitions()) {
                all.put(definition.slug(), definition);
            }
            known = new Snapshot(now, Collections.unmodifiableSortedMap(all));
            this.snapshot = known;
        }
        return known.bySlug();
    }

    /**
     * The keys of a monitor.
     *
     * @param name the monitor's
     * @param keys what was told
     * @param whole whether every bean could tell
     */
    record Answer(String name, Set<String> keys, boolean whole) {}

    private record Snapshot(long asOf, SortedMap<String, MonitorDefinition> bySlug) {}
}
