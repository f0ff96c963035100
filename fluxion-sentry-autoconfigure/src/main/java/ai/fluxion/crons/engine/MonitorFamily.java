package ai.fluxion.crons.engine;

import ai.fluxion.crons.monitor.MonitorDefinition;
import ai.fluxion.crons.monitor.MonitorDefinition.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A monitor with those of its keys: the same in everything but slug and key. */
final class MonitorFamily {

    private static final Logger logger = LoggerFactory.getLogger(MonitorFamily.class);

    private volatile boolean listed;

    private final UnaryOperator<String> slugs;

    private final int maxKeys;

    private final Seats seats;

    private final Runnable changed;

    private final Map<String, MonitorDefinition> keyed = new ConcurrentHashMap<>();

    /** Keys that must not report any more. */
    private final Map<String, MonitorDefinition> gone = new ConcurrentHashMap<>();

    private volatile MonitorDefinition template;

    private volatile @Nullable MonitorDefinition unkeyed;

    private volatile boolean ranUnkeyed;

    private volatile boolean full;

    /**
     * @param template the family's definition, without a key
     * @param keyed whether runs come with keys only: there is no monitor without one until a run of it comes
     * @param listed whether the keys are listed somewhere
     * @param slugs the slug of a key
     * @param seats whom a definition that comes to be at run time asks for a seat
     * @param changed called when {@link #definitions} are others than before
     */
    MonitorFamily(
            MonitorDefinition template,
            boolean keyed,
            boolean listed,
            UnaryOperator<String> slugs,
            int maxKeys,
            Seats seats,
            Runnable changed) {
        this.template = template;
        this.unkeyed = keyed ? null : template;
        this.listed = listed;
        this.slugs = slugs;
        this.maxKeys = maxKeys;
        this.seats = seats;
        this.changed = changed;
    }

    MonitorDefinition template() {
        return this.template;
    }

    /** Makes a key known that must report. */
    MonitorDefinition declare(String key) {
        return this.keyed.computeIfAbsent(key, k -> ofKey(k, Origin.DECLARED));
    }

    /**
     * Makes keys known that must report, after all. The monitor without a key goes, unless a run of it came.
     *
     * @param keys if there are none, all stays as it is
     * @param seating asks for seats for them
     */
    synchronized void list(Collection<String> keys, UnaryOperator<MonitorDefinition> seating) {
        if (keys.isEmpty()) {
            return;
        }
        this.listed = true;
        MonitorDefinition unused = this.ranUnkeyed ? null : this.unkeyed;
        if (unused != null) {
            this.unkeyed = null;
            this.seats.release(unused);
        }
        for (String key : keys) {
            MonitorDefinition known = this.keyed.get(key);
            if (known == null || known.origin() != Origin.DECLARED) {
                this.keyed.put(key, seating.apply(ofKey(key, Origin.DECLARED)));
            }
            this.gone.remove(key);
        }
        this.changed.run();
    }

    /**
     * Makes a key known that reported elsewhere. Where keys are listed and it is not among them any more, it is disabled until
     * it reports here.
     *
     * @return {@code null} if the slug is not one of this family
     */
    synchronized @Nullable MonitorDefinition adopt(String slug, String key) {
        MonitorDefinition definition = ofKey(key, Origin.AD_HOC);
        if (!definition.slug().equals(slug) || this.keyed.size() >= this.maxKeys) {
            return null;
        }
        MonitorDefinition adopted =
                this.listed ? definition.withEnabled(false).withSent(false) : this.seats.admit(definition);
        MonitorDefinition known = (this.listed ? this.gone : this.keyed).putIfAbsent(key, adopted);
        this.changed.run();
        return known != null ? known : adopted;
    }

    MonitorDefinition definition(@Nullable String key) {
        if (key == null) {
            this.ranUnkeyed = true;
            MonitorDefinition known = this.unkeyed;
            return known != null ? known : admitUnkeyed();
        }
        MonitorDefinition known = this.keyed.get(key);
        return known != null ? known : admit(key);
    }

    Collection<MonitorDefinition> definitions() {
        List<MonitorDefinition> all = new ArrayList<>(this.keyed.values());
        all.addAll(this.gone.values());
        if (this.unkeyed != null) {
            all.add(this.unkeyed);
        }
        return all;
    }

    /** Changes each definition that there is, before any run. */
    void replaceAll(UnaryOperator<MonitorDefinition> change) {
        this.keyed.replaceAll((key, definition) -> change.apply(definition));
        if (this.unkeyed != null) {
            this.unkeyed = change.apply(this.unkeyed);
        }
        this.changed.run();
    }

    /**
     * Makes all of it be due otherwise.
     *
     * @param rescheduled the family's definition from now on
     */
    synchronized void reschedule(MonitorDefinition rescheduled) {
        this.template = rescheduled;
        replaceAll(definition ->
                this.seats.admit(rescheduled.withKey(definition.key(), definition.slug(), definition.origin())));
    }

    private synchronized MonitorDefinition admitUnkeyed() {
        if (this.unkeyed == null) {
            this.unkeyed = this.seats.admit(this.template);
            this.changed.run();
        }
        return this.unkeyed;
    }

    private synchronized MonitorDefinition admit(String key) {
        MonitorDefinition known = this.keyed.get(key);
        if (known != null) {
            return known;
        }
        MonitorDefinition definition = ofKey(key, Origin.AD_HOC);
        if (this.keyed.size() >= this.maxKeys) {
            warnFull(key);
            return definition.withEnabled(false);
        }
        MonitorDefinition admitted = this.seats.admit(definition);
        this.keyed.put(key, admitted);
        this.gone.remove(key);
        this.changed.run();
        return admitted;
    }

    private void warnFull(String key) {
        if (!this.full) {
            this.full = true;
            logger.warn(
                    "Monitor {} has {} keys already: '{}' and every further key is not monitored"
                            + " (fluxion.crons.max-keys)",
                    this.template.name(),
                    this.maxKeys,
                    key);
        }
    }

    private MonitorDefinition ofKey(String key, Origin origin) {
        return this.template.withKey(key, this.slugs.apply(key), origin);
    }
}
