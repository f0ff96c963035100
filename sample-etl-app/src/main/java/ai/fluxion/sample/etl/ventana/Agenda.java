package ai.fluxion.sample.etl.ventana;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.support.CronExpression;

/**
 * The slots of a job's cron expression, in the stores' zone.
 *
 * @since 0.1.0
 */
public final class Agenda {

    private static final List<Duration> LOOKBACKS = List.of(
            Duration.ofMinutes(2), Duration.ofHours(2), Duration.ofDays(2), Duration.ofDays(62), Duration.ofDays(366));

    private final @Nullable CronExpression cron;
    private final ZoneId zona;

    /**
     * @param cron of six fields, or {@code -} for a job that is off
     * @throws IllegalArgumentException if it is no cron expression
     */
    public Agenda(String cron, ZoneId zona) {
        this.cron = cron.equals(Scheduled.CRON_DISABLED) ? null : CronExpression.parse(cron);
        this.zona = zona;
    }

    /** Whether it has slots at all. */
    public boolean activa() {
        return cron != null;
    }

    /** The first slot after an instant; {@code null}: none. */
    public @Nullable ZonedDateTime siguiente(ZonedDateTime despues) {
        return cron == null ? null : cron.next(despues.withZoneSameInstant(zona));
    }

    /**
     * The last slot not after an instant.
     *
     * @return the slot; {@code null}: none within a year
     */
    public @Nullable ZonedDateTime ultimo(ZonedDateTime hasta) {
        ZonedDateTime limite = hasta.withZoneSameInstant(zona);
        for (Duration lookback : LOOKBACKS) {
            ZonedDateTime slot = siguiente(limite.minus(lookback));
            if (slot == null || slot.isAfter(limite)) {
                continue;
            }
            for (ZonedDateTime otro = siguiente(slot); otro != null && !otro.isAfter(limite); otro = siguiente(otro)) {
                slot = otro;
            }
            return slot;
        }
        return null;
    }

    /** The slots after one local time up to and including another, in order. */
    public List<LocalDateTime> entre(LocalDateTime despues, LocalDateTime hasta) {
        List<LocalDateTime> slots = new ArrayList<>();
        ZonedDateTime limite = hasta.atZone(zona);
        for (ZonedDateTime slot = siguiente(despues.atZone(zona));
                slot != null && !slot.isAfter(limite);
                slot = siguiente(slot)) {
            slots.add(slot.toLocalDateTime());
        }
        return slots;
    }
}
