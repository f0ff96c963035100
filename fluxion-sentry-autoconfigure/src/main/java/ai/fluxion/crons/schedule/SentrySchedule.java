package ai.fluxion.crons.schedule;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A schedule in the two forms that Sentry knows, with slots as Sentry computes them.
 *
 * @since 0.1.0
 */
public interface SentrySchedule extends Recurrence {

    /** {@code crontab} or {@code interval}. */
    String type();

    /** The crontab's text, or the interval with its unit: {@code 6 hour}. */
    String value();

    /** The zone that Sentry must be told with it; {@code null} for UTC and for intervals. */
    default @Nullable ZoneId zone() {
        return null;
    }
}
