package ai.fluxion.crons.engine;

import ai.fluxion.crons.MonitorKeys;
import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorDefinition.Origin;
import ai.fluxion.crons.monitor.MonitorSlug;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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

    /** The monitors of which a bean could not tell the keys, by slug. */
    private final Map<String, String> untold = new ConcurrentHashMap<>();

    private final AtomicLong changes = new AtomicLong();

    private volatile @Nullable Snapshot snapshot;

    MonitorFamilies(RegistrySettings settings, Iterable<MonitorKeys> keys, DefinitionFactory factory, Seats seats) {
        this.settings = settings;
        this.keys = keys;
        this.factory = factory;
        this.seats = seats;
    }

    /** Makes a family, with the keys that must report, in the place of another that has its slug. */
    MonitorFamily add(String name, String slug, @Nullable DiscoveredJob job, Declarations declared, Origin origin) {
        MonitorDefinition template = this.factory.create(name, slug, job, declared, origin);
        Set<String> known = new LinkedHashSet<>(declared.keys());
        if (!ask(name, known)) {
            this.untold.put(slug, name);
        }
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
                this.seats::admit,
                this.changes::incrementAndGet);
        known.forEach(family::declare);
        this.bySlug.put(slug, family);
        this.changes.incrementAndGet();
        return family;
    }

    /** Its job has another schedule now; everything else is as it was. */
    void reschedule(MonitorFamily family, DiscoveredJob job, Declarations declared) {
        MonitorDefinition before = family.template();
        family.reschedule(this.factory.create(before.name(), before.slug(), job, declared, before.origin()));
    }

    void remove(MonitorFamily family) {
        this.bySlug.remove(family.template().slug(), family);
        this.changes.incrementAndGet();
    }

    /** The monitors of which a bean could not tell the keys, by slug. */
    Map<String, String> untold() {
        return Map.copyOf(this.untold);
    }

    /**
     * Asks every bean for the keys of a monitor.
     *
     * @param told takes them
     * @return whether all of them could tell
     */
    boolean ask(String name, Collection<String> told) {
        boolean all = true;
        for (MonitorKeys bean : this.keys) {
            try {
                told.addAll(bean.keysOf(name));
            } catch (RuntimeException ex) {
                all = false;
                if (this.untold.containsValue(name)) {
                    logger.debug("The keys of monitor {} cannot be told yet", name, ex);
                } else {
                    logger.warn(
                            "The keys of monitor {} cannot be told; they are asked for again every minute", name, ex);
                }
            }
        }
        // A comma too many, or a store without a code, is no key that must report.
        told.removeIf(key -> key == null || key.isBlank());
        return all;
    }

    /** The keys of a monitor that could not be told before. */
    void tell(String slug, Collection<String> keys) {
        this.untold.remove(slug);
        MonitorFamily family = this.bySlug.get(slug);
        if (family != null) {
            family.list(keys);
        }
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

    private record Snapshot(long asOf, SortedMap<String, MonitorDefinition> bySlug) {}
}
