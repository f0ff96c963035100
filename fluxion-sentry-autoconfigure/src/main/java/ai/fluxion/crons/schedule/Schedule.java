package ai.fluxion.crons.schedule;

import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When a job is due, as it was declared. Immutable and equal by value. {@link #next} of a Spring schedule is what
 * Spring itself computes.
 *
 * @since 0.1.0
 */
public interface Schedule extends Recurrence {

    /** The text as it was declared, after placeholders; {@code PT10M} for a fixed rate or delay. */
    String text();

    /** The dialect of {@link #text()}. */
    Dialect dialect();

    /** The zone of its fields; {@code null} where there are none (intervals, rates, delays). */
    @Nullable ZoneId zone();

    /**
     * The schedule as a person would say it.
     *
     * @param locale English or Spanish; any other is English
     */
    String describe(Locale locale);

    /** What Sentry can be told of it. */
    SentryTranslation toSentry();

    /**
     * What Sentry can be told of it, with its note for people who do not read English.
     *
     * @param locale English or Spanish; any other is English
     */
    default SentryTranslation toSentry(Locale locale) {
        return toSentry();
    }

    /** Whether it may run more than once within a minute, which is more than Sentry can follow. */
    default boolean isSubMinute() {
        return false;
    }
}
