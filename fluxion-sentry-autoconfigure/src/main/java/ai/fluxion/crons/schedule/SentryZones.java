package ai.fluxion.crons.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names under which Sentry knows zones, and others do: those of the tz database.
 *
 * @since 0.1.0
 */
public final class SentryZones {

    static final ZoneId UTC = ZoneId.of("UTC");

    private static final Set<String> KNOWN = Set.copyOf(ZoneId.getAvailableZoneIds());

    private static final int HOUR = 3600;

    private SentryZones() {}

    /** A zone of the same clock that Sentry knows, or {@code null}. */
    public static @Nullable ZoneId of(ZoneId zone) {
        if (KNOWN.contains(zone.getId()) && !zone.getId().startsWith("SystemV/")) {
            return zone;
        }
        ZoneRules rules = zone.getRules();
        if (!rules.isFixedOffset()) {
            return null;
        }
        int seconds = rules.getOffset(Instant.EPOCH).getTotalSeconds();
        if (seconds == ZoneOffset.UTC.getTotalSeconds()) {
            return UTC;
        }
        int hours = seconds / HOUR;
        return seconds % HOUR == 0 && hours <= 14 && hours >= -12
                ? ZoneId.of("Etc/GMT" + (hours > 0 ? "-" : "+") + Math.abs(hours))
                : null;
    }
}
