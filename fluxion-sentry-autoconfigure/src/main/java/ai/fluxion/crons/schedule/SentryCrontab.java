package ai.fluxion.crons.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A crontab that Sentry accepts, with the slots that Sentry computes for it: those of its cron library, in both of its ways
 * with a change of the clock. References are cut to whole seconds, as Sentry does.
 *
 * @since 0.1.0
 */
public final class SentryCrontab implements SentrySchedule {

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final String value;

    private final @Nullable ZoneId zone;

    private final CronsimClock clock;

    private final CrontabSyntax syntax;

    private SentryCrontab(String value, CrontabSyntax syntax, @Nullable ZoneId zone) {
        this.value = value;
        this.zone = zone;
        this.syntax = syntax;
        this.clock = new CronsimClock(
                syntax.fields(), syntax.fixedTimes(), (zone == null ? ZoneOffset.UTC : zone).getRules());
    }

    /**
     * A crontab in a zone.
     *
     * @param text five fields, or one of the macros that Sentry knows
     * @param zone the monitor's zone; {@code null} is UTC, as for Sentry
     * @throws InvalidScheduleException if Sentry would refuse it
     */
    public static SentryCrontab of(String text, @Nullable ZoneId zone) {
        return new SentryCrontab(
                BLANKS.matcher(text.strip()).replaceAll(" "), CrontabSyntax.read(CronText.of(text)), zone);
    }

    @Override
    public String type() {
        return "crontab";
    }

    @Override
    public String value() {
        return this.value;
    }

    @Override
    public @Nullable ZoneId zone() {
        return this.zone;
    }

    /**
     * {@inheritDoc} In an overlap of the clock Sentry's own answer may lie before the reference: a time that fires once is
     * the first of two, even when the second is being lived.
     */
    @Override
    public @Nullable Instant next(Instant reference) {
        return Calendar.covers(reference) ? this.clock.next(reference) : null;
    }

    @Override
    public @Nullable Instant previous(Instant anchor, Instant before) {
        return previous(before);
    }

    /** The last slot before an instant; a crontab needs no anchor. */
    public @Nullable Instant previous(Instant before) {
        return Calendar.covers(before) ? this.clock.previous(before) : null;
    }

    /** Whether it keeps to times of the day, and does not follow the clock on the wall when that changes. */
    boolean hasFixedTimes() {
        return this.syntax.fixedTimes();
    }

    /** What it says. */
    CronFields fields() {
        return this.syntax.fields();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SentryCrontab that
                && this.value.equals(that.value)
                && Objects.equals(this.zone, that.zone);
    }

    @Override
    public int hashCode() {
        return Objects.hash(this.value, this.zone);
    }

    @Override
    public String toString() {
        return this.zone == null ? this.value : this.value + " " + this.zone;
    }
}
