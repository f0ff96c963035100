package ai.fluxion.crons.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A schedule that fields of the calendar describe. */
abstract class CronSchedule implements Schedule {

    private final String text;

    private final Dialect dialect;

    private final ZoneId zone;

    private final CronFields fields;

    CronSchedule(String text, Dialect dialect, ZoneId zone, CronFields fields) {
        this.text = text;
        this.dialect = dialect;
        // The only offset with a name that nobody but Java knows.
        this.zone = zone.equals(ZoneOffset.UTC) ? SentryZones.UTC : zone;
        this.fields = fields;
    }

    /** The same fields in another zone. */
    abstract CronSchedule in(ZoneId other);

    /** The first slot after an instant of the calendar. */
    abstract @Nullable Instant after(Instant reference);

    /** The last slot before an instant of the calendar. */
    abstract @Nullable Instant before(Instant bound);

    @Override
    public String text() {
        return this.text;
    }

    @Override
    public Dialect dialect() {
        return this.dialect;
    }

    @Override
    public ZoneId zone() {
        return this.zone;
    }

    CronFields fields() {
        return this.fields;
    }

    @Override
    public @Nullable Instant next(Instant reference) {
        return Calendar.covers(reference) ? after(reference) : null;
    }

    @Override
    public @Nullable Instant previous(Instant anchor, Instant before) {
        return Calendar.covers(before) ? before(before) : null;
    }

    @Override
    public String describe(Locale locale) {
        return Description.of(this.fields, locale);
    }

    @Override
    public SentryTranslation toSentry() {
        return toSentry(Locale.ENGLISH);
    }

    @Override
    public SentryTranslation toSentry(Locale locale) {
        return SentryTranslator.translate(this, Remarks.in(locale));
    }

    @Override
    public boolean isSubMinute() {
        return Long.bitCount(this.fields.seconds()) > 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CronSchedule that
                && this.dialect == that.dialect
                && this.text.equals(that.text)
                && this.zone.equals(that.zone);
    }

    @Override
    public int hashCode() {
        return Objects.hash(this.dialect, this.text, this.zone);
    }

    @Override
    public String toString() {
        return "%s:%s %s".formatted(this.dialect.value(), this.text, this.zone);
    }
}
