package ai.fluxion.crons.schedule;

import org.jspecify.annotations.Nullable;

/**
 * What Sentry can be told of a schedule.
 *
 * @param schedule what to send; {@code null} if nothing can be
 * @param exact whether Sentry then expects the very runs that the scheduler makes
 * @param note what a person should know of it (why it is not exact, on which dates it differs); {@code null} if nothing
 * @since 0.1.0
 */
public record SentryTranslation(@Nullable SentrySchedule schedule, boolean exact, @Nullable String note) {}
