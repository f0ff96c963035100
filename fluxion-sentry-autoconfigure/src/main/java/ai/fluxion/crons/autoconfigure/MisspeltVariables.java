package ai.fluxion.crons.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Environment variables that are nearly one of our properties. Not every other one is a mistake: Kubernetes sets
 * {@code FLUXION_CRONS_PORT} for a service of that name.
 */
final class MisspeltVariables {

    private static final String PREFIX = "FLUXION_CRONS_";

    private static final String MONITORS = "MONITORS_";

    private static final String PROVISION = "PROVISION_";

    /** As they are to be written, by what is left of them without underscores. */
    private final Map<String, String> properties = names(CronsProperties.class, "");

    private final Map<String, String> ofMonitors = names(CronsProperties.Monitor.class, "");

    private MisspeltVariables() {}

    /**
     * Finds them.
     *
     * @param variables the names of all
     * @return what each was meant to be, by its name
     */
    static Map<String, String> among(Collection<String> variables) {
        Map<String, String> meant = new TreeMap<>();
        MisspeltVariables known = null;
        for (String variable : variables) {
            String upper = variable.toUpperCase(Locale.ROOT);
            if (upper.startsWith(PREFIX)) {
                known = known == null ? new MisspeltVariables() : known;
                String property = known.meantBy(upper.substring(PREFIX.length()).replaceFirst("_[0-9]+$", ""));
                if (property != null) {
                    meant.put(variable, PREFIX + property);
                }
            }
        }
        return meant;
    }

    private static Map<String, String> names(Class<?> type, String path) {
        Map<String, String> names = new TreeMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = path + component.getName().toUpperCase(Locale.ROOT);
            if (component.getType().isRecord()) {
                names.putAll(names(component.getType(), name + "_"));
            } else {
                names.put(plain(name), name);
            }
        }
        return names;
    }

    private @Nullable String meantBy(String name) {
        if (name.startsWith(PROVISION)) {
            return null;
        }
        return name.startsWith(MONITORS) ? meantByOfMonitor(name) : near(plain(name), this.properties);
    }

    /** The name of the monitor ends with the first underscore; whoever wrote it may have thought otherwise. */
    private @Nullable String meantByOfMonitor(String name) {
        String meant = null;
        for (int end = name.indexOf('_', MONITORS.length()); end > 0; end = name.indexOf('_', end + 1)) {
            String monitor = name.substring(MONITORS.length(), end);
            String said = plain(name.substring(end + 1));
            String property = this.ofMonitors.get(said);
            if (property != null) {
                return monitor.contains("_") ? ofMonitor(monitor, property) : null;
            }
            String near = near(said, this.ofMonitors);
            if (near != null) {
                meant = ofMonitor(monitor, near);
            }
        }
        return meant;
    }

    private static String ofMonitor(String monitor, String property) {
        return MONITORS + plain(monitor) + "_" + property;
    }

    /** One that few letters make of it: at most two, and a quarter of them; {@code null} if it is one itself. */
    private static @Nullable String near(String said, Map<String, String> known) {
        if (known.containsKey(said)) {
            return null;
        }
        for (Map.Entry<String, String> one : known.entrySet()) {
            int most = Math.min(2, one.getKey().length() / 4);
            if (distance(said, one.getKey()) <= most) {
                return one.getValue();
            }
        }
        return null;
    }

    private static String plain(String name) {
        return name.replace("_", "");
    }

    /** How many letters have to be put in, left out or changed. */
    private static int distance(String one, String other) {
        int[] before = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(row[j - 1], before[j]));
            }
            before = row;
        }
        return before[other.length()];
    }
}
