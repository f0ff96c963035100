package ai.fluxion.crons.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The slots of something that recurs. Pure: no clock is read, and every method is safe for concurrent use.
 *
 * @since 0.1.0
 */
public interface Recurrence {

    /**
     * The first slot strictly after a reference.
     *
     * @param reference for a crontab any instant; for an interval the instant that it counts from
     * @return the slot, or {@code null} if there is none
     */
    @Nullable Instant next(Instant reference);

    /**
     * The last slot strictly before an instant.
     *
     * @param anchor a known slot, from which an interval is counted; a crontab does not need it
     * @param before the bound
     * @return the slot ({@code anchor} itself if an interval has no later one), or {@code null} if there is none
     */
    @Nullable Instant previous(Instant anchor, Instant before);
}
