package ai.fluxion.crons.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A crontab that Sentry accepts, with the slots that Sentry computes for it: those of its cron library, in both of its ways
 * with a change of the clock. References are cut to whole seconds, as Sentry does.
 *
 * @since 0.1.0
 */
public final class SentryCrontab implements SentrySchedule {

    private final String value;

    private final @Nullable ZoneId zone;

    private volatile @Nullable CronsimClock clock;

    private SentryCrontab(String value, @Nullable ZoneId zone) {
        this.value = value;
        this.zone = zone;
    }

    /**
     * A crontab in a zone.
     *
     * @param text five fields, or one of the macros that Sentry knows
     * @param zone the monitor's zone; {@code null} is UTC, as for Sentry
     * @throws InvalidScheduleException if Sentry would refuse it
     */
    public static SentryCrontab of(String text, @Nullable ZoneId zone) {
        CrontabSyntax syntax = CrontabSyntax.read(CronText.of(text));
        SentryCrontab crontab = new SentryCrontab(text.strip().replaceAll("\\s+", " "), zone);
        crontab.clock = crontab.clockOf(syntax);
        return crontab;
    }

    /** One that we have written ourselves, which Sentry takes: read when a slot of it is asked for, if ever. */
    static SentryCrontab written(String value, ZoneId zone) {
        return new SentryCrontab(value, zone);
    }

    private CronsimClock clock() {
        CronsimClock known = this.clock;
        if (known == null) {
            known = clockOf(CrontabSyntax.read(CronText.of(this.value)));
            this.clock = known;
        }
        return known;
    }

    private CronsimClock clockOf(CrontabSyntax syntax) {
        return new CronsimClock(
                syntax.fields(), syntax.fixedTimes(), (this.zone == null ? ZoneOffset.UTC : this.zone).getRules());
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
        return Calendar.covers(reference) ? clock().next(reference) : null;
    }

    @Override
    public @Nullable Instant previous(Instant anchor, Instant before) {
        return previous(before);
    }

    /** The last slot before an instant; a crontab needs no anchor. */
    public @Nullable Instant previous(Instant before) {
        return Calendar.covers(before) ? clock().previous(before) : null;
    }

    /** Whether it keeps to times of the day, and does not follow the clock on the wall when that changes. */
    boolean hasFixedTimes() {
        return clock().hasFixedTimes();
    }

    /** What it says. */
    CronFields fields() {
        return clock().fields();
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
