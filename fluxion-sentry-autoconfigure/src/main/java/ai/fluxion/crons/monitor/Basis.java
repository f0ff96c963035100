package ai.fluxion.crons.monitor;

import ai.fluxion.crons.schedule.Schedule;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a state keeps of the schedule that its next slot was computed from. */
final class Basis {

    /** Of nobody's slots. */
    static final String NOBODYS = "-";

    /** What a store has room for; a longer one is known by its hash. */
    private static final int LONGEST = 1024;

    private Basis() {}

    static @Nullable String of(MonitorDefinition monitor) {
        Schedule schedule = monitor.schedule();
        if (schedule == null) {
            return null;
        }
        String text = schedule.zone() == null ? schedule.text() : schedule.text() + " " + schedule.zone();
        return text.length() <= LONGEST
                ? text
                : UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Whether a basis is the monitor's. Asked with every event, so that no text is made for it. */
    static boolean isOf(MonitorDefinition monitor, @Nullable String basis) {
        Schedule schedule = monitor.schedule();
        if (basis == null || schedule == null || schedule.zone() == null) {
            return Objects.equals(basis, of(monitor));
        }
        String text = schedule.text();
        String zone = schedule.zone().toString();
        if (text.length() + 1 + zone.length() > LONGEST) {
            return basis.equals(of(monitor));
        }
        return basis.length() == text.length() + 1 + zone.length()
                && basis.startsWith(text)
                && basis.charAt(text.length()) == ' '
                && basis.endsWith(zone);
    }
}
