package ai.fluxion.crons.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Spring's {@code -}: a schedule that is switched off. */
record DisabledSchedule(ZoneId zone) implements Schedule {

    @Override
    public String text() {
        return "-";
    }

    @Override
    public Dialect dialect() {
        return Dialect.SPRING;
    }

    @Override
    public @Nullable Instant next(Instant reference) {
        return null;
    }

    @Override
    public @Nullable Instant previous(Instant anchor, Instant before) {
        return null;
    }

    @Override
    public String describe(Locale locale) {
        return locale.getLanguage().equals("es") ? "Desactivado" : "Disabled";
    }

    @Override
    public SentryTranslation toSentry() {
        return toSentry(Locale.ENGLISH);
    }

    @Override
    public SentryTranslation toSentry(Locale locale) {
        return new SentryTranslation(null, false, Remarks.in(locale).disabled());
    }
}
