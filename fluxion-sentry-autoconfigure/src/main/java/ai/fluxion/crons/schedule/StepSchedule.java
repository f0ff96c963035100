package ai.fluxion.crons.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An interval in steps of the calendar, {@code every 3 months}: what Sentry itself has, counted in UTC. */
record StepSchedule(String text, SentryInterval interval) implements Schedule {

    @Override
    public Dialect dialect() {
        return Dialect.INTERVAL;
    }

    @Override
    public @Nullable ZoneId zone() {
        return null;
    }

    @Override
    public @Nullable Instant next(Instant reference) {
        return this.interval.next(reference);
    }

    @Override
    public @Nullable Instant previous(Instant anchor, Instant before) {
        return this.interval.previous(anchor, before);
    }

    @Override
    public String describe(Locale locale) {
        return Words.in(locale).every(this.interval);
    }

    @Override
    public SentryTranslation toSentry() {
        return new SentryTranslation(this.interval, true, null);
    }
}
